#include "plot/scatter_chart.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "plot/labels.h"
#include "plot/scatter_frame.h"

namespace cohortscope::plot {

namespace {

constexpr int kLegendSteps = 40;

// Row counts that the legend names: powers of ten below the full colour, and the full colour
// itself.
std::vector<int> legend_counts(int full) {
    std::vector<int> counts = {1};
    for (int count = 10; count <= full / 3; count *= 10)
        counts.push_back(count);
    if (full > 1)
        counts.push_back(full);
    return counts;
}

} // namespace

void add_row_note(ScatterContext& c) {
    const std::size_t outside =
        c.options.rows_outside ? *c.options.rows_outside : rows_outside(c.result, c.viewport);
    const std::size_t rows = c.result.projection->x.size();
    const Box& plot = c.chart.plot;
    Text note{{plot.left + c.scaled(2 * kStep), plot.bottom - c.scaled(kStep)},
              base::grouped(static_cast<long long>(rows - outside)) + " shown",
              c.colours().muted,
              c.scaled(kSmallSize)};
    note.align_y = AlignY::bottom;
    c.add_blocking(note);
    if (outside == 0)
        return;
    Text warning = note;
    warning.text = base::grouped(static_cast<long long>(outside)) + " outside view";
    warning.colour = c.colours().warning;
    warning.at.x = text_box(note, c.measure).right + c.scaled(3 * kStep);
    if (text_box(warning, c.measure).right > plot.right) { // above it where there is no room beside
        warning.at.x = note.at.x;
        warning.at.y = text_box(note, c.measure).top;
    }
    c.add_blocking(warning);
}

void add_density_legend(ScatterContext& c) {
    if (c.options.density_rows <= 0)
        return;
    const Box& plot = c.chart.plot;
    const float width = std::min(c.scaled(140), plot.width() / 2), height = c.scaled(8);
    const Point at = {plot.right - width - c.scaled(4 * kStep), plot.top + c.scaled(2 * kStep)};
    const double full = std::log1p(static_cast<double>(c.options.density_rows));
    Text title{at, "rows per pixel", c.colours().text, c.scaled(kSmallSize)};
    const float ramp_top = text_box(title, c.measure).bottom + c.scaled(2);
    c.add_blocking(title);
    c.places.block({at.x, ramp_top, at.x + width, ramp_top + height});
    for (int i = 0; i < kLegendSteps; ++i) {
        const float step = width / kLegendSteps;
        const float left = at.x + step * static_cast<float>(i);
        c.chart.scene.shapes.emplace_back(Rectangle{
            {left, ramp_top, left + step, ramp_top + height},
            mix(c.colours().panel, c.colours().text, (static_cast<float>(i) + 0.5f) / kLegendSteps),
            0});
    }
    float last_right = -1;
    std::vector<int> counts = legend_counts(c.options.density_rows);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const bool last = i + 1 == counts.size();
        const auto share = static_cast<float>(std::log1p(static_cast<double>(counts[i])) / full);
        Text label{{at.x + width * share, ramp_top + height + c.scaled(2)},
                   base::grouped(counts[i]) + (last ? "+" : ""),
                   c.colours().text,
                   c.scaled(kSmallSize)};
        label.align_x = last ? AlignX::right : AlignX::centre;
        if (text_box(label, c.measure).left < last_right + c.scaled(kStep))
            continue;
        last_right = text_box(label, c.measure).right;
        c.add_blocking(label);
    }
}

DataPoint centroid(const engine::Result& result, int cluster) {
    const analysis::Pca& pca = *result.pca;
    const auto& columns = result.prepared.matrix->columns;
    const std::size_t d = columns.size();
    const double* centre =
        result.clustering->centres.data() + static_cast<std::size_t>(cluster) * d;
    const double* x_axis =
        pca.components.data() + static_cast<std::size_t>(result.settings.pca_x - 1) * d;
    const double* y_axis =
        pca.components.data() + static_cast<std::size_t>(result.settings.pca_y - 1) * d;
    DataPoint point;
    for (std::size_t f = 0; f < d; ++f) {
        const double from_mean = centre[f] - columns[f]->offset;
        point.x += from_mean * x_axis[f];
        point.y += from_mean * y_axis[f];
    }
    return point;
}

Scatter scatter_chart(const engine::Result& result, const Viewport& viewport, float width,
                      float height, const ScatterOptions& options, const TextMeasure& measure) {
    const auto d = static_cast<int>(result.prepared.matrix->dimensions());
    ENSURE(result.settings.pca_x >= 1 && result.settings.pca_x <= d);
    ENSURE(result.settings.pca_y >= 1 && result.settings.pca_y <= d);
    ScatterContext context{result, viewport, options, measure, {}, LabelPlaces{Box{}}};
    context.chart.scene.width = width;
    context.chart.scene.height = height;
    add_frame(context);
    const float inset = context.scaled(kStep);
    const Box& plot = context.chart.plot;
    context.places =
        LabelPlaces({plot.left + inset, plot.top + inset, plot.right - inset, plot.bottom - inset});
    add_row_note(context);
    add_density_legend(context);
    if (options.names)
        block_markers(context);
    if (options.arrows)
        add_arrows(context);
    if (options.names)
        add_names(context);
    return std::move(context.chart);
}

} // namespace cohortscope::plot
