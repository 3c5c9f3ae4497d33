// A Ward tree cut into clusters of rows, in the form of K-Means' results.
#include <string>

#include "analysis/kmeans_lloyd.h"
#include "analysis/ward.h"
#include "base/error.h"

namespace cohortscope::analysis {

Clustering cut_tree(const WardTree& tree, const features::Matrix& matrix, int k) {
    ENSURE(k >= 1 && k <= kMaximumClusters && tree.rows == matrix.rows);
    if (static_cast<std::size_t>(k) > tree.rows)
        throw base::Error("k = " + std::to_string(k) + " needs at least " + std::to_string(k) +
                          " rows; the table has " + std::to_string(tree.rows));
    const Dendrogram dendrogram = last_merges(tree, k - 1);
    const ChunkedRows rows(matrix);
    LloydRun means = LloydRun::from_labels(rows, dendrogram.leaf_of_row, k);
    Clustering result = take_clustering(matrix, means, means.inertia());
    result.converged = true;
    return result;
}

} // namespace cohortscope::analysis
