// The map of the rows by two components, as points and as a density.
#include <algorithm>
#include <array>
#include <cmath>

#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/labels.h"
#include "plot/scatter/scatter_chart.h"

namespace cohortscope::plot {

namespace {

constexpr float kRadius = 1.5f;
constexpr float kDensityPixel = 2.0f; // spread over three of them, rows are spread over 3 to 4

// A round number of rows per pixel for the end of the ramp: it grows as the rows crowd together.
int full_rows(const engine::Result& result, const Box& plot) {
    constexpr double kCrowding = 15.0; // of dense places, against the mean over the plot
    const double pixels =
        std::max(1.0, static_cast<double>(plot.width()) * static_cast<double>(plot.height()));
    const double crowded = std::max(5.0, static_cast<double>(result.rows()) / pixels * kCrowding);
    const double power = std::pow(10.0, std::floor(std::log10(crowded)));
    const double lead = crowded / power;
    return static_cast<int>(power * (lead < 2.0 ? 1.0 : lead < 5.0 ? 2.0 : 5.0));
}

CloudStyle style_of(const engine::Result& result, const FigureFrame& frame, int density_rows) {
    const bool density = density_rows > 0;
    CloudStyle style;
    style.mode = density ? CloudMode::density : CloudMode::points;
    style.radius = kRadius * frame.text_scale;
    style.summit = tokens(frame.theme).text;
    style.saturation_rows = static_cast<float>(density_rows) * kDensityPixel * kDensityPixel;
    for (const int colour : result.identity.colour) {
        style.colours.push_back(density ? cluster_density_colour(colour, frame.theme)
                                        : cluster_colour(colour, frame.theme));
        style.emphasis.push_back(1.0f);
        style.markers.push_back(cluster_marker(colour));
    }
    return style;
}

Picture made(const FigureInput& input, const FigureFrame& frame, bool density) {
    const engine::Result& result = input.result;
    ScatterOptions options;
    options.theme = frame.theme;
    options.text_scale = frame.text_scale;
    options.density_area = kDensityPixel * kDensityPixel;
    const auto chart = [&](const Viewport& viewport) {
        return scatter_chart(result, viewport, frame.width, frame.height, options, frame.measure);
    };
    // The plot's shape depends on the ticks, and those on the view: near enough after one look.
    const Box plot = chart({}).plot;
    const double aspect = std::max(1.0, static_cast<double>(plot.width())) /
                          std::max(1.0, static_cast<double>(plot.height()));
    options.density_rows = density ? full_rows(result, plot) : 0;
    Picture picture{chart(fit_viewport(result, aspect)).scene,
                    style_of(result, frame, options.density_rows)};
    picture.cloud_pixel = density ? kDensityPixel : 1.0f;
    return picture;
}

Picture make_points(const FigureInput& input, const FigureFrame& frame) {
    return made(input, frame, false);
}
Picture make_density(const FigureInput& input, const FigureFrame& frame) {
    return made(input, frame, true);
}

// What of the variance an axis shows, 0 beyond the features.
double explained(const engine::Result& result, int component) {
    const auto& ratios = result.pca->explained_variance_ratio;
    const auto index = static_cast<std::size_t>(component - 1);
    return index < ratios.size() ? ratios[index] : 0.0;
}

std::string words(const FigureInput& input) {
    const engine::Result& result = input.result;
    const double x = explained(result, result.settings.pca_x);
    const double y = explained(result, result.settings.pca_y);
    return "A map of " + rows_in_groups(result) + " on the components " +
           std::to_string(result.settings.pca_x) + " and " + std::to_string(result.settings.pca_y) +
           ", which show " + percent(x) + " and " + percent(y) +
           " of the variance. Shares of the rows: " +
           by_cluster(result,
                      [&](int cluster) {
                          return percent(
                              result.profiles->clusters[static_cast<std::size_t>(cluster)].share);
                      }) +
           ".";
}

bool has_map(const FigureInput& input) {
    return input.result.projection != nullptr && input.result.rows() > 0;
}

} // namespace

Figure scatter_figure() {
    return {"scatter", "Map of the rows by two components", {}, has_map, make_points, words};
}

Figure density_figure() {
    return {"density", "How densely the rows lie on the map", {}, has_map, make_density, words};
}

} // namespace cohortscope::plot
