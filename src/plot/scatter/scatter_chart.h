// The PCA scatter: axes with explained variance, loading arrows, names at the centroids.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/result.h"
#include "plot/palette.h"
#include "plot/scene.h"

namespace cohortscope::plot {

// Which part of the plane is seen, in data coordinates; y upwards. min is at the left (bottom)
// edge; an axis is mirrored by min > max, and cloud, ticks, arrows and names follow.
struct Viewport {
    double min_x = -1, max_x = 1, min_y = -1, max_y = 1;
    bool operator==(const Viewport&) const = default;
};

struct DataRange {
    double low = 0.0, high = 0.0;
    double middle() const { return (low + high) / 2.0; }
    double width() const { return high - low; }
};

// The viewport about these ranges for a plot of this aspect ratio (width / height), with a margin
// at each side, as a share of the range. A unit is as long on both axes, but for ranges so unequal
// that one would fill little of the plot: its units are longer then, up to kMostStretch times.
inline constexpr double kLeastFill = 0.65; // of the plot's width or height
inline constexpr double kMostStretch = 4.0;
Viewport viewport_around(DataRange x, DataRange y, double aspect, double margin);

// The viewport that shows all rows but the farthest thousandth at each side. O(rows): call it when
// a result or the plot's shape is new, not in every frame.
Viewport fit_viewport(const engine::Result& result, double aspect);

// The viewport around one cluster's rows, likewise.
Viewport fit_cluster(const engine::Result& result, int cluster, double aspect);

struct ScatterOptions {
    Theme theme = Theme::dark;
    float text_scale = 1.0f; // 1.6 in a presenter's view
    bool arrows = true;
    bool names = true;
    int focus = -1; // cluster in focus: the others' names are dimmed
    // Rows per pixel at scale 1 that end the density's ramp; 0: points, without legend and
    // contours.
    int density_rows = 0;
    float density_area = 4; // of a pixel of the density's picture, in pixels at scale 1
    float exposure = 1;     // the density's, see CloudStyle
    std::optional<std::size_t> rows_outside; // where they have been counted
};

struct Scatter {
    Scene scene; // with one PointCloud; marks on the names and on their markers
    Box plot;    // where the cloud lies
};

// Where a cluster's mean row lies in the projection, data coordinates. O(d).
struct DataPoint {
    double x = 0.0, y = 0.0;
};
DataPoint centroid(const engine::Result& result, int cluster);

// Rows whose point lies outside the viewport, from the pick grid's counts: only rows in cells at
// the viewport's edge are looked at one by one. 0 without a grid.
struct OutsideCount {
    std::size_t rows = 0;
    std::size_t looked_at = 0; // one by one
};
OutsideCount count_outside(const engine::Result& result, const Viewport& viewport);
std::size_t rows_outside(const engine::Result& result, const Viewport& viewport);

// size: pixels at scale 1. Centroids and arrows are computed from the result, O(k·d). A name that
// has no room is shortened, then left out: its marker stays, and its mark tells the name.
Scatter scatter_chart(const engine::Result& result, const Viewport& viewport, float width,
                      float height, const ScatterOptions& options, const TextMeasure& measure);

} // namespace cohortscope::plot
