#include "plot/splat_bins.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::plot {

namespace {

// Few blocks, so that their counts stay small beside the points. The number of blocks only changes
// the order within a tile, which no sum depends on.
constexpr std::size_t kBlocks = 16;

struct Placement {
    const CloudData *data = nullptr;
    CloudGrid grid;
    const SplatShapes *shapes = nullptr;
    float right = 0, bottom = 0; // farthest centres that still touch the picture
    int columns = 0, rows = 0;
};

// std::floor calls the C library where the baseline has no instruction for it.
int floored(float value) {
    const int truncated = static_cast<int>(value);
    return truncated - (static_cast<float>(truncated) > value ? 1 : 0);
}

// Calls visit(tile, point) for every tile that a sprite touches, its first pixel given in steps.
template <class Visit>
void visit_tiles(const Placement &place, int place_x, int place_y, std::uint8_t label,
                 const Visit &visit) {
    const SplatSprite &sprite = place.shapes->sprite;
    const int last = sprite.width - 1;
    const int margin = tile_margin(sprite);
    const int left = place_x >> sprite.shift;
    const int top = place_y >> sprite.shift;
    if (left + last < 0 || top + last < 0)
        return;
    const int last_column = std::min((left + last) / kTile, place.columns - 1);
    const int last_row = std::min((top + last) / kTile, place.rows - 1);
    for (int row = std::max(top, 0) / kTile; row <= last_row; ++row) {
        const int local_y = place_y - (row * kTile - margin) * sprite.steps;
        for (int column = std::max(left, 0) / kTile; column <= last_column; ++column) {
            const int local_x = place_x - (column * kTile - margin) * sprite.steps;
            visit(static_cast<std::size_t>(row * place.columns + column),
                  TilePoint::of(local_x, local_y, label));
        }
    }
}

// Calls visit(tile, point) for every tile that a row of the block touches.
template <class Visit>
void visit_block(const Placement &place, const base::Chunk &block, const Visit &visit) {
    const CloudGrid &grid = place.grid;
    const SplatSprite &sprite = place.shapes->sprite;
    const float *xs = place.data->x.data();
    const float *ys = place.data->y.data();
    const std::uint8_t *labels = place.data->labels.data();
    for (std::size_t i = block.begin; i < block.end; ++i) {
        const float x = (xs[i] - grid.min_x) * grid.scale_x;
        const float y = (grid.max_y - ys[i]) * grid.scale_y;
        // Written so that a NaN fails.
        if (!(x >= -grid.reach && x < place.right && y >= -grid.reach && y < place.bottom))
            continue;
        if (place.shapes->inks[labels[i]].depth < 0)
            continue;
        visit_tiles(place, floored(x * grid.steps + grid.rounding) + sprite.bias,
                    floored(y * grid.steps + grid.rounding) + sprite.bias, labels[i], visit);
    }
}

// Turns counts[block][tile] into the place where each block begins in each tile; returns the
// starts.
std::vector<std::uint32_t> running_starts(std::vector<std::uint32_t> &counts, std::size_t blocks,
                                          std::size_t tiles) {
    std::vector<std::uint32_t> starts(tiles + 1, 0);
    std::uint32_t total = 0;
    for (std::size_t tile = 0; tile < tiles; ++tile) {
        starts[tile] = total;
        for (std::size_t block = 0; block < blocks; ++block) {
            std::uint32_t &count = counts[block * tiles + tile];
            const std::uint32_t begin = total;
            total += count;
            count = begin;
        }
    }
    starts[tiles] = total;
    return starts;
}

} // namespace

TileBins bin_points(const CloudData &data, const CloudView &view, const CloudGrid &grid,
                    const SplatShapes &shapes) {
    const std::size_t rows = data.x.size();
    ENSURE(data.y.size() == rows && data.labels.size() == rows);
    TileBins bins;
    bins.columns = (view.width + kTile - 1) / kTile;
    bins.rows = (view.height + kTile - 1) / kTile;
    const Placement place{&data,
                          grid,
                          &shapes,
                          static_cast<float>(view.width) + grid.reach,
                          static_cast<float>(view.height) + grid.reach,
                          bins.columns,
                          bins.rows};
    const auto tiles = static_cast<std::size_t>(bins.columns) * static_cast<std::size_t>(bins.rows);
    const std::size_t block_rows = std::max<std::size_t>((rows + kBlocks - 1) / kBlocks, 1);
    const std::size_t blocks = base::chunk_count(rows, block_rows);
    std::vector<std::uint32_t> counts(blocks * tiles, 0);
    base::for_each_chunk(rows, block_rows, [&](const base::Chunk &block) {
        std::uint32_t *count = counts.data() + block.index * tiles;
        visit_block(place, block, [&](std::size_t tile, TilePoint) { ++count[tile]; });
    });
    bins.starts = running_starts(counts, blocks, tiles);
    bins.points.resize(bins.starts.back());
    base::for_each_chunk(rows, block_rows, [&](const base::Chunk &block) {
        std::uint32_t *next = counts.data() + block.index * tiles;
        visit_block(place, block,
                    [&](std::size_t tile, TilePoint point) { bins.points[next[tile]++] = point; });
    });
    return bins;
}

} // namespace cohortscope::plot
