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
PENDING WardTree ward(const features::Matrix&, base::Progress&) { throw base::Error("pending"); }
PENDING Dendrogram last_merges(const WardTree&, int) { throw base::Error("pending"); }
PENDING std::vector<int> cut_leaves(const Dendrogram&, int) { throw base::Error("pending"); }
PENDING CutRange cut_range(const Dendrogram&, int) { throw base::Error("pending"); }
PENDING std::vector<int> leaf_order(const Dendrogram&) { throw base::Error("pending"); }
PENDING Clustering cut_tree(const WardTree&, const features::Matrix&, int) {
    throw base::Error("pending");
}

} // namespace cohortscope::analysis
