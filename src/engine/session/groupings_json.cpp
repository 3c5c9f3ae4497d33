#include "engine/session/groupings_json.h"

#include <algorithm>
#include <bit>

#include "base/base64.h"
#include "base/error.h"
#include "engine/selection/row_set.h"

namespace cohortscope::engine {

namespace {

constexpr std::size_t kMostGroupings = 300;

unsigned bits_for(int k) { return static_cast<unsigned>(std::bit_width(unsigned(k) - 1u)); }

bool same(const analysis::Snapshot& a, const analysis::Snapshot& b) {
    return &a == &b ||
           (a.k == b.k && a.labels == b.labels && (a.rows == b.rows || *a.rows == *b.rows));
}

SnapshotPtr grouping_of_json(const schema::Place& place, RowBudget& budget) {
    schema::expect_keys(place, {"rows", "k", "labels"});
    auto snapshot = std::make_shared<analysis::Snapshot>();
    const std::shared_ptr<const RowSet> rows = budget.rows_at(place, "rows");
    budget.take(place, rows->count() * (sizeof(std::uint32_t) + sizeof(analysis::Label)));
    snapshot->k = schema::whole_at(place, "k", 1, analysis::kMaximumClusters, 0);
    if (snapshot->k == 0)
        place.fail("the key \"k\" with a number of groups");
    try {
        snapshot->labels =
            labels_of_text(schema::text_at(place, "labels", ""), rows->count(), snapshot->k);
    } catch (const base::Error& error) {
        throw base::Error::in(place.source, place.where + ".labels: " + error.what());
    }
    snapshot->rows = std::make_shared<const std::vector<std::uint32_t>>(rows->ascending());
    return snapshot;
}

} // namespace

std::string labels_text(const std::vector<analysis::Label>& labels, int k) {
    const unsigned width = bits_for(k);
    std::vector<std::uint8_t> bytes((labels.size() * width + 7) / 8, 0);
    std::size_t bit = 0;
    for (const analysis::Label label : labels)
        for (unsigned i = 0; i < width; ++i, ++bit)
            bytes[bit / 8] |= static_cast<std::uint8_t>((label >> i & 1) << (bit % 8));
    return base::to_base64(bytes);
}

std::vector<analysis::Label> labels_of_text(std::string_view text, std::size_t rows, int k) {
    const unsigned width = bits_for(k);
    const std::vector<std::uint8_t> bytes = base::from_base64(text);
    const std::size_t expected = (rows * width + 7) / 8;
    if (bytes.size() != expected)
        throw base::Error(std::to_string(bytes.size()) + " bytes; expected " +
                          std::to_string(expected) + " for " + std::to_string(rows) + " rows");
    if (const std::size_t used = rows * width % 8; used != 0 && bytes.back() >> used != 0)
        throw base::Error("bits behind the last row; expected none");
    std::vector<analysis::Label> labels(rows, 0);
    std::size_t bit = 0;
    for (analysis::Label& label : labels) {
        unsigned value = 0;
        for (unsigned i = 0; i < width; ++i, ++bit)
            value |= (bytes[bit / 8] >> (bit % 8) & 1u) << i;
        if (value >= static_cast<unsigned>(k))
            throw base::Error("group " + std::to_string(value) + " of " + std::to_string(k));
        label = static_cast<analysis::Label>(value);
    }
    return labels;
}

std::size_t GroupingsWriter::place_of(const SnapshotPtr& snapshot) {
    const auto found = std::ranges::find_if(
        known_, [&](const SnapshotPtr& each) { return same(*each, *snapshot); });
    if (found != known_.end())
        return static_cast<std::size_t>(found - known_.begin());
    known_.push_back(snapshot);
    return known_.size() - 1;
}

nlohmann::ordered_json GroupingsWriter::json() const {
    auto list = nlohmann::ordered_json::array();
    for (const SnapshotPtr& each : known_)
        list.push_back({{"rows", to_text(RowSet::of(*each->rows, table_rows_))},
                        {"k", each->k},
                        {"labels", labels_text(each->labels, each->k)}});
    return list;
}

void RowBudget::take(const schema::Place& place, std::uint64_t bytes) {
    if (bytes > left_)
        place.fail("fewer rows: a session has 1 GB of them at most");
    left_ -= bytes;
}

std::shared_ptr<const RowSet> RowBudget::rows_at(const schema::Place& place, const char* key) {
    const std::string text = schema::needed_text(place, key);
    take(place, table_rows_ / 8 + text.size());
    try {
        RowSet rows = from_text(text, table_rows_);
        if (rows.size() != table_rows_)
            throw base::Error("of a table of " + std::to_string(rows.size()) + " rows; expected " +
                              std::to_string(table_rows_));
        return std::make_shared<const RowSet>(std::move(rows));
    } catch (const base::Error& error) {
        throw base::Error::in(place.source, place.where + (place.where.empty() ? "" : ".") + key +
                                                ": " + error.what());
    }
}

std::vector<SnapshotPtr> groupings_of(const schema::Place& session, RowBudget& budget) {
    const std::vector<schema::Place> places = schema::list_at(session, "groupings");
    if (places.size() > kMostGroupings)
        session.fail("at most " + std::to_string(kMostGroupings) + " groupings");
    std::vector<SnapshotPtr> groupings;
    for (const schema::Place& place : places)
        groupings.push_back(grouping_of_json(place, budget));
    return groupings;
}

} // namespace cohortscope::engine
