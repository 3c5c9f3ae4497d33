// Ward's agglomerative clustering over all rows: the merge tree, and its last merges.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/kmeans/kmeans.h"

namespace cohortscope::analysis {

// Numbers as SciPy's `linkage` has them: 0 … n − 1 are rows, n + i is the cluster of merge i.
struct Merge {
    std::uint32_t first = 0, second = 0; // first < second
    double height = 0.0;                 // √(2Δ), Δ the growth of the sum of squares
    std::uint32_t rows = 0;              // of the merged cluster
    bool operator==(const Merge&) const = default;
};

struct WardTree {
    std::size_t rows = 0;
    std::vector<Merge> merges; // max(n, 1) − 1, ascending in height
};

// Exact: always the pair with the least cost Δ = |A||B| / (|A| + |B|) · ‖mean A − mean B‖² (Ward
// 1963), equal costs to the pair with the lowest row numbers (a cluster's number is its lowest
// row). Heights as SciPy's linkage(method="ward"). Rounds of reciprocal nearest neighbours over a
// kd-tree of the clusters' means: Ward's cost is reducible, so every such pair may be merged
// (Bruynooghe 1977; Murtagh 1983). Time about n log n in a few dimensions, 42 MB at 206,000 rows. A
// pure function: the same bits on any number of threads. Throws base::Cancelled.
WardTree ward(const features::Matrix& matrix, base::Progress& progress);

// The last merges of a tree: a small tree whose leaves are clusters of rows.
struct Dendrogram {
    std::vector<std::size_t> leaf_rows; // rows of each leaf; leaves by their lowest row
    std::vector<Merge> merges;          // leaves − 1, ascending; leaf i is i, merge j leaves + j
    std::vector<Label> leaf_of_row;     // n
    std::size_t leaves() const { return leaf_rows.size(); }
};

inline constexpr int kShownMerges = 30;

// The last min(merges, n − 1) merges. O(n).
Dendrogram last_merges(const WardTree& tree, int merges = kShownMerges);

// Cluster (0 … k − 1, by lowest leaf) of each leaf when the tree is cut into k; k at most leaves().
std::vector<int> cut_leaves(const Dendrogram& dendrogram, int k);

// The height between which cuts give k clusters: from the merge that leaves k to the next one (for
// k = 1 twice the highest merge; from 0 for k = leaves(), as the leaves' own merges are not known).
struct CutRange {
    double low = 0.0, high = 0.0;
};
CutRange cut_range(const Dendrogram& dendrogram, int k);

// The leaves from left to right so that no two branches cross: at every merge the branch with more
// rows comes first, on equal rows that with the lowest leaf.
std::vector<int> leaf_order(const Dendrogram& dendrogram);

// Rows cut into k clusters, with centres, sizes and inertia, as K-Means' results have them;
// iterations is 0, converged true. k may exceed the leaves of a dendrogram, up to kMaximumClusters.
// Clusters are in no particular order: see number_canonically. Throws base::Error when k exceeds
// the number of rows.
Clustering cut_tree(const WardTree& tree, const features::Matrix& matrix, int k);

} // namespace cohortscope::analysis
