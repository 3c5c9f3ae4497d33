// Points sorted into the tiles of a picture that their sprites touch.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plot/cloud.h"
#include "plot/splat_sprite.h"

namespace cohortscope::plot {

inline constexpr int kTile = 64; // pixels; a tile's sums fit the second-level cache

// A point within a tile: its place in steps from the corner of the tile's margin, and its label.
struct TilePoint {
    std::uint32_t packed = 0;
    static TilePoint of(int x, int y, std::uint8_t label) {
        return {static_cast<std::uint32_t>(y) << 20 | static_cast<std::uint32_t>(x) << 8 | label};
    }
    int x() const { return static_cast<int>(packed >> 8 & 0xfff); }
    int y() const { return static_cast<int>(packed >> 20); }
    std::uint8_t label() const { return static_cast<std::uint8_t>(packed & 0xff); }
};

struct TileBins {
    int columns = 0, rows = 0;         // of tiles
    std::vector<TilePoint> points;     // by tile; in no particular order within one
    std::vector<std::uint32_t> starts; // columns · rows + 1

    std::span<const TilePoint> of(int tile) const {
        const std::uint32_t begin = starts[static_cast<std::size_t>(tile)];
        return std::span(points).subspan(begin, starts[static_cast<std::size_t>(tile) + 1] - begin);
    }
};

// A margin this wide around a tile holds every sprite that touches it.
inline int tile_margin(const SplatSprite& sprite) { return sprite.width - 1; }

// O(n + tiles), in parallel. Points of strength 0 and those that touch no pixel are left out.
TileBins bin_points(const CloudData& data, const CloudView& view, const CloudGrid& grid,
                    const SplatShapes& shapes);

} // namespace cohortscope::plot
