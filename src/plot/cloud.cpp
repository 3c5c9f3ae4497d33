#include "plot/cloud.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace cohortscope::plot {

namespace {

// Below this a lone point cannot be told from the background.
constexpr float kFaintestPoint = 0.05f;
constexpr float kStrongestPoint = 0.9f;
// Chosen by eye on 206,000 learners: cores saturate, tails of single points stay visible.
constexpr float kOpacityAtOneLayer = 0.36f;
constexpr float kPi = 3.14159265f;

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
        grid.reach = drawn_radius(style) + 0.5f;
    } else {
        grid.steps = 1.0f;
        grid.rounding = 0.0f;
    }
    return grid;
}

bool is_drawable(const CloudView& view) {
    const float width = view.max_x - view.min_x;
    const float height = view.max_y - view.min_y;
    return width > 0.0f && height > 0.0f && std::isfinite(width) && std::isfinite(height);
}

} // namespace cohortscope::plot
