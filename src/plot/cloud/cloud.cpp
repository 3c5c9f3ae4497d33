#include "plot/cloud/cloud.h"

#include <algorithm>
#include <cmath>

#include "base/elementary.h"
#include "base/error.h"

namespace cohortscope::plot {

namespace {

// Below this a lone point cannot be told from the background.
constexpr float kFaintestPoint = 0.05f;
constexpr float kStrongestPoint = 0.9f;
// Chosen by eye on 206,000 rows: cores saturate, tails of single points stay visible.
constexpr float kOpacityAtOneLayer = 0.36f;
constexpr float kPi = 3.14159265f;
constexpr float kRoot2 = 1.41421356f;
constexpr float kRoot3 = 1.73205081f;
// Chosen by eye: at a radius of 1.5 pixels a triangle is told from a square.
constexpr float kShapeSize = 1.5f;

float emphasis_of(const CloudStyle& style, std::size_t cluster) {
    if (cluster >= style.emphasis.size())
        return 1.0f;
    return std::clamp(style.emphasis[cluster], 0.0f, 1.0f);
}

} // namespace

float drawn_radius(const CloudStyle& style) { return std::clamp(style.radius, 0.25f, 64.0f); }

float point_opacity(std::size_t rows, const CloudView& view, const CloudStyle& style) {
    const float radius = drawn_radius(style);
    const float pixels = static_cast<float>(view.width) * static_cast<float>(view.height);
    const float zoom = std::max(view.zoom, 1e-3f);
    // Layers of points over an average pixel, if the rows filled the whole view evenly.
    const float layers = static_cast<float>(rows) * kPi * radius * radius / (pixels * zoom * zoom);
    const float opacity = kOpacityAtOneLayer / std::sqrt(std::max(layers, 1e-6f));
    return std::clamp(std::clamp(opacity, kFaintestPoint, kStrongestPoint) * style.exposure, 0.0f,
                      0.999f);
}

Marker marker_of(const CloudStyle& style, std::size_t cluster) {
    return cluster < style.markers.size() ? style.markers[cluster] : Marker::disc;
}

PointShape point_shape(Marker marker, const CloudStyle& style) {
    const float radius = drawn_radius(style);
    // Sizes of the disc's area at `larger`: half a square's side, from a diamond's and a triangle's
    // middle to their sides.
    const float larger = std::min(kShapeSize * radius, std::max(radius, 64.0f));
    if (marker == Marker::square)
        return {marker, 0.886f * larger, 0.886f * larger + 0.5f};
    if (marker == Marker::diamond)
        return {marker, 0.886f * larger, 0.886f * kRoot2 * larger + 0.5f};
    if (marker == Marker::triangle)
        return {marker, 0.778f * larger, 0.778f * 2.0f * larger + 0.5f};
    return {marker, radius, radius + 0.5f};
}

double point_coverage(const PointShape& shape, double right, double below) {
    const double x = std::fabs(right);
    const double y = std::fabs(below);
    double away = 0.0; // 1 at the edges of a shape of size 1
    switch (shape.marker) {
    case Marker::disc:
        away = std::sqrt(x * x + y * y);
        break;
    case Marker::square:
        away = std::max(x, y);
        break;
    case Marker::diamond:
        away = (x + y) / double(kRoot2);
        break;
    case Marker::triangle:
        away = std::max(below, double(kRoot3) / 2.0 * x - below / 2.0);
        break;
    }
    const double inside =
        std::min(double(shape.size) + 0.5 - away, double(shape.reach) - std::max(x, y));
    return std::clamp(inside, 0.0, 1.0);
}

float density_log(const CloudStyle& style) {
    return static_cast<float>(
        base::natural_log1p(double(kRowsOfOne) * std::max(1e-3, double(style.saturation_rows))));
}

float density_height(float rows, const CloudStyle& style) {
    const float u = kRowsOfOne * std::max(rows, 0.0f) * std::max(style.exposure, 0.0f);
    const float share = static_cast<float>(base::natural_log1p(double(u))) / density_log(style);
    return kDensityFloor * std::min(u, 1.0f) + (1.0f - kDensityFloor) * std::min(share, 1.0f);
}

Colour density_colour(float height, Colour rows, Colour background, Colour summit) {
    const float coverage = std::clamp(height / kDensityKnee, 0.0f, 1.0f);
    const float share =
        kMostSummit * std::clamp((height - kDensityKnee) / (1.0f - kDensityKnee), 0.0f, 1.0f);
    return mix(background, mix(rows, summit, share), coverage);
}

CloudInks cloud_inks(std::size_t rows, const CloudView& view, const CloudStyle& style) {
    ENSURE(style.colours.size() <= kMaximumCloudClusters);
    const float full = style.mode == CloudMode::points ? point_opacity(rows, view, style) : 1.0f;
    CloudInks inks{};
    for (std::size_t k = 0; k < style.colours.size(); ++k) {
        const Colour& colour = style.colours[k];
        const float emphasis = emphasis_of(style, k);
        inks[k] = {colour.r, colour.g, colour.b, full * emphasis};
        inks[kMaximumCloudClusters + k] = {colour.r, colour.g, colour.b,
                                           full * std::min(emphasis, kDimmedEmphasis)};
    }
    return inks;
}

CloudGrid cloud_grid(const CloudView& view, const CloudStyle& style) {
    CloudGrid grid;
    grid.min_x = view.min_x;
    grid.max_y = view.max_y;
    grid.scale_x = static_cast<float>(view.width) / (view.max_x - view.min_x);
    grid.scale_y = static_cast<float>(view.height) / (view.max_y - view.min_y);
    if (style.mode == CloudMode::points) {
        for (std::size_t cluster = 0; cluster < std::max<std::size_t>(style.colours.size(), 1);
             ++cluster)
            grid.reach = std::max(grid.reach, point_shape(marker_of(style, cluster), style).reach);
    } else {
        grid.steps = 1.0f;
        grid.rounding = 0.0f;
        grid.reach = 1.5f;
    }
    return grid;
}

bool is_drawable(const CloudView& view) {
    const float width = view.max_x - view.min_x;
    const float height = view.max_y - view.min_y;
    return width > 0.0f && height > 0.0f && std::isfinite(width) && std::isfinite(height);
}

} // namespace cohortscope::plot
