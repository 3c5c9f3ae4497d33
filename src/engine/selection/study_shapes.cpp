#include "engine/selection/study_shapes.h"

#include "base/format.h"

namespace cohortscope::engine {

namespace {

using Labels = std::shared_ptr<const std::vector<analysis::Label>>;

Labels leaves_of_rows(const std::shared_ptr<const analysis::Dendrogram>& tree) {
    return Labels(tree, &tree->leaf_of_row);
}

std::vector<bool> leaves_below(const analysis::Dendrogram& tree, std::size_t node) {
    std::vector<bool> below(tree.leaves() + tree.merges.size(), false);
    below[node] = true;
    for (std::size_t merge = tree.merges.size(); merge-- > 0;)
        if (below[tree.leaves() + merge])
            below[tree.merges[merge].first] = below[tree.merges[merge].second] = true;
    below.resize(tree.leaves());
    return below;
}

} // namespace

std::optional<Shape> branch_rows(const std::shared_ptr<const analysis::Dendrogram>& tree, int node,
                                 const Result& of) {
    const auto place = static_cast<std::size_t>(node);
    if (!tree || node < 0 || place >= tree->leaves() + tree->merges.size())
        return std::nullopt;
    const std::size_t rows =
        place < tree->leaves() ? tree->leaf_rows[place] : tree->merges[place - tree->leaves()].rows;
    return Shape{Labelled{of.prepared.rows,
                          {{leaves_of_rows(tree), leaves_below(*tree, place)}},
                          "branch of " + base::grouped(static_cast<long long>(rows)) +
                              (rows == 1 ? " row" : " rows") + " in Ward's tree"}};
}

std::optional<Shape> shared_rows(const Comparison& comparison, int ward, int kmeans,
                                 const Result& of) {
    if (!comparison.dendrogram || !comparison.kmeans ||
        comparison.ward_of_leaf.size() != comparison.dendrogram->leaves())
        return std::nullopt;
    std::vector<bool> leaves;
    for (const int cluster : comparison.ward_of_leaf)
        leaves.push_back(cluster == ward);
    std::vector<bool> clusters(static_cast<std::size_t>(comparison.k), false);
    clusters.at(static_cast<std::size_t>(kmeans)) = true;
    const Labels labels(comparison.kmeans, &comparison.kmeans->labels);
    return Shape{Labelled{
        of.prepared.rows,
        {{leaves_of_rows(comparison.dendrogram), std::move(leaves)}, {labels, std::move(clusters)}},
        ""}};
}

std::optional<Shape> leaf_rows(const Explained& explained, int leaves, int node, const Result& of) {
    const analysis::LabelTree& tree = explained.tree.tree(leaves);
    if (node < 0 || static_cast<std::size_t>(node) >= tree.nodes.size() ||
        of.rows() != tree.reached->size())
        return std::nullopt;
    return Shape{Labelled{of.prepared.rows, {{tree.reached, tree.below(node)}}, ""}};
}

} // namespace cohortscope::engine
