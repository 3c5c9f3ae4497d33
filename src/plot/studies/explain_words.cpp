#include "plot/studies/explain_words.h"

#include <algorithm>
#include <cmath>

#include "base/elementary.h"
#include "base/format.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

using features::Feature;
using schema::Encoding;

constexpr std::size_t kFew = 10;

const Feature& feature_of(const engine::Explained& explained, std::size_t feature) {
    return *explained.features->columns.at(explained.tree.columns.at(feature));
}

// Every digit of it, grouped where it is long: "1,150,000", "0.35".
std::string all_digits(double value) {
    const bool is_long = std::fabs(value) >= 10000 && std::fabs(value) < 1e15;
    std::string text = is_long && std::floor(value) == value
                           ? base::grouped(static_cast<long long>(value))
                           : base::shortest(value);
    if (!text.empty() && text.front() == '-')
        text.replace(0, 1, kMinus);
    return text;
}

std::string in_column(const schema::ColumnSpec& column, double value) {
    if (column.currency == "INR")
        return value < 1e15 && std::floor(value) == value
                   ? "₹" + base::indian(static_cast<long long>(value))
                   : "₹" + base::shortest(value);
    const std::string unit = unit_behind(column);
    return all_digits(value) + (unit.empty() ? "" : " " + unit);
}

std::string in_feature(const schema::FeatureSpec& spec, double value) {
    // "pay updates ≤ 2" and not "2 updates"; "rows with the same role > 20 %".
    const bool of_rows = spec.unit == "% of rows" && spec.label.starts_with("rows");
    if (of_rows)
        return all_digits(value) + " %";
    if (spec.unit.empty() || spec.label.find(spec.unit) != std::string::npos)
        return all_digits(value);
    return spec.unit_in_front ? spec.unit + " " + all_digits(value)
                              : all_digits(value) + " " + spec.unit;
}

SplitWords compared(const std::string& label, const std::string& number, double threshold) {
    return {label + " ≤ " + number, label + " > " + number, threshold};
}

// The place of a level is no number for people: "at most Intermediate".
SplitWords between_levels(const std::string& label, const std::vector<std::string>& levels,
                          double threshold) {
    const auto last = static_cast<std::size_t>(std::floor(threshold));
    return {label + " at most " + levels[last], label + " above " + levels[last], threshold};
}

} // namespace

SplitWords split_words(const engine::Explained& explained, std::size_t feature, std::size_t bin) {
    const Feature& of = feature_of(explained, feature);
    const schema::FeatureSpec& spec = *of.spec;
    const analysis::FeatureBins& bins = (*explained.tree.bins).at(feature);
    double low = bins.highest.at(bin), high = bins.lowest.at(bin + 1);
    if (!of.level.empty())
        return {spec.label + " is not " + of.level, spec.label + " is " + of.level, 0.5};
    const schema::ColumnSpec* column = explained.schema->find(spec.from);
    if (spec.encoding == Encoding::logarithm && column != nullptr) {
        const double threshold = analysis::short_decimal_between(base::exponential(low) - 1.0,
                                                                 base::exponential(high) - 1.0);
        return compared(full_label(*column), in_column(*column, threshold), threshold);
    }
    if (spec.encoding == Encoding::ordinal && column != nullptr && low >= 0.0 &&
        low < static_cast<double>(column->levels.size()))
        return between_levels(spec.label, column->levels, low);
    if (bins.size() == 2 && bins.lowest[0] == 0.0 && bins.highest[1] == 1.0) {
        const std::string& label = column != nullptr ? column->label : spec.label;
        return {label + ": no", label + ": yes", 0.5 * spec.factor};
    }
    const double threshold = analysis::short_decimal_between(low * spec.factor, high * spec.factor);
    return compared(spec.label, in_feature(spec, threshold), threshold);
}

std::string leaf_conditions(const engine::Explained& explained, int leaves, int node) {
    std::string text;
    for (const analysis::LeafRange& range : analysis::leaf_ranges(explained.tree, leaves, node)) {
        const auto add = [&](const std::string& condition) {
            text += (text.empty() ? "" : " and ") + condition;
        };
        if (range.above)
            add(split_words(explained, range.feature, *range.above).above);
        if (range.upto)
            add(split_words(explained, range.feature, *range.upto).below);
    }
    return text.empty() ? "every row" : text;
}

std::string explained_words(const analysis::Explanation& explanation, int leaves) {
    const analysis::ExplainedTree& tree = explanation.best.at(static_cast<std::size_t>(leaves - 1));
    return counted(static_cast<std::size_t>(leaves), "rule tells ", "rules tell ") +
           percent(tree.agreement) + " of the rows their group; spread within groups " +
           base::fixed(tree.cost_ratio, 2) + " times";
}

std::string rules_text(const engine::Result& result, const engine::Explained& explained,
                       int leaves) {
    std::string text = explained_words(explained.tree, leaves) + ".\n";
    const analysis::LabelTree& tree = explained.tree.tree(leaves);
    for (const int leaf : tree.leaves(leaves)) {
        const analysis::TreeNode& node = tree.nodes[static_cast<std::size_t>(leaf)];
        const std::size_t right = node.in_cluster[static_cast<std::size_t>(node.cluster)];
        if (node.rows < kFew) { // what is copied leaves the program
            text += "If " + leaf_conditions(explained, leaves, leaf) + ", then " +
                    std::to_string(node.cluster + 1) + " " + result.name(node.cluster) +
                    " (fewer than " + std::to_string(kFew) + " rows).\n";
            continue;
        }
        text += "If " + leaf_conditions(explained, leaves, leaf) + ", then " +
                std::to_string(node.cluster + 1) + " " + result.name(node.cluster) + " (" +
                row_count(node.rows) + ", " +
                percent(static_cast<double>(right) /
                        static_cast<double>(std::max<std::size_t>(1, node.rows))) +
                " of them are).\n";
    }
    return text;
}

} // namespace cohortscope::plot
