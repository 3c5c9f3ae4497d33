// A tree of thresholds that imitates a clustering: "experience > 12 and pay ≤ 15 L → cluster 5".
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/explain/feature_bins.h"
#include "base/progress.h"

namespace cohortscope::analysis {

inline constexpr int kMostLeaves = 24; // and always at least as many as there are clusters

struct TreeNode {
    int feature = -1;    // that it is split by; −1: never
    std::size_t bin = 0; // rows of this bin and below go to `lower`
    int lower = -1;      // its children's places in the tree
    int upper = -1;
    int parent = -1;
    int cluster = 0;                     // that its rows are told to be in, where it is a leaf
    std::size_t rows = 0;                // rows that reach it
    std::vector<std::size_t> in_cluster; // k: of these, how many are in each cluster
    double cost = 0.0; // Σ of the squared distances of its rows to the centre of `cluster`
};

// Nodes in the order in which they were made: split by split, two at a time. The first 2 L − 1 of
// them are the tree of L leaves, in which a node is a leaf when its children are not among them.
struct LabelTree {
    std::vector<TreeNode> nodes;
    std::shared_ptr<const std::vector<Label>> reached; // n: the node of each row in the whole tree
    int most_leaves() const { return static_cast<int>(nodes.size() + 1) / 2; }
    bool is_leaf(int node, int leaves) const {
        const TreeNode& of = nodes[static_cast<std::size_t>(node)];
        return of.feature < 0 || of.upper >= 2 * leaves - 1;
    }
    // Places of the leaves, from the lower side to the upper. 1 ≤ leaves ≤ most_leaves().
    std::vector<int> leaves(int count) const;
    // By node: whether it is this one or below it.
    std::vector<bool> below(int node) const;
    std::size_t agreeing(int leaves) const; // rows told to be in the cluster that they are in
    double cost(int leaves) const;
};

// What a tree is grown from; all of it outlives the growing.
struct TreeInput {
    std::span<const FeatureBins> features; // d, each of n rows
    std::span<const Label> labels;         // n
    int k = 1;
    std::span<const double> centres;  // k × d row-major: means of the raw features by cluster
    std::span<const float> distances; // n × k row-major: squared, to each centre, in the matrix
    int most_leaves = kMostLeaves;
};

// Splits that keep the clusters' centres apart with the fewest rows on the wrong side (Moshkovitz,
// Dasgupta, Rashtchian and Frost, "Explainable k-Means and k-Medians Clustering", ICML 2020,
// algorithm 1), one leaf a cluster; then those that lower the leaves' cost to the nearest centre
// most (Frost, Moshkovitz and Rashtchian, "ExKMC", 2020). Equal splits go to the first feature and
// the lowest threshold. O(n · (d k + d) · depth). Throws base::Cancelled.
LabelTree separating_tree(const TreeInput& input, base::Progress& progress);

// Splits that lower the Gini impurity most, best first, as scikit-learn grows a
// DecisionTreeClassifier of so many leaves (Breiman et al., "Classification and Regression Trees",
// 1984); a leaf is told the cluster that most of its rows are in.
LabelTree impurity_tree(const TreeInput& input, base::Progress& progress);

} // namespace cohortscope::analysis
