#include "plot/peers/dot_rows.h"

#include <algorithm>
#include <cmath>

#include "plot/axis.h"
#include "plot/draw.h"
#include "plot/figures/figure_parts.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

// Pixels at text scale 1.
constexpr float kMostRow = 30;
constexpr float kRowPadding = 1;
constexpr float kGap = 12;
constexpr float kPoint = 4;                              // radius
constexpr float kLabelShare = 0.34f, kTextShare = 0.26f; // of the width, at most
constexpr float kLeastAxis = 100;

struct Layout {
    Sketch s;
    const DotChart& chart;
    const engine::Result& result;
    float label = 0;           // width
    float left = 0, right = 0; // of the axis
    float row = 0;
    double low = 0, high = 1; // of the axis, as placed
    bool texts = true;

    double placed(double value) const {
        return chart.logarithmic ? std::log10(std::max(value, 1e-300)) : value;
    }
    float x_of(double value) const {
        const double share = (placed(value) - low) / (high - low);
        return left + static_cast<float>(std::clamp(share, 0.0, 1.0)) * (right - left);
    }
};

template <class Each> void for_rows(const DotChart& chart, const Each& each) {
    for (const DotSection& section : chart.sections)
        for (const DotRow& row : section.rows)
            each(row);
}

// Everything drawn lies on it, shares from 0 on.
void find_range(Layout& c) {
    double low = HUGE_VAL, high = -HUGE_VAL;
    for_rows(c.chart, [&](const DotRow& row) {
        for (const double value : {row.value, row.low, row.high, row.q1, row.q3})
            if (std::isfinite(value)) {
                low = std::min(low, c.placed(value));
                high = std::max(high, c.placed(value));
            }
    });
    if (c.chart.column == nullptr)
        low = 0.0;
    if (!(low < high)) {
        const double reach = std::isfinite(low) ? std::max(std::abs(low) * 0.1, 0.05) : 1.0;
        high = (std::isfinite(low) ? low : 0.0) + reach;
        low = c.chart.column == nullptr ? 0.0 : high - 2 * reach;
    }
    const double edge = (high - low) * 0.03;
    c.low = c.chart.column == nullptr ? 0.0 : low - edge;
    c.high = high + edge;
}

void lay_out(Layout& c, float width) {
    float label = 0, text = 0;
    for_rows(c.chart, [&](const DotRow& row) {
        const std::string name = row.cluster >= 0 ? c.result.name(row.cluster) : row.label;
        label =
            std::max(label, c.s.width_of(name) + (row.cluster >= 0 ? c.s.scaled(kNameLeft) : 0.0f));
        text = std::max(text, c.s.width_of(row.text));
    });
    const float gap = c.s.scaled(kGap);
    c.label = std::min(std::ceil(label), width * kLabelShare);
    c.texts =
        text <= width * kTextShare && width - c.label - text - 3 * gap >= c.s.scaled(kLeastAxis);
    c.left = c.label + gap;
    c.right = width - (c.texts ? std::ceil(text) + gap : c.s.scaled(kPoint));
}

std::vector<Tick> ticks_of(const Layout& c) {
    constexpr float kPitch = 90; // between ticks
    const int target = std::clamp(static_cast<int>((c.right - c.left) / c.s.scaled(kPitch)), 2, 8);
    if (c.chart.column != nullptr)
        return c.chart.logarithmic ? log_ticks(*c.chart.column, c.low, c.high, target)
                                   : linear_ticks(*c.chart.column, c.low, c.high, target);
    std::vector<Tick> ticks = linear_ticks(c.low, c.high, target);
    const bool fine = ticks.size() > 1 && ticks[1].value - ticks[0].value < 0.00999;
    for (Tick& tick : ticks)
        tick.label = percent(tick.value, fine ? 1 : 0);
    return ticks;
}

// The labels are kept apart and inside; a grid line goes down from each.
void add_axis(Layout& c, float bottom, float grid_top) {
    float free_from = 0;
    for (const Tick& tick : ticks_of(c)) {
        const float x = c.x_of(tick.value);
        if (tick.label.empty())
            continue;
        c.s.add_line({x, grid_top}, {x, bottom}, c.s.colours().faint);
        const float half = c.s.width_of(tick.label) / 2;
        const float middle = std::min(x, c.s.scene.width - half);
        if (middle - half < free_from)
            continue;
        free_from = middle + half + c.s.scaled(kStep);
        c.s.add(c.s.small({middle, bottom + c.s.scaled(2)}, tick.label, c.s.colours().muted,
                          AlignX::centre));
    }
}

void add_bar(Layout& c, float low, float high, float middle, float height, Colour colour) {
    const float least = std::max(high, low + 1);
    c.s.add(Rectangle{{low, middle - height / 2, least, middle + height / 2}, colour, height / 2});
}

void add_row(Layout& c, const DotRow& row, float top) {
    const float middle = top + c.row / 2;
    const ClusterInk ink{c.result, c.s.options};
    Text style = c.s.small({0, middle}, "", c.s.colours().text, AlignX::left, AlignY::middle);
    if (row.cluster >= 0) {
        add_cluster_label(c.s, ink, row.cluster, {0, middle}, c.label - c.s.scaled(kNameLeft));
    } else {
        style.text = fitted(row.label, c.label, style, c.s.measure);
        c.s.add(style);
    }
    const Colour colour = row.cluster >= 0 ? ink.hue(row.cluster) : c.s.colours().text;
    if (std::isfinite(row.q1) && std::isfinite(row.q3))
        add_bar(c, c.x_of(row.q1), c.x_of(row.q3), middle, c.s.scaled(7),
                with_alpha(c.s.colours().muted, 0.35f));
    if (std::isfinite(row.low) && std::isfinite(row.high))
        add_bar(c, c.x_of(row.low), c.x_of(row.high), middle, c.s.scaled(2.5f), colour);
    if (std::isfinite(row.value))
        c.s.add(Disc{{c.x_of(row.value), middle}, c.s.scaled(kPoint), colour});
    if (c.texts)
        c.s.add(c.s.small({c.s.scene.width, middle}, row.text, c.s.colours().muted, AlignX::right,
                          AlignY::middle));
    c.s.scene.marks.push_back({{0, top, c.s.scene.width, top + c.row}, row.cluster, row.tip, -1});
}

float add_section(Layout& c, const DotSection& section, float y) {
    if (!section.head.empty()) {
        Text style = c.s.small({0, y + c.s.scaled(kStep)}, "", c.s.colours().text);
        style.face = Face::semibold;
        style.text = fitted(section.head, c.s.scene.width, style, c.s.measure);
        c.s.add(style);
        y += c.s.line() + c.s.scaled(2 * kStep);
    }
    for (const DotRow& row : section.rows) {
        add_row(c, row, y);
        y += c.row;
    }
    return y;
}

float foot(const FigureFrame& frame) {
    constexpr float kFootLines = 4.2f;
    return kFootLines * kSmallSize * kLineHeight * frame.text_scale;
}

float least_row(const FigureFrame& frame) {
    return (kSmallSize * kLineHeight + 2 * kRowPadding) * frame.text_scale;
}

} // namespace

int dot_lines(const FigureFrame& frame) {
    return std::max(static_cast<int>((frame.height - foot(frame)) / least_row(frame)), 4);
}

Scene dot_rows(const DotChart& chart, const engine::Result& result, const FigureFrame& frame) {
    const ChartOptions options = options_of(frame);
    Layout c{{options, frame.measure}, chart, result};
    c.s.scene.width = frame.width;
    lay_out(c, frame.width);
    find_range(c);
    std::size_t rows = 0;
    float heads = 0;
    for (const DotSection& section : chart.sections) {
        rows += section.rows.size();
        heads += section.head.empty() ? 0.0f : c.s.line() + c.s.scaled(2 * kStep);
    }
    const float room = frame.height - foot(frame) - heads;
    c.row = std::clamp(room / static_cast<float>(std::max<std::size_t>(rows, 1)), least_row(frame),
                       c.s.scaled(kMostRow));
    const float bottom = heads + c.row * static_cast<float>(rows);
    add_axis(c, bottom, 0); // the rows lie over its grid
    float y = 0;
    for (const DotSection& section : chart.sections)
        y = add_section(c, section, y);
    y = bottom + c.s.line() + c.s.scaled(kStep);
    c.s.scene.height = c.s.add_paragraph({0, y}, frame.width, 4,
                                         chart.axis + (chart.note.empty() ? "" : ". " + chart.note),
                                         c.s.colours().muted);
    return std::move(c.s.scene);
}

} // namespace cohortscope::plot
