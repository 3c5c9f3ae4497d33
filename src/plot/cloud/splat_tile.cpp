#include "plot/cloud/splat_tile.h"

#include <algorithm>

#include "base/elementary.h"

namespace cohortscope::plot {

namespace {

constexpr double kHalvingsADepth = 1.4426950408889634 / kLogScale; // log2(e)

// A margin at both sides of a run, so that a sprite at the tile's edge needs no clipping. Smaller
// sprites among larger ones may begin further to the right.
SplatLayout layout_of(const SplatShapes& shapes, bool has_depths) {
    const SplatSprite& widest = shapes.widest();
    SplatLayout layout;
    layout.margin = tile_margin(widest);
    layout.stride = (layout.margin + kTile + widest.stride + 3) / 4 * 4;
    if (shapes.shapes.size() > 1)
        layout.stride += 4;
    layout.row = layout.stride * (kColourSums + (has_depths ? 1 : 0));
    layout.has_depths = has_depths;
    return layout;
}

SplatScale scale_of(const CloudStyle& style, double weight_unit) {
    const double of_rows = double(kRowsOfOne) * std::max(0.0, double(style.exposure));
    return {.halvings = static_cast<float>(kHalvingsADepth),
            .rows = static_cast<float>(weight_unit / kDensityUnit * of_rows),
            .inverse_log = 1.0f / density_log(style),
            .floor = kDensityFloor,
            .inverse_knee = 1.0f / kDensityKnee,
            .knee = kDensityKnee,
            .slope = kMostSummit / (1.0f - kDensityKnee),
            .summit = {style.summit.r, style.summit.g, style.summit.b, 1.0f}};
}

} // namespace

SplatPaint::SplatPaint(const SplatKernels& set, const SplatShapes& made, const CloudStyle& style)
    : kernels(&set), shapes(&made), layout(layout_of(made, style.mode == CloudMode::points)),
      scale(scale_of(style, made.weight_unit)) {
    depths.resize(made.shapes.size());
    for (std::size_t i = 0; i < made.shapes.size(); ++i) {
        for (const std::vector<std::int32_t>& each : made.shapes[i].depths)
            depths[i].push_back(each.data());
        const SplatSprite& sprite = made.shapes[i].sprite;
        sprites.push_back({.coverage = sprite.coverage.data(),
                           .depths = depths[i].data(),
                           .shift = sprite.shift,
                           .width = sprite.width,
                           .stride = sprite.stride,
                           .offset = static_cast<std::uint32_t>(sprite.bias - made.widest().bias),
                           .pixels = sprite.pixels()});
    }
}

TilePainter::TilePainter(const SplatPaint& paint)
    : paint_(paint), sums_(static_cast<std::size_t>(kTile * paint.layout.row), 0) {}

void TilePainter::add(std::span<const std::uint32_t> points) {
    const SplatKernels& kernels = *paint_.kernels;
    SplatKernels::Add* adding = !paint_.layout.has_depths    ? kernels.add_rows
                                : paint_.sprites.size() == 1 ? kernels.add_points
                                                             : kernels.add_mixed_points;
    adding(sums_.data(), paint_.layout, paint_.sprites.data(), paint_.shapes->inks, points.data(),
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
