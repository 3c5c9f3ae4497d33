// Stands in for the cuts of analysis/ward.h until that layer has them; weak, so that its own win.
#include <algorithm>
#include <numeric>

#include "analysis/ward.h"

namespace cohortscope::analysis {

namespace {

// Rows and lowest leaf of every node.
struct Node {
    std::size_t rows = 0;
    int lowest = 0;
};

std::vector<Node> nodes_of(const Dendrogram& dendrogram) {
    std::vector<Node> nodes;
    for (std::size_t leaf = 0; leaf < dendrogram.leaves(); ++leaf)
        nodes.push_back({dendrogram.leaf_rows[leaf], static_cast<int>(leaf)});
    for (const Merge& merge : dendrogram.merges)
        nodes.push_back(
            {merge.rows, std::min(nodes[merge.first].lowest, nodes[merge.second].lowest)});
    return nodes;
}

void collect(const Dendrogram& dendrogram, const std::vector<Node>& nodes, std::size_t node,
             std::vector<int>& order) {
    if (node < dendrogram.leaves()) {
        order.push_back(static_cast<int>(node));
        return;
    }
    const Merge& merge = dendrogram.merges[node - dendrogram.leaves()];
    const Node &a = nodes[merge.first], &b = nodes[merge.second];
    const bool second_first = b.rows > a.rows || (b.rows == a.rows && b.lowest < a.lowest);
    collect(dendrogram, nodes, second_first ? merge.second : merge.first, order);
    collect(dendrogram, nodes, second_first ? merge.first : merge.second, order);
}

} // namespace

__attribute__((weak)) std::vector<int> cut_leaves(const Dendrogram& dendrogram, int k) {
    const std::size_t leaves = dendrogram.leaves(), done = leaves - static_cast<std::size_t>(k);
    std::vector<std::size_t> parent(leaves + done);
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    for (std::size_t i = 0; i < done; ++i)
        parent[dendrogram.merges[i].first] = parent[dendrogram.merges[i].second] = leaves + i;
    std::vector<int> number(parent.size(), -1), of_leaf;
    int next = 0;
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
        std::size_t root = leaf;
        while (parent[root] != root)
            root = parent[root];
        if (number[root] < 0)
            number[root] = next++;
        of_leaf.push_back(number[root]);
    }
    return of_leaf;
}

__attribute__((weak)) CutRange cut_range(const Dendrogram& dendrogram, int k) {
    const std::size_t count = dendrogram.merges.size(),
                      done = dendrogram.leaves() - static_cast<std::size_t>(k);
    const double low = done == 0 ? 0.0 : dendrogram.merges[done - 1].height;
    return {low, done == count ? 2.0 * low : dendrogram.merges[done].height};
}

__attribute__((weak)) std::vector<int> leaf_order(const Dendrogram& dendrogram) {
    std::vector<int> order;
    const std::vector<Node> nodes = nodes_of(dendrogram);
    collect(dendrogram, nodes, nodes.size() - 1, order);
    return order;
}

} // namespace cohortscope::analysis
