// A Ward tree cut into clusters of rows, in the form of K-Means' results.
#include <string>

#include "analysis/kmeans/labelled.h"
#include "analysis/ward/ward.h"
#include "base/error.h"

namespace cohortscope::analysis {

Clustering cut_tree(const WardTree& tree, const features::Matrix& matrix, int k) {
    ENSURE(k >= 1 && k <= kMaximumClusters && tree.rows == matrix.rows);
    if (static_cast<std::size_t>(k) > tree.rows)
        throw base::Error("k = " + std::to_string(k) + " needs at least " + std::to_string(k) +
                          " rows; the table has " + std::to_string(tree.rows));
    const Dendrogram dendrogram = last_merges(tree, k - 1);
    return labelled(matrix, dendrogram.leaf_of_row, k);
}

} // namespace cohortscope::analysis
