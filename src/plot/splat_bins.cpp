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

// Where each row's sprite has its first pixel, in steps from the picture's top left corner.
struct Places {
    std::vector<std::int32_t> x, y;
};

// One coordinate of a row: (value − from) · scale pixels, or the negative of that.
struct Axis {
    float from = 0;
    float scale = 0;
    float lowest = 0, highest = 0; // steps; both beyond where a sprite touches the picture
};

Axis axis_of(float from, float scale, int pixels, const CloudGrid& grid) {
    const float beyond = grid.reach + 2.0f;
    return {from, scale, -beyond * grid.steps, (static_cast<float>(pixels) + beyond) * grid.steps};
}

// Without branches, so that the compiler can place several rows at once. Written so that a NaN
// becomes the lowest step, which no tile shows. std::floor would call the C library here.
void place_rows(std::span<const float> values, const Axis& axis, const CloudGrid& grid, int bias,
                std::int32_t* out) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        const float place = (values[i] - axis.from) * axis.scale * grid.steps + grid.rounding;
        const float above = place > axis.lowest ? place : axis.lowest;
        const float step = above < axis.highest ? above : axis.highest;
        const std::int32_t truncated = static_cast<std::int32_t>(step);
        out[i] = truncated - (static_cast<float>(truncated) > step ? 1 : 0) + bias;
    }
}

struct TileGrid {
    const SplatSprite* sprite = nullptr;
    int columns = 0, rows = 0;
};

// Calls visit(tile, point) for every tile that a sprite touches, its first pixel given in steps.
template <class Visit>
void visit_tiles(const TileGrid& grid, std::int32_t place_x, std::int32_t place_y,
                 std::uint8_t label, const Visit& visit) {
    const SplatSprite& sprite = *grid.sprite;
    const int last = sprite.width - 1;
    const int margin = tile_margin(sprite);
    const int left = place_x >> sprite.shift;
    const int top = place_y >> sprite.shift;
    if (left + last < 0 || top + last < 0)
        return;
    const int last_column = std::min((left + last) / kTile, grid.columns - 1);
    const int last_row = std::min((top + last) / kTile, grid.rows - 1);
    for (int row = std::max(top, 0) / kTile; row <= last_row; ++row) {
        const int local_y = place_y - (row * kTile - margin) * sprite.steps;
        for (int column = std::max(left, 0) / kTile; column <= last_column; ++column) {
            const int local_x = place_x - (column * kTile - margin) * sprite.steps;
            visit(static_cast<std::size_t>(row * grid.columns + column),
                  TilePoint::of(local_x, local_y, label));
        }
    }
}

// Turns counts[block][tile] into the place where each block begins in each tile; returns the
// starts.
std::vector<std::uint32_t> running_starts(std::vector<std::uint32_t>& counts, std::size_t blocks,
                                          std::size_t tiles) {
    std::vector<std::uint32_t> starts(tiles + 1, 0);
    std::uint32_t total = 0;
    for (std::size_t tile = 0; tile < tiles; ++tile) {
        starts[tile] = total;
        for (std::size_t block = 0; block < blocks; ++block) {
            std::uint32_t& count = counts[block * tiles + tile];
            const std::uint32_t begin = total;
            total += count;
            count = begin;
        }
    }
    starts[tiles] = total;
    return starts;
}

} // namespace

TileBins bin_points(const CloudData& data, const CloudView& view, const CloudGrid& grid,
                    const SplatShapes& shapes) {
    const std::size_t rows = data.x.size();
    ENSURE(data.y.size() == rows && data.labels.size() == rows);
    TileBins bins;
    bins.columns = (view.width + kTile - 1) / kTile;
    bins.rows = (view.height + kTile - 1) / kTile;
    const TileGrid tile_grid{&shapes.sprite, bins.columns, bins.rows};
    const auto tiles = static_cast<std::size_t>(bins.columns) * static_cast<std::size_t>(bins.rows);
    const std::size_t block_rows = std::max<std::size_t>((rows + kBlocks - 1) / kBlocks, 1);
    std::vector<std::uint32_t> counts(base::chunk_count(rows, block_rows) * tiles, 0);
    const Axis across = axis_of(grid.min_x, grid.scale_x, view.width, grid);
    const Axis down = axis_of(grid.max_y, -grid.scale_y, view.height, grid);
    Places places{std::vector<std::int32_t>(rows), std::vector<std::int32_t>(rows)};
    const auto visit_rows = [&](const base::Chunk& block, const auto& visit) {
        for (std::size_t i = block.begin; i < block.end; ++i)
            if (shapes.inks[data.labels[i]].depth >= 0)
                visit_tiles(tile_grid, places.x[i], places.y[i], data.labels[i], visit);
    };
    base::for_each_chunk(rows, block_rows, [&](const base::Chunk& block) {
        const int bias = shapes.sprite.bias;
        place_rows(data.x.subspan(block.begin, block.size()), across, grid, bias,
                   places.x.data() + block.begin);
        place_rows(data.y.subspan(block.begin, block.size()), down, grid, bias,
                   places.y.data() + block.begin);
        std::uint32_t* count = counts.data() + block.index * tiles;
        visit_rows(block, [count](std::size_t tile, TilePoint) { ++count[tile]; });
    });
    bins.starts = running_starts(counts, base::chunk_count(rows, block_rows), tiles);
    bins.points.resize(bins.starts.back());
    base::for_each_chunk(rows, block_rows, [&](const base::Chunk& block) {
        std::uint32_t* next = counts.data() + block.index * tiles;
        TilePoint* points = bins.points.data();
        visit_rows(block, [next, points](std::size_t tile, TilePoint point) {
            points[next[tile]++] = point;
        });
    });
    return bins;
}

} // namespace cohortscope::plot
