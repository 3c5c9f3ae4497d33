// Step S7: outliers of pay, and the order of rows by pay that percentiles and profiles read.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "features/clean.h"

namespace cohortscope::features {

// The percentile of sorted values by linear interpolation between order statistics: with
// h = (n − 1)·q/100, x[⌊h⌋] + (h − ⌊h⌋)(x[⌊h⌋ + 1] − x[⌊h⌋]). sorted: ascending, not empty;
// percent in [0, 100].
double percentile(std::span<const double> sorted, double percent);

// Rows of `cleaned` by ascending pay, ties by row. n entries. Kept by the engine: it depends on the
// cleaned rows only, never on the percentiles.
std::vector<std::uint32_t> order_by_pay(const Cleaned& cleaned);

struct Pay {
    double low = 0.0; // bounds in rupees; ∓infinity when the mode is none
    double high = 0.0;
    std::size_t below = 0; // rows clipped (or dropped) at each end
    std::size_t above = 0;
    std::vector<std::uint32_t> kept; // positions in `cleaned` that stay; empty when all stay
    base::Fingerprint fingerprint;   // of low, high and the mode's effect
};

// S7. Throws base::Error unless low < high.
Pay bound_pay(const Cleaned& cleaned, std::span<const std::uint32_t> by_pay,
              const OutlierSettings& settings);

} // namespace cohortscope::features
