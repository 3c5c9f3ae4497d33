// The point cloud: what to draw, from where it is seen, and in which style. Drawn by gl/ on the
// graphics card, or by plot/splat on the processor, with the same picture.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "plot/palette.h"

namespace cohortscope::plot {

inline constexpr int kMaximumCloudClusters = 50;

struct CloudData {
    std::span<const float> x; // n, data coordinates
    std::span<const float> y;
    std::span<const std::uint8_t> labels; // n; cluster of each row, < kMaximumCloudClusters
    std::uint64_t positions_key = 0;      // fingerprints: upload only when they differ
    std::uint64_t labels_key = 0;
    // n; 1: selected, drawn at its cluster's emphasis; 0: drawn at most at kDimmedEmphasis. Empty:
    // nothing is selected, and every row is drawn at its cluster's emphasis.
    std::span<const std::uint8_t> selected;
    std::uint64_t selected_key = 0;
};

struct CloudView {
    float min_x = 0, max_x = 1; // data coordinates at the left and right edges
    float min_y = 0, max_y = 1; // at the bottom and top edges (y upwards)
    int width = 1, height = 1;  // pixels of the picture (device pixels: size × scale)
    // How much closer than the view that fits every row: √(area of that view / area of this one),
    // in data units. A closer view holds fewer points a pixel, so each is drawn stronger.
    float zoom = 1.0f;
    bool operator==(const CloudView&) const = default;
};

// Emphasis of the clusters out of focus and of the rows out of a selection: their cores stay
// visible, points in focus stand out in them.
inline constexpr float kDimmedEmphasis = 0.06f;

enum class CloudMode { points, density };

struct CloudStyle {
    CloudMode mode = CloudMode::points;
    float radius = 1.5f;         // of a point, in device pixels
    float exposure = 1.0f;       // multiplies a point's opacity (points) or the counts (density)
    std::vector<Colour> colours; // one a cluster
    std::vector<float> emphasis; // one a cluster: 1 full, towards 0 dimmed
    std::vector<Marker> markers; // one a cluster, of the points; empty: discs
    // Density: rows per pixel of the picture that end the ramp, and the colour it ends near.
    float saturation_rows = 40.0f;
    Colour summit = {1, 1, 1, 1};
    bool operator==(const CloudStyle&) const = default;
};

// Points: a point of opacity α adds premultiplied colour α·c, weight α and log(1 − α), α ≤ 0.999;
// the pixel's colour is Σαc / Σα and its coverage 1 − exp(Σ log(1 − α)), so the order never shows.
// Density: each row is spread over 3 × 3 pixels by the weights 1 2 1 both ways, so that N, the rows
// at a pixel, is smooth. The colour is the mean by rows; how far up the ramp it stands is
// density_height(N). A dimmed row counts as `emphasis` rows.
// A point covers as much of a pixel as point_coverage says, and α grows with it. The opacity of one
// point: keeps 200,000 overlapping points readable. In [0, 0.999].
float point_opacity(std::size_t rows, const CloudView& view, const CloudStyle& style);

// The ramp of the density by height in [0, 1], even to the eye: up to kDensityKnee the clusters'
// colour covers more and more of the background, from there on it nears the summit's colour. N rows
// stand at log(1 + u) / log(1 + u of saturation_rows), u = kRowsOfOne · N · exposure; but the first
// kDensityFloor of the ramp is climbed by the pixels about a row alone, so that it can be seen.
inline constexpr float kRowsOfOne = 4.0f; // 1 / the most of a row that falls to one pixel
inline constexpr float kDensityFloor = 0.15f;
inline constexpr float kDensityKnee = 0.7f;
inline constexpr float kMostSummit = 0.6f; // so that the densest place still tells its cluster
float density_height(float rows, const CloudStyle& style);
// The opaque colour at that height, of rows of this colour on this background.
Colour density_colour(float height, Colour rows, Colour background, Colour summit);
// log(1 + u of saturation_rows), for painters.
float density_log(const CloudStyle& style);

// A point's shape: `size` from the centre to its edges; it covers nothing beyond `reach` across or
// upwards. The shapes that are not discs are larger, so that they can be told apart.
struct PointShape {
    Marker marker = Marker::disc;
    float size = 1, reach = 1.5f;
};
PointShape point_shape(Marker marker, const CloudStyle& style);
// Of a pixel whose middle lies this far to the right and below, in [0, 1].
double point_coverage(const PointShape& shape, double right, double below);
Marker marker_of(const CloudStyle& style, std::size_t cluster);

// What both painters draw for a row: its cluster's colour, and its strength: the opacity α of a
// point, or the row's weight in the density. Clusters without a colour have strength 0.
struct CloudInk {
    float r = 0, g = 0, b = 0;
    float strength = 0;
};
// By cluster; from kMaximumCloudClusters on those of the rows that a selection leaves out.
inline constexpr int kCloudInks = 2 * kMaximumCloudClusters;
using CloudInks = std::array<CloudInk, kCloudInks>;
CloudInks cloud_inks(std::size_t rows, const CloudView& view, const CloudStyle& style);

// Where both painters put a row, in steps from the top left corner:
// floor((x − min_x) · scale_x · steps + rounding), and likewise downwards from max_y. Points are
// placed to 1/8 pixel, so that the processor can look their shape up; density asks for the pixel
// alone.
struct CloudGrid {
    float min_x = 0, max_y = 0;
    float scale_x = 0, scale_y = 0; // pixels a unit
    float steps = 8;                // of a pixel
    float rounding = 0.5f;          // in steps
    float reach = 0;                // pixels from a centre to where the farthest coverage ends
};
CloudGrid cloud_grid(const CloudView& view, const CloudStyle& style);

// False for an empty or reversed range of coordinates: such a view shows nothing.
bool is_drawable(const CloudView& view);

// Radius as drawn: the style's, held within [0.25, 64] pixels.
float drawn_radius(const CloudStyle& style);

// A picture with premultiplied alpha, 8 bits a channel, rows from the top.
struct CloudImage {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba; // width · height · 4
};

} // namespace cohortscope::plot
