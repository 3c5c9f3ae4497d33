#include <algorithm>

#include "analysis/explain/tree_growth.h"

namespace cohortscope::analysis {

namespace {

double sum_of_squares(const double* counts, std::size_t k) {
    double sum = 0.0;
    for (std::size_t cluster = 0; cluster < k; ++cluster)
        sum += counts[cluster] * counts[cluster];
    return sum;
}

double total(const double* counts, std::size_t k) {
    double sum = 0.0;
    for (std::size_t cluster = 0; cluster < k; ++cluster)
        sum += counts[cluster];
    return sum;
}

// n times the decrease of the Gini impurity: Σ l²/L + Σ u²/U − Σ c²/n of the counts of both sides
// and of the node. Of one feature.
Split best_in_feature(const GrowingTree& growing, const OpenNode& open, std::size_t feature) {
    const auto k = static_cast<std::size_t>(growing.input().k);
    const std::vector<double> counts = growing.counts(open, feature);
    const std::size_t bins = counts.size() / k;
    std::vector<double> upper(k, 0.0);
    for (std::size_t bin = 0; bin < bins; ++bin)
        for (std::size_t cluster = 0; cluster < k; ++cluster)
            upper[cluster] += counts[bin * k + cluster];
    const double rows = total(upper.data(), k);
    const double whole = sum_of_squares(upper.data(), k) / rows;
    std::vector<double> lower(k, 0.0);
    double below = 0.0;
    Split best;
    for (std::size_t bin = 0; bin + 1 < bins; ++bin) {
        const double here = total(counts.data() + bin * k, k);
        if (here == 0.0)
            continue; // the same rows on both sides as before
        for (std::size_t cluster = 0; cluster < k; ++cluster) {
            lower[cluster] += counts[bin * k + cluster];
            upper[cluster] -= counts[bin * k + cluster];
        }
        below += here;
        if (below == rows)
            break;
        const double gain = sum_of_squares(lower.data(), k) / below +
                            sum_of_squares(upper.data(), k) / (rows - below) - whole;
        if (gain > best.gain)
            best = {gain, feature, bin};
    }
    return best;
}

} // namespace

LabelTree impurity_tree(const TreeInput& input, base::Progress& progress) {
    GrowingTree growing(input, true);
    // Rounding must not pass for a gain where the labels are one.
    const double least = 1e-9 * static_cast<double>(std::max<std::size_t>(input.labels.size(), 1));
    growing.grow_best_first(
        least,
        [&](const OpenNode& open, std::size_t feature) {
            return best_in_feature(growing, open, feature);
        },
        progress);
    return growing.finished();
}

} // namespace cohortscope::analysis
