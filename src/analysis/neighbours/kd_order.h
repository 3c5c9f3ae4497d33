// Points put in the order of a kd-tree's leaves.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/neighbours/kd_tree.h"

namespace cohortscope::analysis {

// The numbers of the points such that every aligned run of 8, 16, 32, … is one side of a split at
// the widest axis. O(m log m), in parallel; the same on any number of threads. Throws
// base::Cancelled.
std::vector<std::uint32_t> kd_order(const WeightedPoints& points, const base::Progress& progress);

} // namespace cohortscope::analysis
