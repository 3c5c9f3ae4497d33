// Stability: does the same clustering come back when the rows are drawn again?
#pragma once

#include "analysis/kmeans/kmeans.h"

namespace cohortscope::analysis {

inline constexpr int kResamples = 25;
inline constexpr double kStable = 0.85;   // mean Jaccard from which a cluster counts as stable
inline constexpr double kModerate = 0.60; // …and as moderately so; below it is shaky

struct Stability {
    std::vector<double> jaccard; // k: mean over the resamples, 0 to 1
    int resamples = 0;
};

// Bootstrap (Hennig 2007): n rows are drawn with replacement, clustered like the final (same
// settings, k of `clustering`, a seed of its own), and each cluster of `clustering` is compared
// with the cluster of the draw that it shares most with, by the Jaccard coefficient over the
// distinct rows drawn; the mean over `resamples` draws. A draw that holds no row of a cluster does
// not count for it; a cluster that no draw holds has 0. A draw with fewer distinct rows than k has
// as many clusters as those. Seeded by settings.seed: the same bits on any number of threads and
// any instruction set. Throws base::Cancelled. `clustering` has a label for every row of `matrix`.
Stability bootstrap_stability(const features::Matrix& matrix, const Clustering& clustering,
                              const KMeansSettings& settings, int resamples,
                              base::Progress& progress);

} // namespace cohortscope::analysis
