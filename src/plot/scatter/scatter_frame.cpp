#include "plot/scatter/scatter_frame.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/axis.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

// One axis of the chart: its ticks and where they fall.
struct AxisLayout {
    std::vector<Tick> ticks;
    double at_start = 0.0, at_end = 0.0; // data at the left (bottom) and right (top) edges
};

AxisLayout axis_layout(double start, double end, float pixels, float spacing) {
    AxisLayout axis;
    axis.at_start = start;
    axis.at_end = end;
    const int target = std::clamp(static_cast<int>(pixels / spacing), 2, 10);
    if (std::isfinite(start) && std::isfinite(end) && start != end)
        axis.ticks = linear_ticks(std::min(start, end), std::max(start, end), target);
    return axis;
}

float widest(const std::vector<Tick>& ticks, float size, const TextMeasure& measure) {
    float width = 0;
    for (const Tick& tick : ticks)
        width = std::max(width, measure.width(tick.label, size, Face::regular));
    return width;
}

// "Component 1 — 24.2 % of variance", or a shorter form where that does not fit.
std::string axis_title(const ScatterContext& c, int component, float room) {
    const auto& ratios = c.result.pca->explained_variance_ratio;
    const auto index = static_cast<std::size_t>(component - 1);
    const std::string number = std::to_string(component);
    const std::string share = index < ratios.size() ? " — " + percent(ratios[index]) : "";
    const float size = c.scaled(kSmallSize);
    const bool none = component > static_cast<int>(c.result.prepared.matrix->dimensions());
    const std::string lacking = none ? ": one feature has one component" : " of variance";
    for (const std::string& title : {"Component " + number + share + lacking,
                                     "Component " + number + share, "C" + number + share})
        if (c.measure.width(title, size, Face::regular) <= room)
            return title;
    return "C" + number;
}

void add_rule(ScatterContext& c, Point from, Point to, bool origin) {
    const Tokens& t = c.colours();
    const Colour colour = origin ? mix(t.faint, t.muted, 0.45f) : t.faint;
    c.chart.scene.shapes.emplace_back(Line{from, to, colour, 1});
}

void add_x_axis(ScatterContext& c, const AxisLayout& axis) {
    const Box& plot = c.chart.plot;
    const float size = c.scaled(kSmallSize);
    float last_right = plot.left - c.scaled(30); // labels keep apart from each other
    for (const Tick& tick : axis.ticks) {
        const float x = c.pixel({tick.value, c.viewport.min_y}).x;
        add_rule(c, {x, plot.top}, {x, plot.bottom}, tick.value == 0.0);
    }
    std::vector<Tick> ticks = axis.ticks;
    if (axis.at_start > axis.at_end)
        std::reverse(ticks.begin(), ticks.end());
    for (const Tick& tick : ticks) {
        Text label{{c.pixel({tick.value, c.viewport.min_y}).x, plot.bottom + c.scaled(kStep)},
                   tick.label,
                   c.colours().muted,
                   size};
        label.align_x = AlignX::centre;
        const Box box = text_box(label, c.measure);
        if (box.right > c.chart.scene.width || box.left < 0 || box.left < last_right + c.scaled(8))
            continue;
        last_right = box.right;
        c.chart.scene.shapes.emplace_back(label);
    }
    Text title{{(plot.left + plot.right) / 2, c.chart.scene.height - c.scaled(2)},
               axis_title(c, c.result.settings.pca_x, plot.width()),
               c.colours().text,
               size};
    title.align_x = AlignX::centre;
    title.align_y = AlignY::bottom;
    c.chart.scene.shapes.emplace_back(title);
}

void add_y_axis(ScatterContext& c, const AxisLayout& axis) {
    const Box& plot = c.chart.plot;
    const float size = c.scaled(kSmallSize);
    for (const Tick& tick : axis.ticks) {
        const float y = c.pixel({c.viewport.min_x, tick.value}).y;
        add_rule(c, {plot.left, y}, {plot.right, y}, tick.value == 0.0);
        Text label{{plot.left - c.scaled(6), y}, tick.label, c.colours().muted, size};
        label.align_x = AlignX::right;
        label.align_y = AlignY::middle;
        const Box box = text_box(label, c.measure);
        if (box.top >= 0 && box.bottom <= plot.bottom + c.scaled(2))
            c.chart.scene.shapes.emplace_back(label);
    }
    Text title{{c.scaled(2), (plot.top + plot.bottom) / 2},
               axis_title(c, c.result.settings.pca_y, plot.height()),
               c.colours().text,
               size};
    title.align_x = AlignX::centre;
    title.turn = 1;
    c.chart.scene.shapes.emplace_back(title);
}

} // namespace

Point ScatterContext::pixel(DataPoint p) const {
    const Box& plot = chart.plot;
    const double x = (p.x - viewport.min_x) / (viewport.max_x - viewport.min_x);
    const double y = (p.y - viewport.min_y) / (viewport.max_y - viewport.min_y);
    return {plot.left + static_cast<float>(x) * plot.width(),
            plot.bottom - static_cast<float>(y) * plot.height()};
}

void ScatterContext::add_on_plate(const Text& text) {
    const Box box = text_box(text, measure);
    const float margin = scaled(kPlateMargin);
    const Box plate = {std::max(box.left - margin, chart.plot.left), box.top,
                       std::min(box.right + margin, chart.plot.right), box.bottom};
    chart.scene.shapes.emplace_back(
        Rectangle{plate, with_alpha(colours().panel, 0.8f), scaled(kStep)});
    chart.scene.shapes.emplace_back(text);
}

void add_frame(ScatterContext& c) {
    const float line = c.scaled(kSmallSize) * kLineHeight;
    const Scene& scene = c.chart.scene;
    Box& plot = c.chart.plot;
    plot.top = line + c.scaled(2 * kStep);
    plot.bottom = std::max(plot.top + 1, scene.height - 2 * line - c.scaled(3 * kStep));
    const AxisLayout y =
        axis_layout(c.viewport.min_y, c.viewport.max_y, plot.height(), c.scaled(64));
    const float labels = widest(y.ticks, c.scaled(kSmallSize), c.measure);
    plot.left = line + labels + c.scaled(12);
    plot.right = std::max(plot.left + 1, scene.width - c.scaled(2 * kStep));
    c.strip = {plot.left, 0, plot.right, line + c.scaled(kStep)};
    const AxisLayout x =
        axis_layout(c.viewport.min_x, c.viewport.max_x, plot.width(), c.scaled(80));
    add_x_axis(c, x);
    add_y_axis(c, y);
    c.chart.scene.shapes.emplace_back(
        PointCloud{plot, static_cast<float>(c.viewport.min_x), static_cast<float>(c.viewport.max_x),
                   static_cast<float>(c.viewport.min_y), static_cast<float>(c.viewport.max_y)});
}

} // namespace cohortscope::plot
