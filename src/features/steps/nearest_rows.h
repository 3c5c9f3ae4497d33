// Values from the nearest rows by measure and another column (S5, nearest neighbours).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "features/rows/clean.h"

namespace cohortscope::features {

struct NearBy {
    std::span<const std::uint32_t> by_measure; // positions by ascending measure, ties by position
    std::span<const double> other;             // n, the second coordinate; NaN where missing
};

// For each row of `gaps`: the mean of `values` over the 5 nearest rows that have a value and the
// other coordinate, in ln(1 + measure) and that coordinate, both divided by their population
// deviation over those rows; equal distances go to the lowest row. Of a table without a measure in
// the other coordinate alone. NaN for a row without it, or where no row qualifies. values: n, NaN
// where there is none. O(n + gaps · log n) unless the measure hardly repeats.
std::vector<double> nearest_rows(const Cleaned& cleaned, const NearBy& near,
                                 std::span<const double> values,
                                 std::span<const std::uint32_t> gaps);

// The same with several other columns, by a tree. others: each n, NaN where missing; a row without
// one of them is nobody's neighbour and has none. O(n · log n + gaps · log n).
std::vector<double> nearest_rows_in_space(const Cleaned& cleaned,
                                          std::span<const std::vector<double>> others,
                                          std::span<const double> values,
                                          std::span<const std::uint32_t> gaps);

} // namespace cohortscope::features
