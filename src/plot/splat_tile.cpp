#include "plot/splat_tile.h"

#include <algorithm>

#include "base/elementary.h"

namespace cohortscope::plot {

namespace {

constexpr double kHalvingsADepth = 1.4426950408889634 / kLogScale; // log2(e)

// A margin at both sides of a run, so that a sprite at the tile's edge needs no clipping.
SplatLayout layout_of(const SplatSprite& sprite, bool has_depths) {
    SplatLayout layout;
    layout.margin = tile_margin(sprite);
    layout.stride = (layout.margin + kTile + sprite.stride + 3) / 4 * 4;
    layout.row = layout.stride * (kColourSums + (has_depths ? 1 : 0));
    layout.has_depths = has_depths;
    return layout;
}

SplatScale scale_of(const CloudStyle& style, double weight_unit) {
    const double full_log = base::natural_log1p(std::max(1e-3, double(style.saturation_rows)));
    return {.halvings = static_cast<float>(kHalvingsADepth),
            .rows = static_cast<float>(weight_unit * std::max(0.0, double(style.exposure))),
            .inverse_log = static_cast<float>(1.0 / full_log)};
}

} // namespace

SplatPaint::SplatPaint(const SplatKernels& set, const SplatShapes& made, const CloudStyle& style)
    : kernels(&set), shapes(&made), layout(layout_of(made.sprite, style.mode == CloudMode::points)),
      scale(scale_of(style, made.weight_unit)) {
    for (const std::vector<std::int32_t>& each : made.depths)
        depths.push_back(each.data());
    const SplatSprite& sprite = made.sprite;
    discs = {.coverage = sprite.coverage.data(),
             .depths = depths.data(),
             .shift = sprite.shift,
             .width = sprite.width,
             .stride = sprite.stride,
             .pixels = sprite.pixels()};
}

TilePainter::TilePainter(const SplatPaint& paint)
    : paint_(paint), sums_(static_cast<std::size_t>(kTile * paint.layout.row), 0) {}

void TilePainter::add(std::span<const std::uint32_t> points) {
    const SplatKernels& kernels = *paint_.kernels;
    if (paint_.layout.has_depths)
        kernels.add_discs(sums_.data(), paint_.layout, paint_.discs, paint_.shapes->inks,
                          points.data(), points.size());
    else
        kernels.add_rows(sums_.data(), paint_.layout, paint_.shapes->inks, points.data(),
                         points.size());
}

void TilePainter::draw(std::span<const std::uint32_t> points, const SplatOut& out) {
    if (points.size() > kBatchRows)
        return draw_batches(points, out);
    add(points);
    paint_.kernels->resolve(sums_.data(), paint_.layout, paint_.scale, out);
    std::fill(sums_.begin(), sums_.end(), 0u);
}

void TilePainter::draw_batches(std::span<const std::uint32_t> points, const SplatOut& out) {
    totals_.assign(sums_.size(), 0.0);
    for (std::size_t begin = 0; begin < points.size(); begin += kBatchRows) {
        add(points.subspan(begin, std::min<std::size_t>(kBatchRows, points.size() - begin)));
        paint_.kernels->move(sums_.data(), totals_.data(), sums_.size());
    }
    paint_.kernels->resolve_totals(totals_.data(), paint_.layout, paint_.scale, out);
}

} // namespace cohortscope::plot
