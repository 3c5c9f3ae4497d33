// Which part of the plane to show: all rows, or one cluster's.
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "plot/scatter/scatter_chart.h"

namespace cohortscope::plot {

namespace {

constexpr double kMargin = 0.06; // of the range, at each side
constexpr double kClusterMargin = 0.15;

// The range less `left_out` values at each end. O(values).
DataRange inner_range(base::Buffer<float> values, std::size_t left_out) {
    const auto at = [&](std::size_t index) {
        const auto place = values.begin() + static_cast<std::ptrdiff_t>(index);
        std::nth_element(values.begin(), place, values.end());
        return static_cast<double>(*place);
    };
    const double low = at(left_out);
    return {low, at(values.size() - 1 - left_out)};
}

} // namespace

Viewport viewport_around(DataRange x, DataRange y, double aspect, double margin) {
    ENSURE(aspect > 0);
    // A point alone is shown with one unit about it.
    const double across = x.width() > 0 || y.width() > 0 ? x.width() : 1.0;
    const double width = across * (1.0 + 2.0 * margin);
    const double height = y.width() * (1.0 + 2.0 * margin);
    const double equal = std::max(width, height * aspect);
    const auto filled = [](double whole, double used) {
        return std::max({whole / kMostStretch, used / kLeastFill, 0.0});
    };
    const double half_width = std::min(equal, filled(equal, width)) / 2.0;
    const double half_height = std::min(equal, filled(equal, height * aspect)) / aspect / 2.0;
    return {x.middle() - half_width, x.middle() + half_width, y.middle() - half_height,
            y.middle() + half_height};
}

Viewport fit_viewport(const engine::Result& result, double aspect) {
    const analysis::Projection& projection = *result.projection;
    if (projection.x.empty())
        return {};
    const std::size_t left_out = projection.x.size() / 1000;
    return viewport_around(inner_range(projection.x, left_out), inner_range(projection.y, left_out),
                           aspect, kMargin);
}

Viewport fit_cluster(const engine::Result& result, int cluster, double aspect) {
    const std::vector<analysis::Label>& labels = result.clustering->labels;
    base::Buffer<float> x, y;
    for (std::size_t row = 0; row < labels.size(); ++row)
        if (labels[row] == cluster) {
            x.push_back(result.projection->x[row]);
            y.push_back(result.projection->y[row]);
        }
    if (x.empty())
        return fit_viewport(result, aspect);
    const std::size_t left_out = x.size() / 200;
    return viewport_around(inner_range(std::move(x), left_out), inner_range(std::move(y), left_out),
                           aspect, kClusterMargin);
}

} // namespace cohortscope::plot
