#include "plot/cloud/splat.h"

#include <algorithm>

#include "base/error.h"
#include "base/parallel.h"
#include "plot/cloud/splat_bins.h"
#include "plot/cloud/splat_sprite.h"
#include "plot/cloud/splat_tile.h"

namespace cohortscope::plot {

namespace {

// Enough for every processor to have several, few enough for their memory to come cheaply.
constexpr std::size_t kTasks = 64;

// What a tile costs, in points: its pixels are cleared or resolved besides.
constexpr std::size_t kEmptyTile = 32;
constexpr std::size_t kFullTile = 256;

std::uint64_t cost_of(const TileBins& bins, std::size_t tile) {
    const std::size_t points = bins.of(tile).size();
    return points == 0 ? kEmptyTile : kFullTile + points;
}

// The first tile of each of kTasks runs of about equal cost, and the end.
std::vector<std::size_t> equal_runs(const TileBins& bins) {
    std::uint64_t total = 0;
    for (std::size_t tile = 0; tile < bins.tiles(); ++tile)
        total += cost_of(bins, tile);
    std::vector<std::size_t> firsts = {0};
    std::uint64_t passed = 0;
    for (std::size_t tile = 0; tile < bins.tiles(); ++tile) {
        passed += cost_of(bins, tile);
        while (firsts.size() <= kTasks && passed * kTasks >= total * firsts.size())
            firsts.push_back(tile + 1);
    }
    return firsts;
}

SplatOut part_of(CloudImage& image, const TileBins& bins, std::size_t tile) {
    const auto columns = static_cast<std::size_t>(bins.columns);
    const int left = static_cast<int>(tile % columns) * kTile;
    const int top = static_cast<int>(tile / columns) * kTile;
    const std::size_t row_bytes = static_cast<std::size_t>(image.width) * 4;
    return {.first = image.rgba.data() + static_cast<std::size_t>(top) * row_bytes +
                     static_cast<std::size_t>(left) * 4,
            .row_bytes = row_bytes,
            .width = std::min(kTile, image.width - left),
            .height = std::min(kTile, image.height - top)};
}

void clear(const SplatOut& out) {
    for (int y = 0; y < out.height; ++y)
        std::fill_n(out.first + static_cast<std::size_t>(y) * out.row_bytes, out.width * 4,
                    std::uint8_t{0});
}

void paint_tiles(CloudImage& image, const TileBins& bins, const SplatPaint& paint) {
    const std::vector<std::size_t> firsts = equal_runs(bins);
    base::for_each_task(firsts.size() - 1, [&](std::size_t task) {
        TilePainter painter(paint);
        for (std::size_t tile = firsts[task]; tile < firsts[task + 1]; ++tile) {
            const SplatOut out = part_of(image, bins, tile);
            if (bins.of(tile).empty())
                clear(out);
            else
                painter.draw(bins.of(tile), out);
        }
    });
}

} // namespace

struct Splatter::State {
    const SplatKernels& kernels;
    CloudImage image;
    TileBins bins;
};

Splatter::Splatter(const SplatKernels& kernels)
    : state_(std::make_unique<State>(State{kernels, {}, {}})) {}
Splatter::~Splatter() = default;

const CloudImage& Splatter::draw(const CloudData& data, const CloudView& view,
                                 const CloudStyle& style) {
    ENSURE(view.width > 0 && view.height > 0);
    CloudImage& image = state_->image;
    image.width = view.width;
    image.height = view.height;
    image.rgba.resize(static_cast<std::size_t>(view.width) * static_cast<std::size_t>(view.height) *
                      4);
    if (!is_drawable(view)) {
        std::fill(image.rgba.begin(), image.rgba.end(), std::uint8_t{0});
        return image;
    }
    const CloudGrid grid = cloud_grid(view, style);
    const SplatShapes shapes = make_shapes(grid, style, cloud_inks(data.x.size(), view, style));
    bin_points(state_->bins, data, view, grid, shapes, state_->kernels);
    paint_tiles(image, state_->bins, SplatPaint(state_->kernels, shapes, style));
    return image;
}

CloudImage splat(const CloudData& data, const CloudView& view, const CloudStyle& style) {
    return Splatter().draw(data, view, style);
}

} // namespace cohortscope::plot
