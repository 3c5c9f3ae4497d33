// Step S7: outliers of the measure, and the order of rows by it that percentiles and profiles read.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "features/rows/clean.h"

namespace cohortscope::features {

// The percentile of sorted values by linear interpolation between order statistics: with
// h = (n − 1)·q/100, x[⌊h⌋] + (h − ⌊h⌋)(x[⌊h⌋ + 1] − x[⌊h⌋]). sorted: ascending, not empty;
// percent in [0, 100].
double percentile(std::span<const double> sorted, double percent);

// Positions by ascending value, ties by position; no value is NaN.
std::vector<std::uint32_t> order_by_value(std::span<const double> values);

// The order of a table's rows as an order of positions in `kept` (ascending rows); the others are
// left out. order: distinct numbers below `rows`. O(rows).
std::vector<std::uint32_t> positions_in_order(std::span<const std::uint32_t> order,
                                              std::span<const std::uint32_t> kept,
                                              std::size_t rows);

struct MeasureBounds {
    double low = 0.0; // bounds in the measure's unit; ∓infinity when the mode is none
    double high = 0.0;
    std::size_t below = 0; // rows clipped (or dropped) at each end
    std::size_t above = 0;
    std::vector<std::uint32_t> kept; // positions in `cleaned` that stay; empty when all stay
    base::Fingerprint fingerprint;   // of low, high and the mode's effect
};

// S7; of a table without a measure, no bounds. Throws base::Error unless low < high.
MeasureBounds bound_measure(const Cleaned& cleaned, std::span<const std::uint32_t> by_measure,
                            const schema::OutlierSpec& outliers);

} // namespace cohortscope::features
