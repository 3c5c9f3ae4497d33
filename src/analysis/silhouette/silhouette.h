// Silhouettes: how much closer each row is to its own cluster than to the nearest other one.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/clustering.h"
#include "base/progress.h"
#include "features/matrix.h"

namespace cohortscope::analysis {

// Labels (n, each < k) of one clustering.
struct Labelling {
    std::span<const Label> labels;
    int k = 0;
};

// s = (b − a) / max(a, b), Rousseeuw 1987: a is the mean Euclidean distance to the other rows of
// the row's own cluster, b the least mean distance to the rows of another one. 0 for a cluster of
// one row, where a = b = 0, and for every row where only one cluster has rows.
struct Silhouette {
    std::vector<double> values;        // n, −1 to 1
    double mean = 0.0;                 // of all rows
    std::vector<double> cluster_means; // k; 0 for a cluster without rows
    std::vector<std::size_t> negative; // k: rows below 0, which lie nearer to another cluster
};

// Up to this many rows every step is in double precision. Above, the distances between the matrix'
// floats are taken in float, each with a relative error of at most (d / 2 + 2) · 2⁻²⁴; runs of 32
// of them are added in float, the runs in double. Errors go up as often as down, so they fade with
// the rows of a cluster: measured against double precision, a silhouette is off by at most 4e-8 at
// 20,000 rows in 5 clusters, by 3e-7 in clusters of 20 rows, the mean of all by less than 1e-10.
inline constexpr std::size_t kExactSilhouetteRows = 4096;

// Exact over all rows, for several labellings of the same rows at once: the distances, by far the
// most of the work, are computed once for all of them. O(n²) time; memory O(n), with 8 bytes a row
// and cluster, at most 256 MB of that for several labellings (where they need more, they are taken
// in parts). A pure function: the same bits on any number of threads and any instruction set. The
// last bits may depend on which labellings are asked for together. Throws base::Cancelled.
std::vector<Silhouette> silhouettes(const features::Matrix& matrix,
                                    std::span<const Labelling> labellings,
                                    base::Progress& progress);

// A cluster's silhouettes sorted from high to low, as means over equal shares of its rows: what a
// picture with so many lines shows. One value a row where the cluster has fewer rows than lines;
// none where it has no rows.
std::vector<double> sorted_profile(const Silhouette& silhouette, const Labelling& labelling,
                                   int cluster, std::size_t lines);

} // namespace cohortscope::analysis
