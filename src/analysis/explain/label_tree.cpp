#include "analysis/explain/label_tree.h"

#include "base/error.h"

namespace cohortscope::analysis {

std::vector<int> LabelTree::leaves(int count) const {
    ENSURE(count >= 1 && count <= most_leaves());
    std::vector<int> found;
    std::vector<int> waiting = {0};
    while (!waiting.empty()) {
        const int node = waiting.back();
        waiting.pop_back();
        if (is_leaf(node, count)) {
            found.push_back(node);
            continue;
        }
        waiting.push_back(nodes[static_cast<std::size_t>(node)].upper);
        waiting.push_back(nodes[static_cast<std::size_t>(node)].lower);
    }
    return found;
}

std::size_t LabelTree::agreeing(int count) const {
    std::size_t rows = 0;
    for (const int leaf : leaves(count)) {
        const TreeNode& node = nodes[static_cast<std::size_t>(leaf)];
        rows += node.in_cluster[static_cast<std::size_t>(node.cluster)];
    }
    return rows;
}

double LabelTree::cost(int count) const {
    double sum = 0.0;
    for (const int leaf : leaves(count))
        sum += nodes[static_cast<std::size_t>(leaf)].cost;
    return sum;
}

std::vector<bool> LabelTree::below(int node) const {
    std::vector<bool> found(nodes.size(), false);
    found[static_cast<std::size_t>(node)] = true;
    for (std::size_t at = static_cast<std::size_t>(node) + 1; at < nodes.size(); ++at)
        found[at] = found[static_cast<std::size_t>(nodes[at].parent)];
    return found;
}

} // namespace cohortscope::analysis
