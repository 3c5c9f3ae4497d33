#include "analysis/kmeans/labelled.h"

#include "analysis/kmeans/kmeans_lloyd.h"

namespace cohortscope::analysis {

Clustering labelled(const features::Matrix& matrix, std::span<const Label> labels, int k) {
    const ChunkedRows rows(matrix);
    LloydRun run = LloydRun::from_labels(rows, labels, k);
    Clustering clustering = take_clustering(matrix, run, run.inertia());
    clustering.converged = true;
    return clustering;
}

} // namespace cohortscope::analysis
