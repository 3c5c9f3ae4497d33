// Ward's last merges as a dendrogram, with the line that cuts it into k clusters.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/whole.h"
#include "plot/axis.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/sketch.h"
#include "plot/studies/study_charts.h"

namespace cohortscope::plot {

namespace {

constexpr float kLeastPlot = 110;    // height at scale 1
constexpr float kLeastCutGap = 1.0f; // between the lines of k and k + 1, in pixels

// Where a node's stem stands and up to which height it reaches from below.
struct Node {
    float x = 0;
    double height = 0;
    std::size_t rows = 0;
    int colour = -1; // of its cluster below the cut; −1 above
};

struct Tree {
    Sketch s;
    const analysis::Dendrogram& dendrogram;
    int k = 1;
    Box plot = {};
    double high = 1;              // of the axis
    std::vector<Node> nodes = {}; // leaves, then merges
    std::vector<int> order = {};  // leaves from left to right
    float cut = 0;                // y of the line for k

    std::size_t leaves() const { return dendrogram.leaves(); }
    float pitch() const {
        return plot.width() / static_cast<float>(std::max<std::size_t>(leaves(), 1));
    }
    float y_of(double height) const {
        return plot.bottom - static_cast<float>(height / high) * plot.height();
    }
    Colour ink(const Node& node) const {
        return node.colour < 0 ? s.colours().muted : cluster_colour(node.colour, s.options.theme);
    }
};

double tallest(const analysis::Dendrogram& dendrogram) {
    return dendrogram.merges.empty() ? 0.0 : dendrogram.merges.back().height;
}

// Room above the highest merge for the line of k = 1.
double axis_high(const analysis::Dendrogram& dendrogram) {
    const double high = tallest(dendrogram);
    return high > 0 ? high * 1.14 : 1.0;
}

// The middle of each k's range on the screen, pushed apart where heights are equal, so that every k
// has a place of its own.
std::vector<float> cut_places(const Tree& tree) {
    const int count = static_cast<int>(tree.leaves());
    std::vector<float> places;
    for (int k = 1; k <= count; ++k) {
        const analysis::CutRange range = analysis::cut_range(tree.dendrogram, k);
        const float low = tree.y_of(range.low);
        const float high = std::max(tree.y_of(range.high), tree.plot.top);
        float y = (low + high) / 2;
        if (k > 1)
            y = std::max(y, places.back() + kLeastCutGap);
        places.push_back(y);
    }
    float most = tree.plot.bottom;
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        *place = std::min(*place, most);
        most = *place - kLeastCutGap;
    }
    return places;
}

void place_nodes(Tree& tree, const std::vector<int>& colour_of_leaf) {
    const std::size_t leaves = tree.leaves();
    tree.nodes.resize(leaves + tree.dendrogram.merges.size());
    tree.order = analysis::leaf_order(tree.dendrogram);
    const std::vector<int> cluster = analysis::cut_leaves(tree.dendrogram, tree.k);
    for (std::size_t i = 0; i < leaves; ++i) {
        const auto leaf = static_cast<std::size_t>(tree.order[i]);
        tree.nodes[leaf] = {tree.plot.left + (static_cast<float>(i) + 0.5f) * tree.pitch(), 0.0,
                            tree.dendrogram.leaf_rows[leaf],
                            colour_of_leaf.empty() ? cluster[leaf] : colour_of_leaf[leaf]};
    }
    const std::size_t joined = leaves - static_cast<std::size_t>(tree.k); // merges below the cut
    for (std::size_t i = 0; i < tree.dendrogram.merges.size(); ++i) {
        const analysis::Merge& merge = tree.dendrogram.merges[i];
        const Node &a = tree.nodes[merge.first], &b = tree.nodes[merge.second];
        tree.nodes[leaves + i] = {(a.x + b.x) / 2, merge.height, merge.rows,
                                  i < joined ? a.colour : -1};
    }
}

void add_heights(Tree& tree) {
    const Tokens& colours = tree.s.colours();
    const int target =
        std::clamp(static_cast<int>(tree.plot.height() / (2.4f * tree.s.line())), 2, 6);
    const float tag = tree.s.line() * 0.6f + tree.s.scaled(kStep);
    for (const Tick& tick : linear_ticks(0.0, tree.high, target)) {
        const float y = tree.y_of(tick.value);
        tree.s.add_line({tree.plot.left, y}, {tree.plot.right, y}, colours.faint);
        // The tag of the cut takes the place of a number.
        if (std::fabs(y - tree.cut) < tag + tree.s.line() / 2 || y < tree.s.line() / 2)
            continue;
        tree.s.add(tree.s.small({tree.plot.left - tree.s.scaled(1.5f * kStep), y}, tick.label,
                                colours.muted, AlignX::right, AlignY::middle));
    }
}

// A stem from a node up to its parent's height: in the cluster's colour up to the cut.
void add_stem(Tree& tree, std::size_t number, double parent_height) {
    const Node& node = tree.nodes[number];
    const float from = tree.y_of(node.height), to = tree.y_of(parent_height);
    const float width = tree.s.scaled(1.5f);
    const bool crosses = node.colour >= 0 && to < tree.cut;
    const float seam = crosses ? std::min(tree.cut, from) : to;
    tree.s.add_line({node.x, from}, {node.x, seam}, tree.ink(node), width);
    if (crosses)
        tree.s.add_line({node.x, seam}, {node.x, to}, tree.s.colours().muted, width);
    const float reach = tree.s.scaled(kStep);
    tree.s.scene.marks.push_back({{node.x - reach, to, node.x + reach, from},
                                  -1,
                                  row_count(node.rows) + " in this branch",
                                  static_cast<int>(number)});
}

std::string join_tip(const Node& a, const Node& b, double height) {
    return "2 clusters of " + base::grouped(static_cast<long long>(a.rows)) + " and " +
           row_count(b.rows) + " join at height " +
           (height >= 1000 ? base::whole(height) : base::fixed(height, 1));
}

void add_branches(Tree& tree) {
    const std::size_t leaves = tree.leaves();
    const float reach = tree.s.scaled(kStep);
    for (std::size_t i = tree.dendrogram.merges.size(); i-- > 0;) {
        const analysis::Merge& merge = tree.dendrogram.merges[i];
        const Node &a = tree.nodes[merge.first], &b = tree.nodes[merge.second];
        const Node& whole = tree.nodes[leaves + i];
        add_stem(tree, merge.first, merge.height);
        add_stem(tree, merge.second, merge.height);
        const float y = tree.y_of(merge.height), left = std::min(a.x, b.x),
                    right = std::max(a.x, b.x), half = tree.s.scaled(0.75f);
        tree.s.add_line({left - half, y}, {right + half, y}, tree.ink(whole), tree.s.scaled(1.5f));
        tree.s.scene.marks.push_back(
            {{left - reach, y - reach, right + reach, std::min(y + reach, tree.plot.bottom)},
             -1,
             a.x < b.x ? join_tip(a, b, merge.height) : join_tip(b, a, merge.height),
             static_cast<int>(leaves + i)});
    }
}

// Above the last merge the tree goes on to the line of k = 1.
void add_trunk(Tree& tree) {
    const Node& root = tree.nodes.back();
    if (tree.k == 1)
        tree.s.add_line({root.x, tree.y_of(root.height)}, {root.x, tree.cut}, tree.ink(root),
                        tree.s.scaled(1.5f));
}

// Where the cut crosses a cluster's stem, its marker.
void add_crossings(Tree& tree) {
    const std::size_t leaves = tree.leaves(), joined = leaves - static_cast<std::size_t>(tree.k);
    std::vector<bool> inside(tree.nodes.size(), false); // of a larger one below the cut
    for (std::size_t i = 0; i < joined; ++i)
        inside[tree.dendrogram.merges[i].first] = inside[tree.dendrogram.merges[i].second] = true;
    for (std::size_t i = 0; i < leaves + joined; ++i)
        if (!inside[i])
            add_marker(tree.s.scene, {tree.nodes[i].x, tree.cut}, tree.s.scaled(4.5f),
                       tree.nodes[i].colour, tree.s.options.theme);
}

// The line across and its tag, by which it is dragged, over the numbers of the axis.
void add_cut(Tree& tree) {
    const Tokens& colours = tree.s.colours();
    tree.s.add_line({tree.plot.left, tree.cut}, {tree.plot.right, tree.cut}, colours.accent,
                    tree.s.scaled(1.5f));
    add_crossings(tree);
    const std::string words = "k = " + std::to_string(tree.k);
    const float half = tree.s.line() / 2 + tree.s.scaled(1);
    const float tip = tree.plot.left - tree.s.scaled(1);
    const float left = 0, right = tip - tree.s.scaled(5);
    tree.s.add(Rectangle{
        {left, tree.cut - half, right, tree.cut + half}, colours.accent, tree.s.scaled(4)});
    tree.s.add(Area{{{right - 1, tree.cut - half + tree.s.scaled(3)}, {tip, tree.cut}},
                    tree.cut,
                    colours.accent,
                    {tree.cut + half - tree.s.scaled(3), tree.cut}});
    Text label =
        tree.s.small({(left + right) / 2, tree.cut}, words,
                     tree.s.options.theme == Theme::dark ? colours.window : Colour{1, 1, 1},
                     AlignX::centre, AlignY::middle);
    label.face = Face::semibold;
    tree.s.add(label);
}

float tag_width(const Tree& tree) {
    const std::string widest = tree.leaves() > 9 ? "k = 30" : "k = 5";
    return tree.s.width_of(widest, Face::semibold) + tree.s.scaled(4 * kStep);
}

std::string leaf_text(const Tree& tree, std::size_t leaf) {
    return compact_count(static_cast<double>(tree.dendrogram.leaf_rows[leaf]));
}

float widest_leaf(const Tree& tree) {
    float widest = 0;
    for (std::size_t leaf = 0; leaf < tree.leaves(); ++leaf)
        widest = std::max(widest, tree.s.width_of(leaf_text(tree, leaf)));
    return widest;
}

// How the leaves' numbers stand below the tree.
struct LeafLabels {
    bool turned = false;
    bool all = true;  // else those of the larger leaves, as many as fit
    float height = 0; // of all of it, with the caption
};

LeafLabels leaf_labels(const Tree& tree) {
    LeafLabels labels;
    const float widest = widest_leaf(tree), gap = tree.s.scaled(kStep);
    labels.turned = tree.pitch() < widest + gap;
    labels.all = !labels.turned || tree.pitch() >= tree.s.line();
    labels.height = (labels.turned ? widest : tree.s.line()) + 2 * gap + tree.s.line();
    return labels;
}

// Larger leaves first, so that the small ones go without a number where all do not fit.
void add_leaf_labels(Tree& tree, const LeafLabels& labels) {
    std::vector<int> by_rows = tree.order;
    std::stable_sort(by_rows.begin(), by_rows.end(), [&](int a, int b) {
        return tree.nodes[static_cast<std::size_t>(a)].rows >
               tree.nodes[static_cast<std::size_t>(b)].rows;
    });
    std::vector<Box> taken;
    const float top = tree.plot.bottom + tree.s.scaled(kStep);
    for (const int number : by_rows) {
        const auto leaf = static_cast<std::size_t>(number);
        Text label = tree.s.small({tree.nodes[leaf].x, top}, leaf_text(tree, leaf),
                                  tree.s.colours().muted, AlignX::centre);
        if (labels.turned) {
            label.turn = 1;
            label.align_x = AlignX::right;
            label.align_y = AlignY::middle;
        }
        const Box box = text_box(label, tree.s.measure);
        const bool free = std::none_of(taken.begin(), taken.end(),
                                       [&](const Box& other) { return box.overlaps(other); });
        if (!labels.all && !free)
            continue;
        taken.push_back(box);
        tree.s.add(label);
    }
}

void add_leaf_marks(Tree& tree) {
    for (std::size_t leaf = 0; leaf < tree.leaves(); ++leaf) {
        const float x = tree.nodes[leaf].x, half = tree.pitch() / 2;
        tree.s.scene.marks.push_back(
            {{x - half, tree.plot.bottom, x + half, tree.s.scene.height - tree.s.line()},
             -1,
             row_count(tree.dendrogram.leaf_rows[leaf]) + " in this leaf",
             static_cast<int>(leaf)});
    }
}

void add_caption(Tree& tree, const LeafLabels& labels) {
    const std::string rows = labels.all ? "rows of each leaf" : "rows of the larger leaves";
    Text text = tree.s.small({tree.plot.left, tree.s.scene.height}, "", tree.s.colours().muted,
                             AlignX::left, AlignY::bottom);
    for (const std::string& words : {rows + " · heights: √(2 × growth of the sum of squares)",
                                     rows + " · height: √(2Δ)", rows}) {
        text.text = words;
        if (text_box(text, tree.s.measure).right > tree.s.scene.width)
            continue;
        tree.s.add(text);
        return;
    }
}

} // namespace

DendrogramChart dendrogram_chart(const analysis::Dendrogram& dendrogram, int k,
                                 const std::vector<int>& colour_of_leaf, float width, float height,
                                 const ChartOptions& options, const TextMeasure& measure) {
    Tree tree{{options, measure}, dendrogram};
    tree.s.scene.width = width;
    tree.s.scene.height = height;
    if (dendrogram.leaves() == 0)
        return {std::move(tree.s.scene), {}, {}};
    tree.k = std::clamp(k, 1, static_cast<int>(dendrogram.leaves()));
    tree.high = axis_high(dendrogram);
    tree.plot = {tag_width(tree), tree.s.scaled(2), width - tree.s.line() / 2, 0};
    const LeafLabels labels = leaf_labels(tree);
    tree.s.scene.height =
        std::max(height, tree.plot.top + tree.s.scaled(kLeastPlot) + labels.height);
    tree.plot.bottom = tree.s.scene.height - labels.height;
    place_nodes(tree, colour_of_leaf);
    const std::vector<float> cuts = cut_places(tree);
    tree.cut = cuts[static_cast<std::size_t>(tree.k - 1)];
    add_heights(tree);
    add_branches(tree);
    add_trunk(tree);
    add_leaf_labels(tree, labels);
    add_leaf_marks(tree);
    add_cut(tree);
    add_caption(tree, labels);
    return {std::move(tree.s.scene), tree.plot, cuts};
}

int cut_at(const DendrogramChart& chart, float y) {
    const auto& cuts = chart.cut_y;
    const auto below = std::lower_bound(cuts.begin(), cuts.end(), y);
    if (below == cuts.begin())
        return 1;
    const auto above = below - 1;
    const bool lower = below != cuts.end() && *below - y < y - *above;
    return static_cast<int>((lower ? below : above) - cuts.begin()) + 1;
}

} // namespace cohortscope::plot
