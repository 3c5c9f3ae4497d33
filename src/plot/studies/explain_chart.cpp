// The tree that explains the clusters: its questions as an outline, its leaves with what they hold.
#include <algorithm>

#include "base/error.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/sketch.h"
#include "plot/studies/explain_words.h"
#include "plot/studies/study_charts.h"

namespace cohortscope::plot {

namespace {

constexpr float kIndent = 14, kMostIndent = 0.3f;                 // at scale 1; of the width in all
constexpr float kQuestion = 22, kLeaf = 20, kBar = 6, kBelow = 8; // heights at scale 1
constexpr float kMostWidth = 760;                                 // lines longer are hard to read

struct ExplainChart {
    Sketch s;
    ClusterInk ink;
    const engine::Explained& explained;
    const int leaves;
    float indent = 0; // of a level
    float counts = 0; // the widest counts of a leaf
    float y = 0;

    const analysis::LabelTree& tree() const { return explained.tree.tree(leaves); }
    const analysis::TreeNode& node(int at) const {
        return tree().nodes[static_cast<std::size_t>(at)];
    }
    float width() const { return std::min(s.scene.width, s.scaled(kMostWidth)); }
    float left(int depth) const { return indent * static_cast<float>(depth); }
};

int depth_of(const analysis::LabelTree& tree, int at) {
    int depth = 0;
    for (; at > 0; at = tree.nodes[static_cast<std::size_t>(at)].parent)
        ++depth;
    return depth;
}

// Which rows the line is about: the answer that leads to the node.
void add_question(ExplainChart& c, int at, int depth) {
    if (depth == 0)
        return;
    const analysis::TreeNode& parent = c.node(c.node(at).parent);
    const SplitWords words =
        split_words(c.explained, static_cast<std::size_t>(parent.feature), parent.bin);
    const float x = c.left(depth - 1), middle = c.y + c.s.scaled(kQuestion) / 2;
    const Colour rule = c.s.colours().faint;
    c.s.add_line({x + c.indent / 2, middle}, {x + c.indent - c.s.scaled(3), middle}, rule);
    Text text =
        c.s.small({x + c.indent, middle}, "", c.s.colours().text, AlignX::left, AlignY::middle);
    text.text = fitted(parent.lower == at ? words.below : words.above, c.width() - text.at.x, text,
                       c.s.measure);
    c.s.add(text);
    c.y += c.s.scaled(kQuestion);
}

// How many of the leaf's rows are in each cluster, as parts of a bar as long as its share of the
// largest leaf.
void add_composition(ExplainChart& c, const analysis::TreeNode& leaf, const Box& place) {
    std::size_t largest = 1;
    for (const int other : c.tree().leaves(c.leaves))
        largest = std::max(largest, c.node(other).rows);
    std::vector<int> order = {leaf.cluster};
    for (int cluster = 0; cluster < c.explained.tree.k; ++cluster)
        if (cluster != leaf.cluster)
            order.push_back(cluster);
    std::size_t before = 0;
    const auto x_of = [&](std::size_t rows) {
        return place.left + place.width() * static_cast<float>(static_cast<double>(rows) /
                                                               static_cast<double>(largest));
    };
    for (const int cluster : order) {
        const std::size_t rows = leaf.in_cluster[static_cast<std::size_t>(cluster)];
        if (rows > 0)
            c.s.add(Rectangle{{x_of(before), place.top, x_of(before + rows), place.bottom},
                              c.ink.hue(cluster),
                              0});
        before += rows;
    }
}

void add_leaf(ExplainChart& c, int at, int depth) {
    const analysis::TreeNode& leaf = c.node(at);
    const float top = c.y - (depth > 0 ? c.s.scaled(kQuestion) : 0);
    const float left = c.left(depth), right = c.width();
    const float middle = c.y + c.s.scaled(kLeaf) / 2;
    const std::size_t agreeing = leaf.in_cluster[static_cast<std::size_t>(leaf.cluster)];
    const std::string share = percent(static_cast<double>(agreeing) /
                                      static_cast<double>(std::max<std::size_t>(1, leaf.rows)));
    Text number =
        c.s.small({left + c.s.scaled(kNumberRight), middle}, std::to_string(leaf.cluster + 1),
                  c.ink.faded(c.s.colours().muted, leaf.cluster), AlignX::right, AlignY::middle);
    c.s.add(number);
    add_marker(c.s.scene, {left + c.s.scaled(kSwatch), middle}, c.s.scaled(5),
               c.ink.colour_number(leaf.cluster), c.s.options.theme);
    Text name =
        c.s.small({left + c.s.scaled(kNameLeft), middle}, "",
                  c.ink.faded(c.s.colours().text, leaf.cluster), AlignX::left, AlignY::middle);
    name.face = Face::semibold;
    name.text = fitted(c.ink.result.name(leaf.cluster), right - name.at.x, name, c.s.measure);
    c.s.add(name);
    c.y += c.s.scaled(kLeaf);
    const float level = c.y + c.s.line() / 2, half = c.s.scaled(kBar) / 2;
    c.s.add(c.s.small({right, level}, row_count(leaf.rows) + " · " + share,
                      c.ink.faded(c.s.colours().muted, leaf.cluster), AlignX::right,
                      AlignY::middle));
    add_composition(
        c, leaf, {name.at.x, level - half, right - c.counts - c.s.scaled(2 * kStep), level + half});
    c.y += c.s.line() + c.s.scaled(kBelow);
    c.s.scene.marks.push_back({{left, top, right, c.y},
                               leaf.cluster,
                               "If " + leaf_conditions(c.explained, c.leaves, at) + ": " +
                                   row_count(leaf.rows) + ", " + share + " of them are " +
                                   c.ink.result.name(leaf.cluster),
                               at});
}

void add_node(ExplainChart& c, int at, int depth) {
    add_question(c, at, depth);
    if (c.tree().is_leaf(at, c.leaves))
        return add_leaf(c, at, depth);
    const float top = c.y;
    add_node(c, c.node(at).lower, depth + 1);
    const float second = c.y + c.s.scaled(kQuestion) / 2; // the line of the other answer
    add_node(c, c.node(at).upper, depth + 1);
    const float x = c.left(depth) + c.indent / 2;
    c.s.add_line({x, top}, {x, second}, c.s.colours().faint);
}

} // namespace

Scene explain_chart(const engine::Explained& explained, const engine::Result& result, int leaves,
                    float width, const ChartOptions& options, const TextMeasure& measure) {
    ENSURE(explained.tree.k == result.clustering->k);
    ExplainChart c{{options, measure}, {result, options}, explained, leaves};
    c.s.scene.width = width;
    int deepest = 1;
    for (const int leaf : c.tree().leaves(leaves)) {
        deepest = std::max(deepest, depth_of(c.tree(), leaf));
        c.counts = std::max(c.counts, c.s.width_of(row_count(c.node(leaf).rows) + " · 100.0 %"));
    }
    c.indent = std::min(c.s.scaled(kIndent), c.width() * kMostIndent / static_cast<float>(deepest));
    add_node(c, 0, 0);
    const std::string foot =
        "rows · share of them that are in the group; the bar shows the others. " +
        std::string(explained.tree.best[static_cast<std::size_t>(leaves - 1)].separates
                        ? "Thresholds keep the groups' centres apart."
                        : "Thresholds part the groups with the least mixing.");
    c.y += c.s.add_paragraph({0, c.y}, c.width(), 3, foot, c.s.colours().muted) - c.y;
    c.s.scene.height = c.y;
    return std::move(c.s.scene);
}

} // namespace cohortscope::plot
