#include <algorithm>
#include <optional>

#include "base/error.h"
#include "base/parallel.h"
#include "engine/row_filter.h"
#include "engine/row_list.h"

namespace cohortscope::engine {

namespace {

using Flags = base::Buffer<std::uint8_t>;
using Positions = base::Buffer<std::uint32_t>;

int cluster_of(const Result& result, int colour) {
    const auto& colours = result.identity.colour;
    return static_cast<int>(std::ranges::find(colours, colour) - colours.begin());
}

// A query with the filter read.
struct Wanted {
    const RowQuery& query;
    const RowFilter& filter;
    const Result& result;

    bool every_row() const {
        return filter.terms.empty() && query.rows == nullptr && query.colour < 0;
    }
};

Flags flags_of(const Wanted& wanted, const RowColumns& columns, base::Progress& progress) {
    RowFilter filter = wanted.filter;
    if (wanted.query.colour >= 0) {
        FilterTerm group;
        group.kind = FilterTerm::Kind::group;
        group.cluster = cluster_of(wanted.result, wanted.query.colour);
        filter.terms.push_back(group);
    }
    Flags flags = rows_that_meet(filter, columns, wanted.result, progress);
    const auto* members = wanted.query.rows.get();
    if (members != nullptr && members->size() == flags.size())
        base::for_each_chunk(flags.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            for (std::size_t i = chunk.begin; i < chunk.end; ++i)
                flags[i] = flags[i] != 0 && (*members)[i] != 0;
        });
    return flags;
}

// Those of the order that have a flag, in its order.
Positions flagged(const Positions& order, const Flags& flags) {
    const auto counts = base::map_chunks<std::size_t>(
        order.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            std::size_t count = 0;
            for (std::size_t i = chunk.begin; i < chunk.end; ++i)
                count += flags[order[i]];
            return count;
        });
    std::vector<std::size_t> begins = {0};
    for (const std::size_t count : counts)
        begins.push_back(begins.back() + count);
    Positions found(begins.back());
    base::for_each_chunk(order.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        std::size_t to = begins[chunk.index];
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            if (flags[order[i]] != 0)
                found[to++] = order[i];
    });
    return found;
}

bool same_rows(const Result& a, const Result& b) {
    return a.prepared.rows == b.prepared.rows && a.prepared.bound == b.prepared.bound;
}

std::optional<RowFilter> read_filter(const std::string& text, RowListing& listing) {
    try {
        return parse_row_filter(text, *listing.columns, *listing.of);
    } catch (const base::Error& error) {
        if (listing.filter_error.empty())
            listing.filter_error = error.what();
        return std::nullopt;
    }
}

// The listing's filter; where it is not understood, the listing says so and has the one before.
RowFilter understood(RowListing& listing, const RowListing* before) {
    const std::string wanted = listing.query.filter;
    if (const auto filter = read_filter(wanted, listing))
        return *filter;
    listing.refused = wanted;
    const bool stays = before != nullptr && same_rows(*before->of, *listing.of);
    listing.query.filter = stays ? before->query.filter : "";
    if (const auto filter = read_filter(listing.query.filter, listing))
        return *filter;
    listing.query.filter.clear(); // it named a group that is gone
    return {};
}

} // namespace

// Held by its parts, so that an old result may go.
struct RowFinder::Kept {
    std::shared_ptr<const RowColumns> columns;
    RowSort sort; // of the order, as the next two
    std::shared_ptr<const features::PreparedRows> rows;
    std::shared_ptr<const analysis::Clustering> clustering;
    std::shared_ptr<const Positions> order; // null: not yet

    void find_order(const RowSort& wanted, const Result& result, base::Progress& progress);
};

void RowFinder::Kept::find_order(const RowSort& wanted, const Result& result,
                                 base::Progress& progress) {
    const bool same = order && sort == wanted && rows == result.prepared.rows &&
                      (sort.by != SortBy::group || clustering == result.clustering);
    if (same)
        return;
    order.reset();
    order = std::make_shared<const Positions>(row_order(wanted, *columns, result, progress));
    sort = wanted;
    rows = result.prepared.rows;
    clustering = result.clustering;
}

bool answers(const RowListing& listing, const RowQuery& query, const Result& result) {
    RowQuery read = query; // as far as it can be
    if (!listing.filter_error.empty() && listing.refused == query.filter &&
        listing.of->clustering == result.clustering)
        read.filter = listing.query.filter;
    if (!(listing.query == read) || !same_rows(*listing.of, result))
        return false;
    return !listing.of_groups || listing.of->clustering == result.clustering;
}

RowListing RowFinder::find(const RowQuery& query, std::shared_ptr<const Result> result,
                           const RowListing* before, base::Progress& progress) {
    if (!kept_ || kept_->columns->bound != result->prepared.bound) {
        kept_ = std::make_shared<Kept>();
        kept_->columns =
            std::make_shared<const RowColumns>(row_columns(result->prepared.bound, progress));
    }
    RowListing listing;
    listing.query = query;
    listing.of = result;
    listing.columns = kept_->columns;
    listing.among = result->rows();
    const RowFilter filter = understood(listing, before);
    listing.of_groups = query.sort.by == SortBy::group || query.colour >= 0 || filter.of_groups();
    kept_->find_order(query.sort, *result, progress);
    const Wanted wanted{listing.query, filter, *result};
    listing.positions = wanted.every_row()
                            ? kept_->order
                            : std::make_shared<const Positions>(flagged(
                                  *kept_->order, flags_of(wanted, *kept_->columns, progress)));
    return listing;
}

} // namespace cohortscope::engine
