// Start years from the nearest rows in pay and update year (S5, nearest neighbours).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "features/rows/clean.h"

namespace cohortscope::features {

// For each row of `gaps`: the mean of `years` over the 5 nearest rows that have a year and an
// update year, in ln(1 + ctc) and ctc_updated_year, both divided by their population deviation over
// those rows; equal distances go to the lowest row. NaN for a row without an update year, or where
// no row qualifies. years: n, NaN where there is none. by_pay: positions by ascending pay, ties by
// position. O(n + gaps · log n) unless pay hardly repeats.
std::vector<double> nearest_years(const Cleaned& cleaned, std::span<const std::uint32_t> by_pay,
                                  std::span<const double> years,
                                  std::span<const std::uint32_t> gaps);

} // namespace cohortscope::features
