// The rows that flow between Ward's clusters and K-Means', as ribbons.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/studies/comparison_parts.h"

namespace cohortscope::plot {

namespace {

constexpr float kPitch = 17;       // of labels, at scale 1
constexpr float kLeastFlows = 150; // height of the columns
constexpr float kColumn = 8;       // width of a column
constexpr float kGap = 3;          // between the blocks of a column
constexpr float kLeast = 0.75f;    // of a block: a small cluster is still there
constexpr float kBend = 0.45f;     // how far a ribbon runs level, of its length
constexpr int kSteps = 24;         // quadrilaterals of a ribbon

// A cluster's block in its column, and how far ribbons fill it.
struct Block {
    float top = 0, bottom = 0;
    float label = 0;
    float filled = 0; // from the top

    float middle() const { return (top + bottom) / 2; }
};

struct Columns {
    float left = 0, right = 0; // inner edges: where ribbons begin and end
    std::vector<Block> ward, kmeans;
    float rows_per_pixel = 1;
};

std::vector<Block> stacked(const std::vector<std::size_t>& sizes, float top, float bottom,
                           const Sketch& s) {
    const std::size_t all = std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
    const float gap = s.scaled(kGap);
    const float room = bottom - top - gap * static_cast<float>(sizes.size() - 1);
    std::vector<Block> blocks;
    std::vector<float> middles;
    for (const std::size_t size : sizes) {
        const float height =
            room * static_cast<float>(size) / static_cast<float>(std::max<std::size_t>(all, 1));
        blocks.push_back({top, top + height});
        middles.push_back(blocks.back().middle());
        top += height + gap;
    }
    const std::vector<float> labels = spread(middles, s.scaled(kPitch), blocks.front().top, bottom);
    for (std::size_t i = 0; i < labels.size(); ++i)
        blocks[i].label = labels[i];
    return blocks;
}

// A ribbon of `width` pixels from one block to the other, bent like an S.
Area ribbon(Point from, Point to, float width, Colour fill) {
    Area area;
    area.fill = fill;
    for (int i = 0; i <= kSteps; ++i) {
        const float t = static_cast<float>(i) / kSteps;
        // A cubic Bézier curve with level ends.
        const float a = (1 - t) * (1 - t) * (1 - t), b = 3 * (1 - t) * (1 - t) * t,
                    d = 3 * (1 - t) * t * t, e = t * t * t;
        const float length = to.x - from.x;
        const float x =
            a * from.x + b * (from.x + kBend * length) + d * (to.x - kBend * length) + e * to.x;
        const float y = (a + b) * from.y + (d + e) * to.y;
        area.upper.push_back({x, y});
        area.lower.push_back(y + width);
    }
    return area;
}

void add_ribbon(Contrast& c, Columns& columns, int ward, int kmeans) {
    const std::size_t rows = c.shared(ward, kmeans);
    if (rows == 0)
        return;
    Block& from = columns.ward[static_cast<std::size_t>(ward)];
    Block& to = columns.kmeans[static_cast<std::size_t>(kmeans)];
    const auto share = [&](const Block& block, std::size_t whole) {
        return (block.bottom - block.top) * static_cast<float>(rows) /
               static_cast<float>(std::max<std::size_t>(whole, 1));
    };
    const float width = share(from, c.comparison.ward_sizes[static_cast<std::size_t>(ward)]);
    const Colour hue =
        c.comparison.kmeans_is_shown ? c.hue(Side::kmeans, kmeans) : c.hue(Side::ward, ward);
    const float alpha = ward == kmeans ? 0.42f : 0.26f;
    const Area area = ribbon({columns.left, from.top + from.filled},
                             {columns.right, to.top + to.filled}, width, with_alpha(hue, alpha));
    from.filled += width;
    to.filled += share(to, c.comparison.kmeans_sizes[static_cast<std::size_t>(kmeans)]);
    if (width < 1.5f) { // a hair that is the fainter the fewer rows
        c.s.add(Polyline{area.upper, with_alpha(hue, std::max(alpha * width, 0.06f)), 1});
        return;
    }
    std::vector<Point> lower;
    for (std::size_t i = 0; i < area.upper.size(); ++i)
        lower.push_back({area.upper[i].x, area.lower[i]});
    for (const std::vector<Point>& edge : {area.upper, lower}) // smooths the area's steps
        c.s.add(Polyline{edge, with_alpha(hue, alpha / 2), 1});
    c.s.add(area);
}

std::string tip_of(const Contrast& c, Side side, int cluster) {
    const std::size_t rows = c.size(side, cluster);
    const Side other = side == Side::ward ? Side::kmeans : Side::ward;
    return c.title(side, cluster) + ": " + row_count(rows) + ", " +
           share_text(c.shared(cluster, cluster), rows) + " of them in " + c.title(other, cluster);
}

void add_blocks(Contrast& c, const Columns& columns) {
    const float width = c.s.scaled(kColumn);
    for (int i = 0; i < c.k(); ++i) {
        const Block& ward = columns.ward[static_cast<std::size_t>(i)];
        const Block& kmeans = columns.kmeans[static_cast<std::size_t>(i)];
        const auto box = [&](float left, const Block& block) {
            return Box{left, block.top, left + width,
                       std::max(block.bottom, block.top + c.s.scaled(kLeast))};
        };
        c.s.add(Rectangle{box(columns.left - width, ward), c.hue(Side::ward, i), 1});
        c.s.add(Rectangle{box(columns.right, kmeans), c.hue(Side::kmeans, i), 1});
    }
}

void add_lead(Contrast& c, Point from, Point to) {
    if (std::fabs(from.y - to.y) < 1)
        return;
    c.s.add(
        Polyline{{from, to}, mix(c.s.colours().faint, c.s.colours().muted, 0.4f), c.s.scaled(1)});
}

// Of the labels' parts. Names stand beside the column whose clusters are shown.
struct FlowWidths {
    float shares = 0, numbers = 0, names = 0;
};

FlowWidths flow_widths(const Contrast& c) {
    FlowWidths widths;
    const std::size_t rows = c.rows();
    widths.numbers = c.s.scaled(14 + kStep) + c.s.width_of("15");
    for (int i = 0; i < c.k(); ++i)
        for (const Side side : {Side::ward, Side::kmeans}) {
            widths.shares =
                std::max(widths.shares, c.s.width_of(share_text(c.size(side, i), rows)));
            if (c.is_shown(side))
                widths.names = std::max(widths.names, c.s.width_of(c.name(side, i)));
        }
    widths.names = std::ceil(widths.names);
    return widths;
}

// One cluster's share, number and name, outwards from its column at `x`; `outwards` is −1 or 1.
void add_flow_label(Contrast& c, Side side, int cluster, Point at, const FlowWidths& widths) {
    const Tokens& colours = c.s.colours();
    const bool left = side == Side::ward;
    const float gap = c.s.scaled(1.5f * kStep);
    const float outwards = left ? -1.0f : 1.0f;
    c.s.add(c.s.small({left ? at.x : at.x + widths.shares, at.y},
                      share_text(c.size(side, cluster), c.rows()),
                      c.faded(colours.text, side, cluster), AlignX::right, AlignY::middle));
    float x = at.x + outwards * (widths.shares + gap);
    add_number(c, side, cluster, {left ? x - widths.numbers : x, at.y});
    x += outwards * (widths.numbers + gap);
    if (!c.is_shown(side))
        return;
    Text name = c.s.small({x, at.y}, "", c.faded(colours.text, side, cluster),
                          left ? AlignX::right : AlignX::left, AlignY::middle);
    name.text = fitted(c.name(side, cluster), widths.names, name, c.s.measure);
    c.s.add(name);
}

void add_flow_labels(Contrast& c, const Columns& columns, const FlowWidths& widths) {
    const float width = c.s.scaled(kColumn), lead = c.s.scaled(2 * kStep);
    const float half = c.s.scaled(kPitch) / 2;
    const float left = columns.left - width - lead, right = columns.right + width + lead;
    for (int i = 0; i < c.k(); ++i) {
        const Block& ward = columns.ward[static_cast<std::size_t>(i)];
        const Block& kmeans = columns.kmeans[static_cast<std::size_t>(i)];
        add_lead(c, {left + c.s.scaled(1), ward.label}, {columns.left - width - 1, ward.middle()});
        add_lead(c, {columns.right + width + 1, kmeans.middle()},
                 {right - c.s.scaled(1), kmeans.label});
        add_flow_label(c, Side::ward, i, {left, ward.label}, widths);
        add_flow_label(c, Side::kmeans, i, {right, kmeans.label}, widths);
        c.s.scene.marks.push_back({{0, ward.label - half, left, ward.label + half},
                                   c.mark_cluster(Side::ward, i),
                                   tip_of(c, Side::ward, i)});
        c.s.scene.marks.push_back(
            {{right, kmeans.label - half, c.s.scene.width, kmeans.label + half},
             c.mark_cluster(Side::kmeans, i),
             tip_of(c, Side::kmeans, i)});
    }
}

} // namespace

// Ward's column left, K-Means' right, between them ribbons as thick as the rows that they share.
float add_flows(Contrast& c, float top) {
    const Tokens& colours = c.s.colours();
    FlowWidths widths = flow_widths(c);
    const float gap = c.s.scaled(1.5f * kStep);
    const float beside = c.s.scaled(kColumn + 2 * kStep) + widths.shares + gap + widths.numbers;
    const float names_room = (c.s.scene.width - 2 * beside) * 0.55f - gap;
    widths.names = std::clamp(widths.names, 0.0f, std::max(names_room, 0.0f));
    const float names = widths.names + gap;
    Columns columns;
    columns.left = beside + (c.is_shown(Side::ward) ? names : 0);
    columns.right = c.s.scene.width - beside - (c.is_shown(Side::kmeans) ? names : 0);
    c.s.add(c.s.small({columns.left, top}, "Ward", colours.muted, AlignX::right));
    c.s.add(c.s.small({columns.right, top}, "K-Means", colours.muted));
    const float start = top + c.s.line() + c.s.scaled(kStep);
    const float height = c.s.scaled(std::max(kLeastFlows, kPitch * static_cast<float>(c.k())));
    columns.ward = stacked(c.comparison.ward_sizes, start, start + height, c.s);
    columns.kmeans = stacked(c.comparison.kmeans_sizes, start, start + height, c.s);
    for (int ward = 0; ward < c.k(); ++ward)
        for (int kmeans = 0; kmeans < c.k(); ++kmeans)
            add_ribbon(c, columns, ward, kmeans);
    add_blocks(c, columns);
    add_flow_labels(c, columns, widths);
    return start + height;
}

} // namespace cohortscope::plot
