#include "analysis/explain/tree_growth.h"

#include <algorithm>
#include <numeric>

#include "base/parallel.h"

namespace cohortscope::analysis {

GrowingTree::GrowingTree(const TreeInput& input, bool by_majority)
    : input_(input), by_majority_(by_majority), order_(input.labels.size()) {
    std::iota(order_.begin(), order_.end(), 0u);
    tree_.nodes.emplace_back();
    open_.push_back({0, 0, order_.size()});
    for (int cluster = 0; cluster < input.k; ++cluster)
        open_.front().centres.push_back(static_cast<std::uint8_t>(cluster));
    describe(open_.front());
}

LabelTree GrowingTree::finished() {
    std::vector<Label> reached(order_.size());
    for (const OpenNode& open : open_)
        for (std::size_t i = open.begin; i < open.end; ++i)
            reached[order_[i]] = static_cast<Label>(open.node);
    tree_.reached = std::make_shared<const std::vector<Label>>(std::move(reached));
    return std::move(tree_);
}

void GrowingTree::describe(OpenNode& open) {
    TreeNode& node = tree_.nodes[static_cast<std::size_t>(open.node)];
    const auto k = static_cast<std::size_t>(input_.k);
    node.rows = open.end - open.begin;
    node.in_cluster.assign(k, 0);
    std::vector<double> cost(k, 0.0);
    for (std::size_t i = open.begin; i < open.end; ++i) {
        const std::size_t row = order_[i];
        ++node.in_cluster[input_.labels[row]];
        for (std::size_t cluster = 0; cluster < k; ++cluster)
            cost[cluster] += static_cast<double>(input_.distances[row * k + cluster]);
    }
    const auto chosen = by_majority_
                            ? std::ranges::max_element(node.in_cluster) - node.in_cluster.begin()
                            : std::ranges::min_element(cost) - cost.begin();
    node.cluster = static_cast<int>(chosen);
    node.cost = cost[static_cast<std::size_t>(chosen)];
}

std::optional<Split> GrowingTree::best_of_features(
    double least, const std::function<Split(std::size_t feature)>& best_in_feature) const {
    std::vector<Split> best(input_.features.size());
    base::for_each_task(best.size(),
                        [&](std::size_t feature) { best[feature] = best_in_feature(feature); });
    std::optional<Split> found;
    for (std::size_t feature = 0; feature < best.size(); ++feature)
        if (best[feature].gain > (found ? found->gain : least)) {
            found = best[feature];
            found->feature = feature;
        }
    return found;
}

std::vector<double> GrowingTree::counts(const OpenNode& open, std::size_t feature) const {
    const auto k = static_cast<std::size_t>(input_.k);
    const FeatureBins& bins = input_.features[feature];
    std::vector<double> counts(bins.size() * k, 0.0);
    for (std::size_t i = open.begin; i < open.end; ++i)
        counts[bins.of_row[order_[i]] * k + input_.labels[order_[i]]] += 1.0;
    return counts;
}

std::vector<double> GrowingTree::costs(const OpenNode& open, std::size_t feature) const {
    const auto k = static_cast<std::size_t>(input_.k);
    const FeatureBins& bins = input_.features[feature];
    std::vector<double> costs(bins.size() * k, 0.0);
    for (std::size_t i = open.begin; i < open.end; ++i) {
        const float* from = input_.distances.data() + std::size_t{order_[i]} * k;
        double* to = costs.data() + std::size_t{bins.of_row[order_[i]]} * k;
        for (std::size_t cluster = 0; cluster < k; ++cluster)
            to[cluster] += static_cast<double>(from[cluster]);
    }
    return costs;
}

void GrowingTree::grow_best_first(
    double least, const std::function<Split(const OpenNode& open, std::size_t feature)>& best_in,
    base::Progress& progress) {
    const auto look = [&](OpenNode& open) {
        progress.checkpoint();
        open.split =
            best_of_features(least, [&](std::size_t feature) { return best_in(open, feature); });
    };
    const auto gain_of = [](const OpenNode& open) { return open.split ? open.split->gain : 0.0; };
    for (OpenNode& open : open_)
        look(open);
    while (tree_.most_leaves() < input_.most_leaves) {
        const auto best = std::ranges::max_element(open_, {}, gain_of);
        if (!best->split)
            break;
        const auto at = static_cast<std::size_t>(best - open_.begin());
        split(at);
        look(open_[at]);
        look(open_.back());
    }
}

void GrowingTree::split(std::size_t at) {
    const OpenNode parent = open_[at];
    const Split& split = *parent.split;
    const FeatureBins& bins = input_.features[split.feature];
    const auto begin = order_.begin() + static_cast<std::ptrdiff_t>(parent.begin);
    const auto end = order_.begin() + static_cast<std::ptrdiff_t>(parent.end);
    const auto middle = std::stable_partition(
        begin, end, [&](std::uint32_t row) { return bins.of_row[row] <= split.bin; });
    const auto place = static_cast<int>(tree_.nodes.size());
    TreeNode& node = tree_.nodes[static_cast<std::size_t>(parent.node)];
    node.feature = static_cast<int>(split.feature);
    node.bin = split.bin;
    node.lower = place;
    node.upper = place + 1;
    tree_.nodes.resize(tree_.nodes.size() + 2);
    tree_.nodes[static_cast<std::size_t>(place)].parent = parent.node;
    tree_.nodes[static_cast<std::size_t>(place) + 1].parent = parent.node;
    const std::size_t cut = parent.begin + static_cast<std::size_t>(middle - begin);
    open_[at] = {place, parent.begin, cut};
    open_.push_back({place + 1, cut, parent.end});
    describe(open_[at]);
    describe(open_.back());
}

} // namespace cohortscope::analysis
