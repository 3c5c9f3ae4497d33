// How sure a median is: an interval between two of the values, without any assumption about how
// they lie.
#pragma once

#include <cstddef>
#include <span>

#include "analysis/contrast/contrast.h"

namespace cohortscope::analysis {

// The rank l, from 1, such that the l-th smallest and the l-th largest of n values hold the median
// between them with at least 95 %: the largest l with P(B < l) ≤ 0.025, B binomial of n and 1/2
// (Hahn & Meeker 1991, Statistical Intervals, 5.2). 0 for n < 6, which no such rank suits. O(√n).
std::size_t median_rank(std::size_t n);

// Those two values; NaN where there is no such rank. sorted: ascending.
Interval median_interval(std::span<const double> sorted);

} // namespace cohortscope::analysis
