// The rows that flow between Ward's clusters and K-Means', as ribbons.
#include <algorithm>
#include <cmath>

#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/studies/comparison_parts.h"
#include "plot/studies/flows.h"

namespace cohortscope::plot {

namespace {

constexpr float kPitch = 17;       // of labels, at scale 1
constexpr float kLeastFlows = 150; // height of the columns

void add_ribbon(Contrast& c, FlowColumns& columns, int ward, int kmeans) {
    const std::size_t rows = c.shared(ward, kmeans);
    if (rows == 0)
        return;
    const Colour hue =
        c.comparison.kmeans_is_shown ? c.hue(Side::kmeans, kmeans) : c.hue(Side::ward, ward);
    const Ribbon ribbon = {static_cast<std::size_t>(ward), static_cast<std::size_t>(kmeans), rows,
                           hue, ward == kmeans ? 0.42f : 0.26f};
    const RibbonPath path = take_path(columns, ribbon);
    add_ribbon(c.s, path, ribbon);
    for (const Box& box : ribbon_boxes(c.s, path))
        c.s.scene.marks.push_back(shared_mark(c, ward, kmeans, box));
}

std::string tip_of(const Contrast& c, Side side, int cluster) {
    const std::size_t rows = c.size(side, cluster);
    const Side other = side == Side::ward ? Side::kmeans : Side::ward;
    return c.title(side, cluster) + ": " + row_count(rows) + ", " +
           share_text(c.shared(cluster, cluster), rows) + " of them in " + c.title(other, cluster);
}

void add_blocks(Contrast& c, const FlowColumns& columns) {
    for (int i = 0; i < c.k(); ++i) {
        const auto block = static_cast<std::size_t>(i);
        add_flow_block(c.s, columns, columns.from[block], true, c.hue(Side::ward, i));
        add_flow_block(c.s, columns, columns.to[block], false, c.hue(Side::kmeans, i));
    }
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

void add_flow_labels(Contrast& c, const FlowColumns& columns, const FlowWidths& widths) {
    const float width = c.s.scaled(kFlowColumn), lead = c.s.scaled(2 * kStep);
    const float half = c.s.scaled(kPitch) / 2;
    const float left = columns.left - width - lead, right = columns.right + width + lead;
    for (int i = 0; i < c.k(); ++i) {
        const FlowBlock& ward = columns.from[static_cast<std::size_t>(i)];
        const FlowBlock& kmeans = columns.to[static_cast<std::size_t>(i)];
        add_flow_lead(c.s, {left + c.s.scaled(1), ward.label},
                      {columns.left - width - 1, ward.middle()});
        add_flow_lead(c.s, {columns.right + width + 1, kmeans.middle()},
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
    const float beside = c.s.scaled(kFlowColumn + 2 * kStep) + widths.shares + gap + widths.numbers;
    const float names_room = (c.s.scene.width - 2 * beside) * 0.55f - gap;
    widths.names = std::clamp(widths.names, 0.0f, std::max(names_room, 0.0f));
    const float names = widths.names + gap;
    FlowLayout layout;
    layout.left = beside + (c.is_shown(Side::ward) ? names : 0);
    layout.right = c.s.scene.width - beside - (c.is_shown(Side::kmeans) ? names : 0);
    c.s.add(c.s.small({layout.left, top}, "Ward", colours.muted, AlignX::right));
    c.s.add(c.s.small({layout.right, top}, "K-Means", colours.muted));
    layout.top = top + c.s.line() + c.s.scaled(kStep);
    layout.bottom =
        layout.top + c.s.scaled(std::max(kLeastFlows, kPitch * static_cast<float>(c.k())));
    layout.pitch = c.s.scaled(kPitch);
    FlowColumns columns =
        lay_out_flows(c.s, c.comparison.ward_sizes, c.comparison.kmeans_sizes, layout);
    for (int ward = 0; ward < c.k(); ++ward)
        for (int kmeans = 0; kmeans < c.k(); ++kmeans)
            add_ribbon(c, columns, ward, kmeans);
    add_blocks(c, columns);
    add_flow_labels(c, columns, widths);
    return layout.bottom;
}

} // namespace cohortscope::plot
