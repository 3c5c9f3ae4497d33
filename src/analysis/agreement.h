// How much two clusterings of the same rows agree.
#pragma once

#include <span>

#include "analysis/kmeans.h"

namespace cohortscope::analysis {

// Adjusted Rand index (Hubert, Arabie 1985) from a contingency table (rows × columns counts); 1 for
// equal partitions, about 0 for independent ones.
double adjusted_rand_index(std::span<const std::size_t> table, int rows, int columns);

} // namespace cohortscope::analysis
