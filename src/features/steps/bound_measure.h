// Step S7: outliers of the measure, and the order of rows by it that percentiles and profiles read.
#pragma once

#include <cstdint>
#include <span>
#include <string>
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
    bool clips = false;              // those rows stay, at a bound
    std::vector<std::uint32_t> kept; // positions in `cleaned` that stay; empty when all stay
    base::Fingerprint fingerprint;   // of low, high and the mode's effect
};

// Positions in `cleaned` that outliers of a number drop, ascending.
struct DroppedRows {
    std::string label; // of the column
    std::vector<std::uint32_t> rows;
};

// S7; of a table without a measure, no bounds. The rows that numbers drop go with those of the
// measure. Throws base::Error unless low < high, and where no row is left.
MeasureBounds bound_measure(const Cleaned& cleaned, std::span<const std::uint32_t> by_measure,
                            const schema::OutlierSpec& outliers,
                            std::span<const DroppedRows> dropped = {});

} // namespace cohortscope::features
