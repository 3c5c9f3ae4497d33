#include "plot/scatter/scatter_chart.h"

#include <algorithm>

#include "base/error.h"
#include "plot/scatter/scatter_frame.h"

namespace cohortscope::plot {

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
    const auto count = std::max(static_cast<int>(result.prepared.matrix->dimensions()), 2);
    ENSURE(result.settings.pca_x >= 1 && result.settings.pca_x <= count);
    ENSURE(result.settings.pca_y >= 1 && result.settings.pca_y <= count);
    ScatterContext context{result, viewport, options, measure, {}, {}, LabelPlaces{Box{}}};
    context.chart.scene.width = width;
    context.chart.scene.height = height;
    add_frame(context);
    const float inset = context.scaled(kStep);
    const Box& plot = context.chart.plot;
    context.places =
        LabelPlaces({plot.left + inset, plot.top + inset, plot.right - inset, plot.bottom - inset});
    add_density_legend(context, add_row_note(context));
    add_contours(context);
    if (options.names)
        block_markers(context);
    if (options.arrows)
        add_arrows(context);
    if (options.names)
        add_names(context);
    return std::move(context.chart);
}

} // namespace cohortscope::plot
