// What both kinds of tree share: rows kept by node, counts of clusters by bin, the best split.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "analysis/explain/label_tree.h"

namespace cohortscope::analysis {

struct Split {
    double gain = 0.0; // more is better
    std::size_t feature = 0;
    std::size_t bin = 0; // rows of this bin and below go to the lower side
};

// Rows of a node, and what the next split of it would be.
struct OpenNode {
    int node = 0;
    std::size_t begin = 0; // its rows, in GrowingTree::order
    std::size_t end = 0;
    std::vector<std::uint8_t> centres = {}; // of a separating tree: clusters still to be told apart
    std::optional<Split> split = {};        // the best one; none: it stays a leaf
};

class GrowingTree {
  public:
    GrowingTree(const TreeInput& input, bool by_majority);

    const TreeInput& input() const { return input_; }
    LabelTree& tree() { return tree_; }
    // The tree as it has grown, with the node that each row reaches.
    LabelTree finished();
    std::vector<OpenNode>& open() { return open_; }

    // Calls body for each feature, in parallel, and gives the best of their splits; of equal ones
    // that of the first feature. None where no gain is above `least`.
    std::optional<Split>
    best_of_features(double least,
                     const std::function<Split(std::size_t feature)>& best_in_feature) const;

    // bins × k row-major: rows of each bin that are in each cluster.
    std::vector<double> counts(const OpenNode& open, std::size_t feature) const;
    // bins × k row-major: Σ of the squared distances of each bin's rows to each centre.
    std::vector<double> costs(const OpenNode& open, std::size_t feature) const;

    // Splits the open node of the most gain (the first of equal ones) until there are most_leaves
    // leaves or no node has a split; `best_in` looks for the split of one feature in a node. Throws
    // base::Cancelled.
    void
    grow_best_first(double least,
                    const std::function<Split(const OpenNode& open, std::size_t feature)>& best_in,
                    base::Progress& progress);

    // Splits open()[at]: its lower side takes its place, the upper one is added at the end.
    void split(std::size_t at);

  private:
    void describe(OpenNode& open);

    const TreeInput& input_;
    bool by_majority_;
    LabelTree tree_;
    std::vector<std::uint32_t> order_; // rows, ascending within each node
    std::vector<OpenNode> open_;
};

} // namespace cohortscope::analysis
