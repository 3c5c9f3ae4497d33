#include "analysis/spread/column_spread.h"

#include <algorithm>
#include <cmath>

#include "analysis/contrast/share_contrast.h"
#include "analysis/contrast/tails.h"
#include "analysis/profile/profile_pass.h"
#include "analysis/profile/profile_quartiles.h"
#include "analysis/profile/profile_top.h"
#include "base/error.h"
#include "base/parallel.h"
#include "features/steps/bound_measure.h"

namespace cohortscope::analysis {

namespace {

// Rows of each code in each cluster, codes × k. Neighbouring rows, which often are alike, count in
// tables of their own, so that none waits for the one before.
template <class CodeOf>
std::vector<std::uint32_t> count_codes(const CodeOf& code_of, std::size_t count,
                                       const Clustering& clustering) {
    constexpr std::size_t kLanes = 4;
    const auto k = static_cast<std::size_t>(clustering.k);
    const std::size_t cells = count * k;
    const auto parts = base::map_chunks<std::vector<std::uint32_t>>(
        clustering.labels.size(), 4 * base::kChunkRows, [&](const base::Chunk& chunk) {
            std::vector<std::uint32_t> counts(kLanes * cells);
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                ++counts[row % kLanes * cells + code_of(row) * k + clustering.labels[row]];
            return counts;
        });
    std::vector<std::uint32_t> counts(cells);
    for (const std::vector<std::uint32_t>& part : parts)
        for (std::size_t i = 0; i < part.size(); ++i)
            counts[i % cells] += part[i];
    return counts;
}

void set_quartiles(NumberSpread& spread, const Quartiles& quartiles) {
    spread.q1 = quartiles.q1;
    spread.median = quartiles.median;
    spread.q3 = quartiles.q3;
}

// Where many rows share the least or the greatest value.
void count_ends(Distribution& made, const OrderedRows& ordered, const Clustering& clustering) {
    const auto value_of = [&](std::uint32_t row) { return ordered.measure[row]; };
    const double lowest = value_of(ordered.by_measure.front());
    const double highest = value_of(ordered.by_measure.back());
    for (auto row = ordered.by_measure.begin();
         row != ordered.by_measure.end() && value_of(*row) == lowest; ++row)
        ++made.clusters[clustering.labels[*row]].at_lowest;
    for (auto row = ordered.by_measure.rbegin();
         row != ordered.by_measure.rend() && value_of(*row) == highest; ++row)
        ++made.clusters[clustering.labels[*row]].at_highest;
    for (const NumberSpread& cluster : made.clusters) {
        made.all.at_lowest += cluster.at_lowest;
        made.all.at_highest += cluster.at_highest;
    }
}

// All levels of the schema's in its order, where they are few; else none.
std::vector<std::size_t> few_levels(const features::NamesSlot& names, std::size_t present) {
    const std::vector<std::string>& levels = names.spec->levels;
    std::vector<std::size_t> codes;
    if (levels.empty() || present > kShownNames + 1)
        return codes;
    for (std::size_t code = 0; code < names.name_rows.size(); ++code)
        if (names.name_rows[code] > 0)
            codes.push_back(code);
    const auto place = [&](std::size_t code) { // of a level; those that are none come last
        return std::ranges::find(levels, names.text.names->at(code)) - levels.begin();
    };
    std::ranges::stable_sort(codes, {}, place);
    return codes;
}

// The codes that are named, in the order in which they are shown.
std::vector<std::size_t> shown_codes(const features::NamesSlot& names, std::size_t present) {
    static_assert(kShownNames <= kTopNames);
    std::vector<std::size_t> codes = few_levels(names, present);
    if (!codes.empty())
        return codes;
    const TopCodes top = top_of(names.name_rows);
    for (const CodeCount& entry : top.entries())
        if (codes.size() < kShownNames)
            codes.push_back(entry.code);
    return codes;
}

struct Tally {
    std::size_t rows = 0;
    double sum = 0.0, least = INFINITY, greatest = -INFINITY;
    double squares = 0.0; // of the distances from the mean
    bool rate = true;

    void add(double value) {
        ++rows;
        sum += value;
        least = std::min(least, value);
        greatest = std::max(greatest, value);
        rate = rate && (value == 0.0 || value == 1.0);
    }
    double mean() const { return sum / static_cast<double>(rows); } // NaN without rows
    Interval interval(bool of_rate) const {
        if (rows == 0 || (!of_rate && rows == 1))
            return {NAN, NAN};
        if (of_rate)
            return wilson(static_cast<std::size_t>(sum), rows);
        const auto above = static_cast<double>(rows - 1);
        const double error = std::sqrt(squares / above / static_cast<double>(rows));
        const double reach = student_95(above) * error;
        return {mean() - reach, mean() + reach};
    }
    OutcomeMean made(bool of_rate) const { return {rows, mean(), interval(of_rate)}; }
};

} // namespace

OrderedNumber order_number(std::span<const double> values, bool logarithmic) {
    ENSURE(!values.empty());
    OrderedNumber made;
    made.by_value = features::order_by_value(values);
    const double least = values[made.by_value.front()];
    const double greatest = values[made.by_value.back()];
    made.bins = bin_values(values, least, greatest, logarithmic && least > 0.0);
    return made;
}

Distribution distribution_of(std::span<const double> values, const OrderedNumber& ordered,
                             const Clustering& clustering) {
    const auto k = static_cast<std::size_t>(clustering.k);
    const MeasureBins& bins = ordered.bins;
    ENSURE(values.size() == clustering.labels.size() && bins.slot.size() == values.size());
    const std::size_t slots = bins.bins_of_slot.size();
    CodeCounts counts(slots, k, 1);
    std::ranges::copy(
        count_codes([&](std::size_t row) { return bins.slot[row]; }, slots, clustering),
        counts.table(0));
    Distribution made;
    made.axis = bins.axis;
    made.clusters.resize(k);
    made.all.rows = values.size();
    made.all.histogram.assign(static_cast<std::size_t>(bins.axis.bins), 0);
    const OrderedRows rows{values, ordered.by_value};
    const std::vector<Quartiles> quartiles = quartiles_by_cluster(rows, clustering.labels, counts);
    for (std::size_t cluster = 0; cluster < k; ++cluster) {
        NumberSpread& spread = made.clusters[cluster];
        spread.histogram.assign(static_cast<std::size_t>(bins.axis.bins), 0);
        for (std::size_t slot = 0; slot < slots; ++slot) {
            const std::uint32_t count = counts.at(slot, cluster);
            spread.histogram[bins.bins_of_slot[slot]] += count;
            made.all.histogram[bins.bins_of_slot[slot]] += count;
            spread.rows += count;
        }
        set_quartiles(spread, quartiles[cluster]);
    }
    set_quartiles(made.all, quartiles_of_all(rows));
    count_ends(made, rows, clustering);
    return made;
}

NameShares shares_of(const features::NamesSlot& names, const Clustering& clustering) {
    const auto k = static_cast<std::size_t>(clustering.k);
    const auto present = static_cast<std::size_t>(
        std::ranges::count_if(names.name_rows, [](std::uint32_t rows) { return rows > 0; }));
    const std::vector<std::size_t> shown = shown_codes(names, present);
    std::vector<std::uint8_t> place_of(names.name_rows.size(),
                                       static_cast<std::uint8_t>(shown.size()));
    NameShares made;
    for (std::size_t place = 0; place < shown.size(); ++place) {
        place_of[shown[place]] = static_cast<std::uint8_t>(place);
        made.names.emplace_back(names.text.names->at(shown[place]));
    }
    made.other_names = present - shown.size();
    const std::size_t parts = shown.size() + (made.other_names > 0 ? 1 : 0);
    const std::int32_t* codes = names.text.codes.data();
    const auto place = [&](std::size_t row) -> std::size_t {
        return place_of[static_cast<std::size_t>(codes[row])];
    };
    const auto counts = count_codes(place, shown.size() + 1, clustering);
    made.all.assign(parts, 0);
    made.clusters.assign(k, std::vector<std::size_t>(parts));
    for (std::size_t part = 0; part < parts; ++part)
        for (std::size_t cluster = 0; cluster < k; ++cluster) {
            made.clusters[cluster][part] = counts[part * k + cluster];
            made.all[part] += counts[part * k + cluster];
        }
    return made;
}

OutcomeMeans means_of(std::span<const double> values, const Clustering& clustering) {
    Tally all;
    std::vector<Tally> tallies(static_cast<std::size_t>(clustering.k));
    for (std::size_t row = 0; row < values.size(); ++row)
        if (const double value = values[row]; !std::isnan(value)) {
            all.add(value);
            tallies[clustering.labels[row]].add(value);
        }
    if (!all.rate) {
        const double mean = all.mean();
        for (std::size_t row = 0; row < values.size(); ++row)
            if (const double value = values[row]; !std::isnan(value)) {
                Tally& cluster = tallies[clustering.labels[row]];
                const double apart = value - cluster.mean();
                cluster.squares += apart * apart;
                all.squares += (value - mean) * (value - mean);
            }
    }
    OutcomeMeans made{all.rate, all.made(all.rate), {}, all.least, all.greatest};
    for (const Tally& tally : tallies)
        made.clusters.push_back(tally.made(all.rate));
    return made;
}

} // namespace cohortscope::analysis
