// A clustering told as thresholds on the features' own values, for every number of leaves.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/explain/label_tree.h"
#include "base/progress.h"
#include "features/feature.h"
#include "features/matrix.h"

namespace cohortscope::analysis {

struct ExplainedTree {
    bool separates = false;  // separating_tree, else impurity_tree
    double agreement = 0.0;  // share of rows that are told to be in their cluster
    double cost_ratio = 1.0; // the leaves' cost over the inertia, ≥ 1; 1 where that is 0
};

struct Explanation {
    int k = 0;
    std::size_t rows = 0;
    std::vector<std::size_t> columns; // of the feature set: those in the distance
    // Of each of these; TreeNode::feature counts them.
    std::shared_ptr<const std::vector<FeatureBins>> bins;
    LabelTree separating, impurity;
    std::vector<ExplainedTree> best; // of 1, 2, … leaves: the tree that agrees with more rows

    int most_leaves() const { return static_cast<int>(best.size()); }
    const LabelTree& tree(int leaves) const {
        return best[static_cast<std::size_t>(leaves - 1)].separates ? separating : impurity;
    }
    // The fewest leaves, at least k where there are so many, that agree with 95 % of the rows, or
    // with two in a hundred fewer than the best tree does.
    int suggested_leaves() const;
};

// `features` and `matrix` are of the same columns; those of weight 0 take no part. Of two trees
// that agree with equally many rows the separating one. Throws base::Cancelled.
Explanation explain(const features::FeatureSet& features, const features::Matrix& matrix,
                    const Clustering& clustering, base::Progress& progress);

// What the path to a leaf says of one feature: its rows lie in bins above `above` and up to `upto`.
struct LeafRange {
    std::size_t feature = 0; // of Explanation::columns
    std::optional<std::size_t> above, upto;
};

// Of a node of tree(leaves), in the order of the features; those that the path asks nothing about
// are left out.
std::vector<LeafRange> leaf_ranges(const Explanation& explanation, int leaves, int node);

} // namespace cohortscope::analysis
