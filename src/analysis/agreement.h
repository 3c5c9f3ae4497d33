// How much two clusterings of the same rows agree.
#pragma once

#include <span>

#include "analysis/clustering.h"

namespace cohortscope::analysis {

// Adjusted Rand index (Hubert, Arabie 1985) from a contingency table (rows × columns counts); 1 for
// equal partitions, about 0 for independent ones.
double adjusted_rand_index(std::span<const std::size_t> table, int rows, int columns);

// Mutual information of the two partitions divided by the arithmetic mean of their entropies (Vinh,
// Epps, Bailey 2010), 0 to 1; 1 where both are one group, as scikit-learn has it.
double normalized_mutual_information(std::span<const std::size_t> table, int rows, int columns);

} // namespace cohortscope::analysis
