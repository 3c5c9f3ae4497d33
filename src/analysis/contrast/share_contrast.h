// Two shares against each other: Newcombe's interval, and a test that also suits rare names.
#pragma once

#include "analysis/contrast/contrast.h"

namespace cohortscope::analysis {

// Wilson's (1927) 95 % score interval of a share of n > 0.
Interval wilson(std::size_t rows, std::size_t n);

// rows[i] ≤ n[i]. p is that of share_test.
ShareContrast share_contrast(OfBoth<std::size_t> rows, OfBoth<std::size_t> n);

// The p of ShareContrast alone. 1 where a group is empty. O(1), of rare names O(rows that have it).
double share_test(OfBoth<std::size_t> rows, OfBoth<std::size_t> n);

} // namespace cohortscope::analysis
