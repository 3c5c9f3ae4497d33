#include "analysis/peers/peers.h"

#include <algorithm>

#include "analysis/agreement.h"
#include "analysis/identity/overlap.h"
#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

using Codes = std::vector<std::int32_t>;
using Labels = std::span<const Label>;

template <class Values, class ValueOf> Values of_rows(std::size_t n, const ValueOf& value_of) {
    Values values(n);
    base::for_each_chunk(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            values[row] = static_cast<typename Values::value_type>(value_of(row));
    });
    return values;
}

template <class LabelOf> std::vector<Label> labels_of_rows(std::size_t n, const LabelOf& label_of) {
    return of_rows<std::vector<Label>>(n, label_of);
}

Ends ends_of(std::span<const std::uint32_t> ranked) {
    const std::size_t shown = std::min(kEndRows, ranked.size());
    Ends ends;
    ends.lowest.assign(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(shown));
    ends.highest.assign(ranked.rbegin(), ranked.rbegin() + static_cast<std::ptrdiff_t>(shown));
    return ends;
}

// Which size the place of each code has.
std::vector<std::size_t> sizes_of_places(const features::NamesSlot& places, const Bands& sizes) {
    std::vector<std::size_t> of_code;
    for (std::size_t code = 0; code < places.name_rows.size(); ++code) {
        const std::string_view name = places.text.names->at(code);
        of_code.push_back(name == places.spec->missing_name ? kSizeMissing
                          : places.rare_rows > 0 && name == places.spec->rare_name
                              ? kSizeLumped
                              : kFirstSize + sizes.of(static_cast<double>(places.name_rows[code])));
    }
    return of_code;
}

// One computation over the rows; its parts run beside each other and touch different members.
class Making {
  public:
    Making(const PeersInput& input, base::Progress& progress)
        : in_(input), progress_(progress), n_(input.rows.measure.size()),
          measure_(input.rows.measure), order_(input.rows.by_measure) {
        made_.slots = in_.slots;
        made_.limits = in_.limits;
        const features::NumberSlot& number = in_.rows.numbers[in_.slots.number];
        made_.bands = in_.bands.edges.empty() ? quarters(number.values) : in_.bands;
        made_.sizes = in_.sizes;
        made_.categories = category().name_rows.size();
        made_.names.resize(in_.rows.names.size());
    }

    Peers make() {
        tell_rows_apart();
        progress_.checkpoint(0.2);
        add_cells();
        progress_.checkpoint(0.4);
        base::for_each_task(made_.names.size() + 1, [&](std::size_t task) {
            if (task < made_.names.size())
                add_names(task);
            else
                add_bands();
        });
        progress_.checkpoint(0.7);
        add_underpaid();
        if (in_.flags)
            add_flags();
        return std::move(made_);
    }

  private:
    static std::span<const std::int32_t> codes_of(const features::NamesSlot& names) {
        return {names.text.codes.data(), names.text.codes.size()};
    }
    const features::NamesSlot& category() const { return in_.rows.names[in_.slots.category]; }

    void tell_rows_apart() {
        const double* number = in_.rows.numbers[in_.slots.number].values.data();
        const std::int32_t* code = category().text.codes.data();
        made_.band_of =
            labels_of_rows(n_, [&](std::size_t row) { return made_.bands.of(number[row]); });
        made_.category_low = labels_of_rows(n_, [&](std::size_t row) { return code[row] & 0xff; });
        made_.category_high =
            labels_of_rows(n_, [&](std::size_t row) { return (code[row] >> 8) & 0xff; });
        const std::size_t bands = made_.bands.count();
        cell_of_ = of_rows<Codes>(n_, [&](std::size_t row) {
            return static_cast<std::size_t>(code[row]) * bands + made_.band_of[row];
        });
    }

    void add_cells() {
        made_.all = five_numbers(order_, measure_);
        made_.cells = five_numbers(
            rank_groups(order_, cell_of_, made_.categories * made_.bands.count()), measure_);
    }

    void add_names(std::size_t slot) {
        const features::NamesSlot& names = in_.rows.names[slot];
        const RankedGroups ranked = rank_groups(order_, codes_of(names), names.name_rows.size());
        made_.names[slot].five = five_numbers(ranked, measure_);
        for (std::size_t group = 0; group < ranked.count(); ++group)
            made_.names[slot].ends.push_back(ends_of(ranked.of(group)));
    }

    void add_bands() {
        made_.by_band =
            five_numbers(rank_groups(order_, Labels(made_.band_of), made_.bands.count()), measure_);
    }

    void add_underpaid() {
        std::vector<double> medians;
        std::vector<std::size_t> rows;
        for (const FiveNumbers& cell : made_.cells) {
            medians.push_back(cell.median);
            rows.push_back(cell.rows);
        }
        Underpaid found = underpaid(measure_, cell_of_, medians, rows, in_.limits);
        const auto by = [&](const std::vector<Label>& parts, std::size_t count) {
            return underpaid_by(found, Labels(parts), count);
        };
        made_.underpaid = by(std::vector<Label>(n_, 0), 1).front();
        made_.underpaid_by_cluster =
            by(in_.clustering.labels, static_cast<std::size_t>(in_.clustering.k));
        made_.underpaid_by_category = underpaid_by(found, codes_of(category()), made_.categories);
        made_.underpaid_by_band = by(made_.band_of, made_.bands.count());
        if (in_.slots.place) {
            const features::NamesSlot& places = in_.rows.names[*in_.slots.place];
            const std::vector<std::size_t> of_code = sizes_of_places(places, made_.sizes);
            const std::int32_t* code = places.text.codes.data();
            made_.size_of = labels_of_rows(
                n_, [&](std::size_t row) { return of_code[static_cast<std::size_t>(code[row])]; });
            made_.underpaid_by_size = by(made_.size_of, kFirstSize + made_.sizes.count());
        }
        made_.standing = std::move(found.standing);
    }

    void add_flags() {
        const features::PeerFlags flags = features::peer_flags(in_.rows, *in_.flags);
        progress_.checkpoint(0.85);
        const std::array of = {&flags.designation, &flags.class_, &flags.tier};
        FlagsAgainstClusters& made = made_.flags.emplace();
        base::for_each_task(kFlagGroups, [&](std::size_t group) {
            made_.flag_of[group] =
                labels_of_rows(n_, [&](std::size_t row) { return (*of[group])[row] - 1; });
            const RankedGroups ranked =
                rank_groups(order_, Labels(made_.flag_of[group]), kFlagValues);
            for (std::size_t flag = 0; flag < kFlagValues; ++flag) {
                made.five[group][flag] = five_numbers(ranked.of(flag), measure_);
                made.ends[group][flag] = ends_of(ranked.of(flag));
            }
        });
        count_flags(made);
        const std::vector<std::size_t> table =
            contingency(features::manual_groups(flags), features::kManualGroups,
                        in_.clustering.labels, in_.clustering.k);
        made.adjusted_rand = adjusted_rand_index(table, features::kManualGroups, in_.clustering.k);
        made.normalized_mutual_information = analysis::normalized_mutual_information(
            table, features::kManualGroups, in_.clustering.k);
    }

    void count_flags(FlagsAgainstClusters& made) const {
        constexpr std::size_t kEach = kFlagGroups * kFlagValues;
        const auto k = static_cast<std::size_t>(in_.clustering.k);
        made.counts.assign((k + 1) * kEach, 0);
        for (std::size_t row = 0; row < n_; ++row)
            for (std::size_t group = 0; group < kFlagGroups; ++group)
                ++made.counts[in_.clustering.labels[row] * kEach + group * kFlagValues +
                              made_.flag_of[group][row]];
        for (std::size_t i = 0; i < k * kEach; ++i)
            made.counts[k * kEach + i % kEach] += made.counts[i];
    }

    const PeersInput& in_;
    base::Progress& progress_;
    std::size_t n_;
    std::span<const double> measure_;
    std::span<const std::uint32_t> order_;
    Codes cell_of_;
    Peers made_;
};

} // namespace

Peers peers(const PeersInput& input, base::Progress& progress) {
    ENSURE(input.rows.has_measure && input.clustering.labels.size() == input.rows.measure.size());
    return Making(input, progress).make();
}

} // namespace cohortscope::analysis
