// Weak stand-ins until the analyses they name are there.
#include "analysis/cluster_scores.h"
#include "analysis/elbow.h"
#include "analysis/hopkins.h"
#include "analysis/silhouette.h"
#include "analysis/stability.h"
#include "analysis/ward.h"
#include "base/error.h"

namespace cohortscope::analysis {

#define PENDING __attribute__((weak))
PENDING std::vector<Silhouette> silhouettes(const features::Matrix&, std::span<const Labelling>,
                                            base::Progress&) {
    throw base::Error("pending");
}
PENDING std::vector<double> sorted_profile(const Silhouette&, const Labelling&, int, std::size_t) {
    throw base::Error("pending");
}
PENDING ClusterScores cluster_scores(const features::Matrix&, const Labelling&) {
    throw base::Error("pending");
}
PENDING int knee(std::span<const int>, std::span<const double>) { throw base::Error("pending"); }
PENDING Stability bootstrap_stability(const features::Matrix&, const Clustering&,
                                      const KMeansSettings&, int, base::Progress&) {
    throw base::Error("pending");
}
PENDING double hopkins(const features::Matrix&, std::uint64_t, base::Progress&) {
    throw base::Error("pending");
}

} // namespace cohortscope::analysis
