#include <algorithm>
#include <limits>

#include "analysis/explain/tree_growth.h"

namespace cohortscope::analysis {

namespace {

// Of one feature: the threshold between centres that puts the fewest rows on another side than the
// centre of their cluster. The gain is the rows that are not.
Split best_separation(const GrowingTree& growing, const OpenNode& open, std::size_t feature) {
    const TreeInput& input = growing.input();
    const auto k = static_cast<std::size_t>(input.k);
    const std::size_t d = input.features.size();
    const FeatureBins& bins = input.features[feature];
    std::vector<std::size_t> centre_bin(k, 0);
    std::size_t first = std::numeric_limits<std::size_t>::max(), last = 0;
    for (const std::uint8_t cluster : open.centres) {
        centre_bin[cluster] = bins.bin_of(input.centres[cluster * d + feature]);
        first = std::min(first, centre_bin[cluster]);
        last = std::max(last, centre_bin[cluster]);
    }
    Split best{-1.0, feature, 0};
    if (first >= last)
        return best;
    const std::vector<double> counts = growing.counts(open, feature);
    std::vector<double> lower(k, 0.0), rows(k, 0.0);
    for (std::size_t i = 0; i < counts.size(); ++i)
        rows[i % k] += counts[i];
    for (std::size_t bin = 0; bin < last; ++bin) {
        for (std::size_t cluster = 0; cluster < k; ++cluster)
            lower[cluster] += counts[bin * k + cluster];
        if (bin < first)
            continue;
        double right = 0.0;
        for (const std::uint8_t cluster : open.centres)
            right += centre_bin[cluster] <= bin ? lower[cluster] : rows[cluster] - lower[cluster];
        if (right > best.gain)
            best = {right, feature, bin};
    }
    return best;
}

// Of one feature: the threshold that lowers the cost to the better centre of each side most.
Split best_saving(const GrowingTree& growing, const OpenNode& open, std::size_t feature) {
    const auto k = static_cast<std::size_t>(growing.input().k);
    const std::vector<double> costs = growing.costs(open, feature);
    const std::size_t bins = costs.size() / k;
    std::vector<double> whole(k, 0.0), lower(k, 0.0);
    for (std::size_t i = 0; i < costs.size(); ++i)
        whole[i % k] += costs[i];
    const double present = *std::ranges::min_element(whole);
    Split best{0.0, feature, 0};
    for (std::size_t bin = 0; bin + 1 < bins; ++bin) {
        double below = std::numeric_limits<double>::infinity(), above = below;
        for (std::size_t cluster = 0; cluster < k; ++cluster) {
            lower[cluster] += costs[bin * k + cluster];
            below = std::min(below, lower[cluster]);
            above = std::min(above, whole[cluster] - lower[cluster]);
        }
        if (present - below - above > best.gain)
            best = {present - below - above, feature, bin};
    }
    return best;
}

// Splits the node of most rows that still holds several centres; false where there is none.
bool separate_once(GrowingTree& growing) {
    std::vector<OpenNode>& open = growing.open();
    std::size_t largest = open.size();
    for (std::size_t i = 0; i < open.size(); ++i)
        if (open[i].centres.size() > 1 &&
            (largest == open.size() ||
             open[i].end - open[i].begin > open[largest].end - open[largest].begin))
            largest = i;
    if (largest == open.size())
        return false;
    OpenNode& node = open[largest];
    node.split = growing.best_of_features(-0.5, [&](std::size_t feature) {
        return best_separation(growing, open[largest], feature);
    });
    if (!node.split) { // centres in one place
        node.centres.resize(1);
        return true;
    }
    const TreeInput& input = growing.input();
    const Split split = *node.split;
    const std::vector<std::uint8_t> centres = node.centres;
    growing.split(largest);
    for (const std::uint8_t cluster : centres) {
        const double centre = input.centres[cluster * input.features.size() + split.feature];
        const bool is_lower = input.features[split.feature].bin_of(centre) <= split.bin;
        (is_lower ? growing.open()[largest] : growing.open().back()).centres.push_back(cluster);
    }
    return true;
}

} // namespace

LabelTree separating_tree(const TreeInput& input, base::Progress& progress) {
    GrowingTree growing(input, false);
    while (separate_once(growing))
        progress.checkpoint();
    // Sums in another order must not pass for a saving.
    const double least = 1e-9 * growing.tree().nodes.front().cost;
    growing.grow_best_first(
        least,
        [&](const OpenNode& open, std::size_t feature) {
            return best_saving(growing, open, feature);
        },
        progress);
    return growing.finished();
}

} // namespace cohortscope::analysis
