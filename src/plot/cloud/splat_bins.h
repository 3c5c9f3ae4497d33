// Points sorted into the tiles of a picture that their sprites touch.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plot/cloud/cloud.h"
#include "plot/cloud/splat_sprite.h"

namespace cohortscope::plot {

// A point within a tile: its place in steps from the corner of the tile's margin, 12 bits each, and
// its ink.
inline std::uint32_t tile_point(int x, int y, std::uint32_t ink) {
    return static_cast<std::uint32_t>(y) << 20 | static_cast<std::uint32_t>(x) << 8 | ink;
}

// Filled again for each picture: the memory of big tables takes long to get.
struct TileBins {
    int columns = 0, rows = 0;         // of tiles
    std::vector<std::uint32_t> points; // by tile; in no particular order within one
    std::vector<std::uint32_t> starts; // columns · rows + 1
    std::vector<std::uint32_t> counts; // scratch

    std::size_t tiles() const { return starts.size() - 1; }
    std::span<const std::uint32_t> of(std::size_t tile) const {
        return std::span(points).subspan(starts[tile], starts[tile + 1] - starts[tile]);
    }
};

// A margin this wide around a tile holds every sprite that touches it.
inline int tile_margin(const SplatSprite& sprite) { return sprite.width - 1; }

// O(n + tiles), in parallel. Points of strength 0 and those that touch no pixel are left out.
void bin_points(TileBins& bins, const CloudData& data, const CloudView& view, const CloudGrid& grid,
                const SplatShapes& shapes, const SplatKernels& kernels);

} // namespace cohortscope::plot
