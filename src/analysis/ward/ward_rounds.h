// Rounds of mutual nearest neighbours: the merges of Ward's clustering, in any order.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/neighbours/kd_tree.h"

namespace cohortscope::analysis {

// The part of the whole computation's time by the end of which all merges are known.
inline constexpr double kMergedFraction = 0.95;

// Two clusters become one. A cluster's id is that of its lowest point.
struct PairMerge {
    double cost = 0.0;                   // Δ, the growth of the sum of squares
    std::uint32_t first = 0, second = 0; // first < second
};

// All merges of `points`, which must be distinct; a merge comes after those of its parts. In the
// order of (cost, first, second) they are those of the greedy algorithm. Throws base::Cancelled.
std::vector<PairMerge> merge_mutual_neighbours(const WeightedPoints& points,
                                               base::Progress& progress);

} // namespace cohortscope::analysis
