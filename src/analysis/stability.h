// Stability: does the same clustering come back when the rows are drawn again?
#pragma once

#include "analysis/kmeans.h"

namespace cohortscope::analysis {

inline constexpr int kResamples = 25;
inline constexpr double kStable = 0.85;   // mean Jaccard from which a cluster counts as stable
inline constexpr double kModerate = 0.60; // …and as moderately so; below it is shaky

struct Stability {
    std::vector<double> jaccard; // k: mean over the resamples
    int resamples = 0;
};

// Bootstrap (Hennig 2007): n rows are drawn with replacement, clustered like the final (same
// settings), and each cluster of `clustering` is compared with the cluster of the draw that it
// shares most with, by the Jaccard coefficient over the distinct rows drawn; the mean over
// `resamples` draws. A draw that holds no row of a cluster does not count for it. Seeded by
// settings.seed. Throws base::Cancelled.
Stability bootstrap_stability(const features::Matrix& matrix, const Clustering& clustering,
                              const KMeansSettings& settings, int resamples,
                              base::Progress& progress);

} // namespace cohortscope::analysis
