// The last merges of a Ward tree: leaves, cuts and the order from left to right.
#include <algorithm>
#include <limits>

#include "analysis/ward/ward.h"
#include "base/error.h"

namespace cohortscope::analysis {

namespace {

constexpr Label kNoBranch = std::numeric_limits<Label>::max();

// The branches that remain when the last `cut` merges of a tree over `leaves` leaves are undone.
struct Branches {
    std::vector<Label> of_node; // leaves, then merges; kNoBranch for the merges undone
    std::size_t count = 0;
};

// Numbered by their lowest leaf.
Branches cut_off(std::size_t leaves, std::span<const Merge> merges, std::size_t cut) {
    const std::size_t kept = merges.size() - cut;
    std::vector<Label> branch(leaves + merges.size(), kNoBranch); // in the order met from above
    Label met = 0;
    if (cut == 0)
        branch.back() = met++;
    for (std::size_t i = merges.size(); i-- > 0;)
        for (const std::uint32_t child : {merges[i].first, merges[i].second})
            if (i < kept)
                branch[child] = branch[leaves + i];
            else if (child < leaves + kept)
                branch[child] = met++;
    std::vector<Label> number(met, kNoBranch);
    Label numbered = 0;
    for (std::size_t leaf = 0; leaf < leaves && numbered < met; ++leaf)
        if (number[branch[leaf]] == kNoBranch)
            number[branch[leaf]] = numbered++;
    for (std::size_t node = 0; node < leaves + kept; ++node)
        branch[node] = number[branch[node]];
    return {std::move(branch), met};
}

// Of each leaf and merge.
struct Node {
    std::size_t rows = 0;
    std::size_t lowest_leaf = 0;
};

std::vector<Node> nodes_of(const Dendrogram& dendrogram) {
    std::vector<Node> nodes;
    for (std::size_t leaf = 0; leaf < dendrogram.leaves(); ++leaf)
        nodes.push_back({dendrogram.leaf_rows[leaf], leaf});
    for (const Merge& merge : dendrogram.merges)
        nodes.push_back({merge.rows, std::min(nodes[merge.first].lowest_leaf,
                                              nodes[merge.second].lowest_leaf)});
    return nodes;
}

} // namespace

Dendrogram last_merges(const WardTree& tree, int merges) {
    ENSURE(merges >= 0 && merges < kNoBranch);
    Dendrogram dendrogram;
    if (tree.rows == 0)
        return dendrogram;
    const std::size_t last = std::min(static_cast<std::size_t>(merges), tree.merges.size());
    const std::size_t below = tree.rows + tree.merges.size() - last; // nodes within the leaves
    Branches leaves = cut_off(tree.rows, tree.merges, last);
    const auto number = [&](std::uint32_t node) {
        return static_cast<std::uint32_t>(node < below ? leaves.of_node[node]
                                                       : node - below + leaves.count);
    };
    for (std::size_t i = tree.merges.size() - last; i < tree.merges.size(); ++i) {
        Merge merge = tree.merges[i];
        const std::uint32_t children[] = {number(merge.first), number(merge.second)};
        merge.first = std::min(children[0], children[1]);
        merge.second = std::max(children[0], children[1]);
        dendrogram.merges.push_back(merge);
    }
    dendrogram.leaf_rows.assign(leaves.count, 0);
    leaves.of_node.resize(tree.rows);
    dendrogram.leaf_of_row = std::move(leaves.of_node);
    for (const Label leaf : dendrogram.leaf_of_row)
        ++dendrogram.leaf_rows[leaf];
    return dendrogram;
}

std::vector<int> cut_leaves(const Dendrogram& dendrogram, int k) {
    const std::size_t leaves = dendrogram.leaves();
    ENSURE(k >= 1 && static_cast<std::size_t>(k) <= leaves);
    const Branches clusters = cut_off(leaves, dendrogram.merges, static_cast<std::size_t>(k) - 1);
    return {clusters.of_node.begin(),
            clusters.of_node.begin() + static_cast<std::ptrdiff_t>(leaves)};
}

CutRange cut_range(const Dendrogram& dendrogram, int k) {
    const std::size_t leaves = dendrogram.leaves();
    ENSURE(k >= 1 && static_cast<std::size_t>(k) <= leaves);
    const std::vector<Merge>& merges = dendrogram.merges;
    if (merges.empty())
        return {};
    const std::size_t done = leaves - static_cast<std::size_t>(k);
    const double low = done > 0 ? merges[done - 1].height : 0.0;
    return {low, k > 1 ? merges[done].height : 2.0 * merges.back().height};
}

std::vector<int> leaf_order(const Dendrogram& dendrogram) {
    const std::vector<Node> nodes = nodes_of(dendrogram);
    const std::size_t leaves = dendrogram.leaves();
    std::vector<int> order;
    std::vector<std::size_t> open; // nodes still to be laid out, the next one last
    if (!nodes.empty())
        open.push_back(nodes.size() - 1);
    while (!open.empty()) {
        const std::size_t node = open.back();
        open.pop_back();
        if (node < leaves) {
            order.push_back(static_cast<int>(node));
            continue;
        }
        std::size_t left = dendrogram.merges[node - leaves].first;
        std::size_t right = dendrogram.merges[node - leaves].second;
        if (nodes[right].rows > nodes[left].rows ||
            (nodes[right].rows == nodes[left].rows &&
             nodes[right].lowest_leaf < nodes[left].lowest_leaf))
            std::swap(left, right);
        open.push_back(right);
        open.push_back(left);
    }
    return order;
}

} // namespace cohortscope::analysis
