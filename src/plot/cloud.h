// The point cloud: what to draw, from where it is seen, and in which style. Drawn by gl/ on the
// graphics card, or by plot/splat on the processor, with the same picture.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "plot/scene.h"

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
    // Density: rows per pixel that reach the full colour. With 206,000 learners on 960 × 700
    // pixels, 95 % of the pixels drawn hold fewer than 10, the fullest about 100.
    float saturation_rows = 10.0f;
    bool operator==(const CloudStyle&) const = default;
};

// Points: a point of opacity α adds premultiplied colour α·c, weight α and log(1 − α), α ≤ 0.999;
// the pixel's colour is Σαc / Σα and its coverage 1 − exp(Σ log(1 − α)), so the order never shows.
// Density: with N rows at a pixel, colour is the mean by rows, coverage is
// log(1 + N·exposure) / log(1 + saturation_rows), at most 1. A dimmed row counts as `emphasis`
// rows.
// A point covers min(1, radius + ½ − d) of a pixel whose centre lies at distance d, and α grows
// with it. The opacity of one point: keeps 200,000 overlapping points readable. In [0, 0.999].
float point_opacity(std::size_t rows, const CloudView& view, const CloudStyle& style);

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
    float reach = 0;                // pixels from a point's centre to where its coverage ends
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
