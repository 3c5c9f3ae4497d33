// The sums of one tile: colour, weight and depth of every pixel, in whole numbers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plot/cloud/splat_bins.h"
#include "plot/cloud/splat_sprite.h"

namespace cohortscope::plot {

// What the tiles of one picture share.
struct SplatPaint {
    const SplatKernels* kernels = nullptr;
    const SplatShapes* shapes = nullptr;
    std::vector<SplatSprites> sprites; // views of the shapes
    std::vector<std::vector<const std::int32_t*>> depths;
    SplatLayout layout;
    SplatScale scale;

    SplatPaint(const SplatKernels& set, const SplatShapes& made, const CloudStyle& style);
    SplatPaint(const SplatPaint&) = delete;
    SplatPaint& operator=(const SplatPaint&) = delete;
};

// One after the other draws any number of tiles; its memory stays in the first-level cache.
class TilePainter {
  public:
    explicit TilePainter(const SplatPaint& paint);

    void draw(std::span<const std::uint32_t> points, const SplatOut& out);

  private:
    void add(std::span<const std::uint32_t> points);
    void draw_batches(std::span<const std::uint32_t> points, const SplatOut& out);

    const SplatPaint& paint_;
    std::vector<std::uint32_t> sums_; // 0 between tiles
    std::vector<double> totals_;      // of several batches; empty until a tile needs them
};

} // namespace cohortscope::plot
