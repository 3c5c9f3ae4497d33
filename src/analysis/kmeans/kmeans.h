// K-Means: Lloyd's algorithm with greedy k-means++ seeding, warm or from several restarts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/clustering.h"
#include "base/progress.h"
#include "features/matrix.h"

namespace cohortscope::analysis {

struct KMeansSettings {
    int k = 5;
    int restarts = 10;
    int max_iterations = 300;
    double tolerance = 1e-4; // of the mean column variance, on the centres' squared shift
    std::uint64_t seed = 42;
    bool operator==(const KMeansSettings&) const = default;
};

// The best of `restarts` runs and of a search from them (docs/DEFINITIONS.md, K-Means), the winner
// then continued until no label changes or max_iterations is reached. A pure function of its
// arguments: the same bits on any number of threads and any instruction set. Clusters are in no
// particular order: see number_canonically. Throws base::Error when k exceeds the number of
// distinct rows (and says how many there are) or the matrix has no rows; base::Cancelled. Seeding:
// Arthur, Vassilvitskii 2007, greedy variant with 2 + ⌊ln k⌋ candidates a step.
Clustering fit_kmeans(const features::Matrix& matrix, const KMeansSettings& settings,
                      base::Progress& progress);

// The preview: one warm run that starts from the means of the present clusters `labels` (n entries
// in [0, old_k)) in this matrix. Where k grew, each new centre is the row farthest from its own;
// where it shrank, the smallest clusters go. Runs to convergence (no label changes, or the
// tolerance) or until `budget_ms` has passed, at least one iteration: then converged is false and
// calling again with the labels of the result continues.
Clustering refine_kmeans(const features::Matrix& matrix, std::span<const Label> labels, int old_k,
                         const KMeansSettings& settings, double budget_ms);

// One assignment pass and one update from given centres (k × d, as in Clustering); for benchmarks
// and tests. Equal distances go to the lower cluster number; an empty cluster takes the row
// farthest from its centre.
Clustering lloyd_iteration(const features::Matrix& matrix, std::span<const double> centres, int k);

// Renumbers clusters: ascending by mean of `measure` (n values), then by size, then by lowest first
// row. Permutes labels, centres and sizes.
void number_canonically(Clustering& clustering, std::span<const double> measure);

} // namespace cohortscope::analysis
