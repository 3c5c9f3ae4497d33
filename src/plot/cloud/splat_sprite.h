// The shape of one point as whole numbers, for each place of its centre within a pixel.
#pragma once

#include <cstdint>
#include <vector>

#include "plot/cloud/cloud.h"
#include "plot/cloud/splat_kernels.h"

namespace cohortscope::plot {

// Whole numbers add up to the same total in any order. Up to kBatchRows points fit into 32 bits.
inline constexpr int kBatchRows = 2048;
inline constexpr int kFullCoverage = 255;
inline constexpr int kFullWeight = 8191;     // kBatchRows · 255 · 8191 < 2^32
inline constexpr double kLogScale = 1 << 18; // times −log(1 − 0.999) = 6.9: below 2^21

// The density's weights of 1 2 1 both ways: one row's coverage adds up to kDensityUnit.
inline constexpr int kDensityUnit = 16 * 63;

// width × width pixels for each of steps × steps places. Rows are padded to a multiple of 4 pixels.
struct SplatSprite {
    int steps = 1;  // places of a centre along a pixel: a power of two
    int shift = 0;  // log2(steps)
    int bias = 0;   // (place in steps + bias) >> shift is the sprite's first pixel
    int width = 1;  // pixels that can be covered
    int stride = 4; // ≥ width
    std::vector<std::uint32_t> coverage; // of kFullCoverage, in each of the four bytes

    std::size_t pixels() const { return static_cast<std::size_t>(stride * width); }
    std::size_t offset(int x_step, int y_step) const {
        return static_cast<std::size_t>(y_step * steps + x_step) * pixels();
    }
};

// One shape of points, and what it adds to the depths for each strength in use.
struct SplatShape {
    PointShape shape;
    SplatSprite sprite;
    std::vector<std::vector<std::int32_t>> depths; // −log(1 − α) · kLogScale, laid out as coverage
};

struct SplatShapes {
    std::vector<SplatShape> shapes;
    std::size_t largest = 0;        // of them: points are placed by its sprite
    SplatInk inks[kSplatInks] = {}; // by number in CloudInks
    double weight_unit = 0.0;       // strength of a weight of 1

    const SplatSprite& widest() const { return shapes[largest].sprite; }
};

// Points: shapes with a smooth edge. Density: 3 × 3 pixels, without depths.
SplatShapes make_shapes(const CloudGrid& grid, const CloudStyle& style, const CloudInks& inks);

} // namespace cohortscope::plot
