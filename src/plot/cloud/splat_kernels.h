// The splat's passes over rows and pixels, compiled once for each instruction set.
#pragma once

#include <cstddef>
#include <cstdint>

#include "analysis/kernels/kernels.h"

namespace cohortscope::plot {

inline constexpr int kTileShift = 5;
inline constexpr int kTile = 1 << kTileShift;    // pixels; a tile's sums fit the first-level cache
inline constexpr int kSplatInks = 128;           // a point's ink has 7 bits
inline constexpr int kColourSums = 4;            // red, green, blue, weight
inline constexpr std::size_t kSplatChunk = 1024; // rows placed at once

// Where rows lie: floor((value − from) · scale · steps + rounding), in steps from the picture's
// top left corner. [0] across, [1] down.
struct SplatPlacing {
    float from[2], scale[2];     // pixels a unit
    float lowest[2], highest[2]; // steps; both beyond where a sprite touches the picture
    float steps, rounding;       // a pixel; in steps
    std::int32_t bias, shift;    // of the sprite (SplatSprite)
    std::int32_t width;          // of the sprite, in pixels
    std::int32_t margin;         // of a tile, in pixels
    std::int32_t columns, rows;  // of tiles
};

// What becomes of kSplatChunk rows.
struct alignas(64) SplatPlaces {
    std::int32_t x[kSplatChunk], y[kSplatChunk]; // steps: the sprite's first pixel
    std::int32_t tile[kSplatChunk];              // that holds all of it; −1: none or several do
    std::uint32_t point[kSplatChunk];            // there, but for the ink (see tile_point)
};

// A sprite for each of steps² places of its centre, laid out as SplatSprite says.
struct SplatSprites {
    const std::uint32_t* coverage;     // [0, 255], the same in all four bytes
    const std::int32_t* const* depths; // by depth index of the ink
    std::int32_t shift, width, stride;
    std::uint32_t offset; // of its first pixel from the widest sprite's, in steps
    std::size_t pixels;   // of one sprite
};

// What one row adds, besides the sprite's coverage.
struct SplatInk {
    std::int32_t weight[kColourSums]; // times coverage
    std::int32_t depth;               // index of its depths; −1: draws nothing
    std::int32_t shape;               // index of its sprites
};

// The sums of a tile: kTile rows of `row` numbers, which begin with kColourSums for each of
// `stride` pixels; with points, a depth for each follows. `margin` pixels lie before the tile's
// first.
struct SplatLayout {
    std::int32_t margin, stride, row;
    bool has_depths;
};

// From sums to coverage. Points: 1 − 2^(−depth · halvings). Density: the ramp of plot/cloud.h, with
// u = weight · rows.
struct SplatScale {
    float halvings;
    float rows, inverse_log;
    float floor, inverse_knee; // kDensityFloor, 1 / kDensityKnee
    float knee, slope;         // of the summit's share above the knee
    float summit[4];           // red, green, blue, 1
};

// Part of a picture, four bytes a pixel.
struct SplatOut {
    std::uint8_t* first;
    std::size_t row_bytes;
    int width, height; // at most kTile
};

// Plain pointers, as analysis::Kernels and for the same reasons; the same bits from every set.
struct SplatKernels {
    const char* name;

    // At most kSplatChunk rows. A coordinate that is not a number gets the lowest step.
    void (*place)(const float* x, const float* y, std::size_t rows, const SplatPlacing& placing,
                  SplatPlaces& places);

    // Adds points to a tile's sums, of one shape or of several; or (density) rows, whose sprites
    // have no depths. The sums of more than kBatchRows points overflow.
    using Add = void(std::uint32_t* sums, const SplatLayout& layout, const SplatSprites* sprites,
                     const SplatInk* inks, const std::uint32_t* points, std::size_t count);
    Add* add_points;
    Add* add_mixed_points;
    Add* add_rows;

    // totals += sums; sums = 0. Totals stay whole numbers below 2^53: exact in any order.
    void (*move)(std::uint32_t* sums, double* totals, std::size_t count);

    // The tile's pixels as premultiplied bytes.
    void (*resolve)(const std::uint32_t* sums, const SplatLayout& layout, const SplatScale& scale,
                    const SplatOut& out);
    void (*resolve_totals)(const double* totals, const SplatLayout& layout, const SplatScale& scale,
                           const SplatOut& out);
};

// The set of the same name as analysis::kernels().
const SplatKernels& splat_kernels();

// That of the same name; for tests.
const SplatKernels& splat_kernels(const analysis::Kernels& of);

} // namespace cohortscope::plot
