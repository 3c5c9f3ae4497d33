#include "plot/studies/flows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cohortscope::plot {

namespace {

constexpr float kGap = 3;       // between the blocks of a column, at scale 1
constexpr float kLeast = 0.75f; // of a block: a small group is still there
constexpr float kBend = 0.45f;  // how far a ribbon runs level, of its length
constexpr int kSteps = 24;      // quadrilaterals of a ribbon

std::size_t sum(const std::vector<std::size_t>& sizes) {
    return std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
}

// The column of fewer blocks has wider gaps; one block alone stands in the middle.
std::vector<FlowBlock> stacked(const std::vector<std::size_t>& sizes, const FlowLayout& layout,
                               float pixels_per_row) {
    const float filled = pixels_per_row * static_cast<float>(sum(sizes));
    const float spare = layout.bottom - layout.top - filled;
    const float gap = sizes.size() > 1 ? spare / static_cast<float>(sizes.size() - 1) : 0;
    float top = layout.top + (sizes.size() > 1 ? 0 : spare / 2);
    std::vector<FlowBlock> blocks;
    std::vector<float> middles;
    for (const std::size_t size : sizes) {
        const float height = pixels_per_row * static_cast<float>(size);
        blocks.push_back({top, top + height});
        middles.push_back(blocks.back().middle());
        top += height + gap;
    }
    const std::vector<float> labels = spread(middles, layout.pitch, layout.top, layout.bottom);
    for (std::size_t i = 0; i < labels.size(); ++i)
        blocks[i].label = labels[i];
    return blocks;
}

// A cubic Bézier curve with level ends.
Point on_curve(Point from, Point to, float t) {
    const float a = (1 - t) * (1 - t) * (1 - t), b = 3 * (1 - t) * (1 - t) * t,
                d = 3 * (1 - t) * t * t, e = t * t * t;
    const float length = to.x - from.x;
    return {a * from.x + b * (from.x + kBend * length) + d * (to.x - kBend * length) + e * to.x,
            (a + b) * from.y + (d + e) * to.y};
}

} // namespace

FlowColumns lay_out_flows(const Sketch& sketch, const std::vector<std::size_t>& from,
                          const std::vector<std::size_t>& to, const FlowLayout& layout) {
    FlowColumns columns;
    columns.left = layout.left;
    columns.right = layout.right;
    const std::size_t blocks = std::max({from.size(), to.size(), std::size_t{1}});
    const float gaps = sketch.scaled(kGap) * static_cast<float>(blocks - 1);
    columns.pixels_per_row = (layout.bottom - layout.top - gaps) /
                             static_cast<float>(std::max({sum(from), sum(to), std::size_t{1}}));
    columns.from = stacked(from, layout, columns.pixels_per_row);
    columns.to = stacked(to, layout, columns.pixels_per_row);
    return columns;
}

RibbonPath take_path(FlowColumns& columns, const Ribbon& ribbon) {
    FlowBlock &from = columns.from[ribbon.from], &to = columns.to[ribbon.to];
    RibbonPath path;
    path.thickness = columns.pixels_per_row * static_cast<float>(ribbon.rows);
    const Point begin = {columns.left, from.top + from.filled};
    const Point end = {columns.right, to.top + to.filled};
    for (int i = 0; i <= kSteps; ++i)
        path.upper.push_back(on_curve(begin, end, static_cast<float>(i) / kSteps));
    from.filled += path.thickness;
    to.filled += path.thickness;
    return path;
}

void add_ribbon(Sketch& sketch, const RibbonPath& path, const Ribbon& ribbon) {
    const float alpha = ribbon.alpha;
    if (path.thickness <= 0)
        return;
    if (path.thickness < 1.5f) {
        sketch.add(Polyline{path.upper,
                            with_alpha(ribbon.hue, std::max(alpha * path.thickness, 0.06f)), 1});
        return;
    }
    Area area;
    area.fill = with_alpha(ribbon.hue, alpha);
    area.upper = path.upper;
    std::vector<Point> lower;
    for (const Point& point : path.upper) {
        area.lower.push_back(point.y + path.thickness);
        lower.push_back({point.x, point.y + path.thickness});
    }
    for (const std::vector<Point>& edge : {area.upper, lower}) // smooths the area's steps
        sketch.add(Polyline{edge, with_alpha(ribbon.hue, alpha / 2), 1});
    sketch.add(area);
}

std::vector<Box> ribbon_boxes(const Sketch& sketch, const RibbonPath& path) {
    const float touch = std::max(path.thickness, sketch.scaled(kLeastTouch));
    const float more = (touch - path.thickness) / 2;
    const std::vector<Point>& upper = path.upper;
    std::vector<Box> boxes;
    for (std::size_t i = 0; i + 1 < upper.size(); ++i) {
        const float middle = (upper[i].y + upper[i + 1].y) / 2;
        boxes.push_back(
            {upper[i].x, middle - more, upper[i + 1].x, middle + path.thickness + more});
    }
    return boxes;
}

void add_flow_block(Sketch& sketch, const FlowColumns& columns, const FlowBlock& block, bool left,
                    Colour hue) {
    const float width = sketch.scaled(kFlowColumn);
    const float x = left ? columns.left - width : columns.right;
    sketch.add(Rectangle{
        {x, block.top, x + width, std::max(block.bottom, block.top + sketch.scaled(kLeast))},
        hue,
        1});
}

void add_flow_lead(Sketch& sketch, Point from, Point to) {
    if (std::fabs(from.y - to.y) < 1)
        return;
    const Tokens& colours = sketch.colours();
    sketch.add(Polyline{{from, to}, mix(colours.faint, colours.muted, 0.4f), sketch.scaled(1)});
}

} // namespace cohortscope::plot
