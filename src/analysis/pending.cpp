// Stand-ins until the analyses they name are there.
#include "analysis/cluster_scores.h"
#include "analysis/elbow.h"
#include "analysis/stability.h"
#include "base/error.h"

namespace cohortscope::analysis {

ClusterScores cluster_scores(const features::Matrix&, const Labelling&) {
    throw base::Error("pending");
}
int knee(std::span<const int>, std::span<const double>) { return 0; }
Stability bootstrap_stability(const features::Matrix&, const Clustering&, const KMeansSettings&,
                              int, base::Progress&) {
    throw base::Error("pending");
}

} // namespace cohortscope::analysis
