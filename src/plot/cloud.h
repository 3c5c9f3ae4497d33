// The point cloud: what to draw, from where it is seen, and in which style. Drawn by gl/ on the
// graphics card, or by plot/splat on the processor, with the same picture.
#pragma once

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
};

struct CloudView {
    float min_x = 0, max_x = 1; // data coordinates at the left and right edges
    float min_y = 0, max_y = 1; // at the bottom and top edges (y upwards)
    int width = 1, height = 1;  // pixels of the picture (device pixels: size × scale)
};

enum class CloudMode { points, density };

struct CloudStyle {
    CloudMode mode = CloudMode::points;
    float radius = 1.5f;   // of a point, in device pixels
    float exposure = 1.0f; // multiplies a point's opacity (points) or the counts (density)
    std::vector<Colour> colours;  // one a cluster
    std::vector<float> emphasis;  // one a cluster: 1 full, towards 0 dimmed
    // Density: rows per pixel that reach the full colour.
    float saturation_rows = 200.0f;
};

// Points: a point of opacity α adds premultiplied colour α·c, weight α and log(1 − α), α ≤ 0.999; the
// pixel's colour is Σαc / Σα and its coverage 1 − exp(Σ log(1 − α)), so the order never shows.
// Density: with N rows at a pixel, colour is the mean by rows, coverage is
// log(1 + N·exposure) / log(1 + saturation_rows), at most 1.
// The opacity of one point: keeps 200,000 overlapping points readable.
float point_opacity(std::size_t rows, const CloudView& view, const CloudStyle& style);

// A picture with premultiplied alpha, 8 bits a channel, rows from the top.
struct CloudImage {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba; // width · height · 4
};

} // namespace cohortscope::plot
