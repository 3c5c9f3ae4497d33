// The sums of one tile: colour, weight and depth of every pixel, in whole numbers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plot/splat_bins.h"
#include "plot/splat_sprite.h"

namespace cohortscope::plot {

// kTile rows; each holds one run of `stride` pixels for each of red, green, blue, weight, depth. A
// run has margins at both sides, so that a sprite at the tile's edge needs no clipping.
template <class Sum> struct TileSums {
    static constexpr int kRuns = kChannels + 1;

    explicit TileSums(const SplatSprite& sprite)
        : margin(tile_margin(sprite)), stride(margin + kTile + sprite.stride),
          sums(static_cast<std::size_t>(kTile * kRuns * stride), 0) {}

    Sum* run(int y, int channel) { return sums.data() + (y * kRuns + channel) * stride; }
    const Sum* run(int y, int channel) const {
        return sums.data() + (y * kRuns + channel) * stride;
    }

    int margin = 0; // pixels before the tile's first
    int stride = 0;
    std::vector<Sum> sums;
};

// At most kBatchRows points, or the sums overflow.
void add_points(TileSums<std::uint32_t>& sums, const SplatShapes& shapes,
                std::span<const TilePoint> points);

// Adds the sums to the totals and sets them to 0.
void move_sums(TileSums<std::uint32_t>& sums, TileSums<std::uint64_t>& totals);

} // namespace cohortscope::plot
