#include "analysis/explain/feature_bins.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "features/feature_statistics.h"

namespace cohortscope::analysis {

std::size_t FeatureBins::bin_of(double value) const {
    std::size_t bin = 0;
    while (bin + 1 < size() && highest[bin] + (lowest[bin + 1] - highest[bin]) / 2 < value)
        ++bin;
    return bin;
}

namespace {

// Each value once: where few are whole numbers, they are counted row by row.
std::vector<base::ValueCount> distinct(std::span<const double> values) {
    const base::CountedValues counted = features::count_values(values);
    std::vector<base::ValueCount> each;
    for (std::size_t i = 0; i < counted.entries(); ++i) {
        const base::ValueCount entry = counted.entry(i);
        if (each.empty() || entry.value > each.back().value)
            each.push_back(entry);
        else
            each.back().count += entry.count;
    }
    return each;
}

} // namespace

FeatureBins bin_values(std::span<const double> values) {
    FeatureBins bins;
    if (values.empty())
        return bins;
    const std::vector<base::ValueCount> each = distinct(values);
    const std::size_t wanted =
        each.size() <= kMostBins ? 1 : (values.size() + kMostBins - 1) / kMostBins;
    std::size_t held = 0; // rows of the open bin
    for (const base::ValueCount& entry : each) {
        if (held == 0) {
            bins.lowest.push_back(entry.value);
            bins.highest.push_back(entry.value);
        }
        bins.highest.back() = entry.value;
        held += entry.count;
        if (held >= wanted)
            held = 0;
    }
    bins.of_row.resize(values.size());
    base::for_each_chunk(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            bins.of_row[row] = static_cast<std::uint16_t>(
                std::ranges::lower_bound(bins.highest, values[row]) - bins.highest.begin());
    });
    return bins;
}

double short_decimal_between(double low, double high) {
    if (!(low < high)) // neighbours of which a change of unit made one
        return low;
    const double largest = std::max(std::abs(low), std::abs(high));
    if (low <= 0.0 && high > 0.0)
        return 0.0;
    for (int power = static_cast<int>(std::floor(std::log10(largest))) + 1; power > -300; --power) {
        // Powers of ten below 1 are no doubles: dividing by one above keeps the decimal's own bits.
        const double unit = std::pow(10.0, std::abs(power));
        const double steps = std::ceil(power >= 0 ? low / unit : low * unit);
        const double decimal = power >= 0 ? steps * unit : steps / unit;
        if (decimal >= low && decimal < high)
            return decimal;
        if (power < 0 && std::abs(steps) > 1e15)
            break;
    }
    return low;
}

} // namespace cohortscope::analysis
