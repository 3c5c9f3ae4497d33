// A clustering from labels alone.
#pragma once

#include "analysis/clustering.h"
#include "features/matrix.h"

namespace cohortscope::analysis {

// Centres, sizes and inertia of the clusters that `labels` (n, each < k) make in this matrix;
// iterations is 0, converged true. The centre of a cluster without rows is the overall mean. Throws
// base::Error when the matrix has no rows.
Clustering labelled(const features::Matrix& matrix, std::span<const Label> labels, int k);

} // namespace cohortscope::analysis
