#include "plot/splat.h"

#include <algorithm>

#include "base/error.h"
#include "base/parallel.h"
#include "plot/splat_bins.h"
#include "plot/splat_resolve.h"
#include "plot/splat_sprite.h"
#include "plot/splat_tile.h"

namespace cohortscope::plot {

namespace {

struct Canvas {
    CloudImage* image = nullptr;
    const TileBins* bins = nullptr;
    const SplatShapes* shapes = nullptr;
    const SplatResolver* resolver = nullptr;
};

template <class Sum> void resolve_tile(const Canvas& canvas, int tile, const TileSums<Sum>& sums) {
    CloudImage& image = *canvas.image;
    const int left = tile % canvas.bins->columns * kTile;
    const int top = tile / canvas.bins->columns * kTile;
    const int width = std::min(kTile, image.width - left);
    for (int y = 0; y < std::min(kTile, image.height - top); ++y) {
        std::uint8_t* out = image.rgba.data() + pixel_offset(image, left, top + y);
        canvas.resolver->resolve_row(sums, y, {out, static_cast<std::size_t>(width) * 4});
    }
}

void clear_tile(const Canvas& canvas, int tile) {
    CloudImage& image = *canvas.image;
    const int left = tile % canvas.bins->columns * kTile;
    const int top = tile / canvas.bins->columns * kTile;
    const int width = std::min(kTile, image.width - left);
    for (int y = top; y < std::min(top + kTile, image.height); ++y)
        std::fill_n(image.rgba.data() + pixel_offset(image, left, y), width * 4, std::uint8_t{0});
}

void draw_tile(const Canvas& canvas, int tile) {
    const std::span<const TilePoint> points = canvas.bins->of(tile);
    if (points.empty()) {
        clear_tile(canvas, tile);
        return;
    }
    TileSums<std::uint32_t> sums(canvas.shapes->sprite);
    if (points.size() <= kBatchRows) {
        add_points(sums, *canvas.shapes, points);
        resolve_tile(canvas, tile, sums);
        return;
    }
    TileSums<std::uint64_t> totals(canvas.shapes->sprite);
    for (std::size_t begin = 0; begin < points.size(); begin += kBatchRows) {
        const std::size_t size = std::min<std::size_t>(kBatchRows, points.size() - begin);
        add_points(sums, *canvas.shapes, points.subspan(begin, size));
        move_sums(sums, totals);
    }
    resolve_tile(canvas, tile, totals);
}

} // namespace

void splat_into(CloudImage& image, const CloudData& data, const CloudView& view,
                const CloudStyle& style) {
    ENSURE(view.width > 0 && view.height > 0);
    image.width = view.width;
    image.height = view.height;
    image.rgba.resize(static_cast<std::size_t>(view.width) * static_cast<std::size_t>(view.height) *
                      4);
    if (!is_drawable(view)) {
        std::fill(image.rgba.begin(), image.rgba.end(), std::uint8_t{0});
        return;
    }
    const CloudGrid grid = cloud_grid(view, style);
    const SplatShapes shapes = make_shapes(grid, style, cloud_inks(data.x.size(), view, style));
    const TileBins bins = bin_points(data, view, grid, shapes);
    const SplatResolver resolver(style, shapes.weight_unit);
    const Canvas canvas{&image, &bins, &shapes, &resolver};
    base::for_each_task(static_cast<std::size_t>(bins.columns) *
                            static_cast<std::size_t>(bins.rows),
                        [&](std::size_t tile) { draw_tile(canvas, static_cast<int>(tile)); });
}

CloudImage splat(const CloudData& data, const CloudView& view, const CloudStyle& style) {
    CloudImage image;
    splat_into(image, data, view, style);
    return image;
}

} // namespace cohortscope::plot
