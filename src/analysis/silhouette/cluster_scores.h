// Scores of a clustering from its clusters' centres: Calinski–Harabasz and Davies–Bouldin.
#pragma once

#include "analysis/silhouette/silhouette.h"

namespace cohortscope::analysis {

struct ClusterScores {
    // [B / (k − 1)] / [W / (n − k)], B and W the sums of squares between and within clusters
    // (Calinski, Harabasz 1974); higher is better. 1 where W is 0, as scikit-learn has it.
    double calinski_harabasz = 0.0;
    // Mean over clusters of the worst (sᵢ + sⱼ) / ‖cᵢ − cⱼ‖, s the mean distance to the centre
    // (Davies, Bouldin 1979); lower is better. 0 where every s or every distance is at
    // most 1e-8, which scikit-learn takes for 0; centres that coincide are no pair.
    double davies_bouldin = 0.0;
};

// Both as scikit-learn defines them, in passes over the rows. NaN unless 2 ≤ clusters with rows <
// n, where they are not defined.
ClusterScores cluster_scores(const features::Matrix& matrix, const Labelling& labelling);

} // namespace cohortscope::analysis
