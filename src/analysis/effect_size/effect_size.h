// How much of the differences between rows the clusters account for, of a number and of names.
#pragma once

#include <cstddef>
#include <span>

#include "analysis/profile/profile_pass.h"

namespace cohortscope::analysis {

// η², the correlation ratio: between the clusters' sum of squares as a share of all of it,
// Σ size (mean − all)² / (n std²) (Pearson 1905; Cohen 1988, Statistical Power Analysis, 8.2). From
// 0 to 1; NaN of a column that is constant, or of fewer than two clusters with rows. means, sizes:
// k; all, std: of all rows, population form.
double eta_squared(std::span<const double> means, std::span<const std::size_t> sizes, double all,
                   double std);

// Cramér's V of clusters and codes without its bias (Bergsma 2013, Journal of the Korean
// Statistical Society 42, 323–328): with φ² = χ²/n, r codes and k clusters that have rows,
// φ̃² = max(0, φ² − (r − 1)(k − 1)/(n − 1)), r̃ = r − (r − 1)²/(n − 1), k̃ likewise and
// Ṽ = √(φ̃² / min(r̃ − 1, k̃ − 1)). From 0 to 1, 0 where every row has a name of its own; NaN where r
// or k is 1. rows_of_code: of all clusters together; sizes: of the clusters. O(codes · k).
double cramers_v(const CodeCounts& counts, std::span<const std::uint32_t> rows_of_code,
                 std::span<const std::size_t> sizes);

} // namespace cohortscope::analysis
