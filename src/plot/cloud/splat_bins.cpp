#include "plot/cloud/splat_bins.h"

#include <algorithm>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::plot {

namespace {

// Few blocks, so that their counts stay small beside the points. The number of blocks only changes
// the order within a tile, which no sum depends on.
constexpr std::size_t kBlocks = 16;
constexpr std::uint32_t kNoInk = kSplatInks;

SplatPlacing placing_of(const CloudView& view, const CloudGrid& grid, const SplatSprite& sprite) {
    const float beyond = grid.reach + 2.0f;
    const float width = static_cast<float>(view.width);
    const float height = static_cast<float>(view.height);
    return {.from = {grid.min_x, grid.max_y},
            .scale = {grid.scale_x, -grid.scale_y},
            .lowest = {-beyond * grid.steps, -beyond * grid.steps},
            .highest = {(width + beyond) * grid.steps, (height + beyond) * grid.steps},
            .steps = grid.steps,
            .rounding = grid.rounding,
            .bias = sprite.bias,
            .shift = sprite.shift,
            .width = sprite.width,
            .margin = tile_margin(sprite),
            .columns = (view.width + kTile - 1) / kTile,
            .rows = (view.height + kTile - 1) / kTile};
}

// The ink of each label, for rows that a selection leaves out ([0]) and for the others ([1]).
struct InkTable {
    std::uint32_t of[2][256];

    explicit InkTable(const SplatShapes& shapes) {
        for (std::uint32_t label = 0; label < 256; ++label)
            for (std::uint32_t selected = 0; selected < 2; ++selected) {
                const std::uint32_t ink = label + (selected == 0 ? kMaximumCloudClusters : 0);
                const bool drawn = label < kMaximumCloudClusters && shapes.inks[ink].depth >= 0;
                of[selected][label] = drawn ? ink : kNoInk;
            }
    }
};

// Calls visit(tile, point) for every tile that a sprite touches, its first pixel given in steps.
template <class Visit>
void visit_tiles(const SplatPlacing& placing, std::int32_t place_x, std::int32_t place_y,
                 std::uint32_t ink, const Visit& visit) {
    const int last = placing.width - 1;
    const int left = place_x >> placing.shift;
    const int top = place_y >> placing.shift;
    if (left + last < 0 || top + last < 0)
        return;
    const int last_column = std::min((left + last) / kTile, placing.columns - 1);
    const int last_row = std::min((top + last) / kTile, placing.rows - 1);
    for (int row = std::max(top, 0) / kTile; row <= last_row; ++row) {
        const int y = place_y - ((row * kTile - placing.margin) << placing.shift);
        for (int column = std::max(left, 0) / kTile; column <= last_column; ++column) {
            const int x = place_x - ((column * kTile - placing.margin) << placing.shift);
            visit(row * placing.columns + column, tile_point(x, y, ink));
        }
    }
}

// Everything that a pass over the rows needs.
struct Rows {
    const CloudData& data;
    const SplatPlacing placing;
    const InkTable inks;
    const SplatKernels& kernels;

    // visit(tile, point) for every point of the block, several times where tiles share it.
    template <class Visit> void visit(const base::Chunk& block, const Visit& visit_point) const {
        SplatPlaces places;
        for (std::size_t begin = block.begin; begin < block.end; begin += kSplatChunk) {
            const std::size_t rows = std::min(kSplatChunk, block.end - begin);
            kernels.place(data.x.data() + begin, data.y.data() + begin, rows, placing, places);
            for (std::size_t i = 0; i < rows; ++i) {
                const std::uint32_t ink = ink_of(begin + i);
                if (ink == kNoInk)
                    continue;
                if (places.tile[i] >= 0)
                    visit_point(places.tile[i], places.point[i] | ink);
                else
                    visit_tiles(placing, places.x[i], places.y[i], ink, visit_point);
            }
        }
    }
    std::uint32_t ink_of(std::size_t row) const {
        const bool selected = data.selected.empty() || data.selected[row] != 0;
        return inks.of[selected ? 1 : 0][data.labels[row]];
    }
};

// Turns counts[block][tile] into the place where each block begins in each tile, and fills the
// starts.
void find_starts(TileBins& bins, std::size_t blocks) {
    const std::size_t tiles = bins.tiles();
    std::uint32_t total = 0;
    for (std::size_t tile = 0; tile < tiles; ++tile) {
        bins.starts[tile] = total;
        for (std::size_t block = 0; block < blocks; ++block) {
            std::uint32_t& count = bins.counts[block * tiles + tile];
            const std::uint32_t begin = total;
            total += count;
            count = begin;
        }
    }
    bins.starts[tiles] = total;
}

} // namespace

void bin_points(TileBins& bins, const CloudData& data, const CloudView& view, const CloudGrid& grid,
                const SplatShapes& shapes, const SplatKernels& kernels) {
    const std::size_t count = data.x.size();
    ENSURE(data.y.size() == count && data.labels.size() == count);
    ENSURE(data.selected.empty() || data.selected.size() == count);
    const Rows rows{data, placing_of(view, grid, shapes.widest()), InkTable(shapes), kernels};
    bins.columns = rows.placing.columns;
    bins.rows = rows.placing.rows;
    const auto tiles = static_cast<std::size_t>(bins.columns) * static_cast<std::size_t>(bins.rows);
    const std::size_t block_rows = std::max<std::size_t>((count + kBlocks - 1) / kBlocks, 1);
    const std::size_t blocks = base::chunk_count(count, block_rows);
    bins.starts.resize(tiles + 1);
    bins.counts.assign(blocks * tiles, 0);
    base::for_each_chunk(count, block_rows, [&](const base::Chunk& block) {
        std::uint32_t* tile_counts = bins.counts.data() + block.index * tiles;
        rows.visit(block, [&](std::int32_t tile, std::uint32_t) { ++tile_counts[tile]; });
    });
    find_starts(bins, blocks);
    bins.points.resize(bins.starts.back());
    base::for_each_chunk(count, block_rows, [&](const base::Chunk& block) {
        std::uint32_t* next = bins.counts.data() + block.index * tiles;
        std::uint32_t* points = bins.points.data();
        rows.visit(block,
                   [&](std::int32_t tile, std::uint32_t point) { points[next[tile]++] = point; });
    });
}

} // namespace cohortscope::plot
