// From a tile's sums to the colours of its pixels.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plot/cloud.h"
#include "plot/splat_tile.h"

namespace cohortscope::plot {

class SplatResolver {
  public:
    SplatResolver(const CloudStyle& style, double weight_unit);

    // Row y of the tile as premultiplied bytes, four a pixel, as many pixels as `out` holds.
    template <class Sum>
    void resolve_row(const TileSums<Sum>& sums, int y, std::span<std::uint8_t> out) const {
        const Sum* run[TileSums<Sum>::kRuns];
        for (int c = 0; c < TileSums<Sum>::kRuns; ++c)
            run[c] = sums.run(y, c) + sums.margin;
        for (std::size_t x = 0; x < out.size() / 4; ++x) {
            std::uint8_t* pixel = out.data() + x * 4;
            if (run[3][x] == 0) {
                pixel[0] = pixel[1] = pixel[2] = pixel[3] = 0;
                continue;
            }
            const float weight = static_cast<float>(run[3][x]);
            const float levels =
                255.0f * (density_ ? density_coverage(weight)
                                   : point_coverage(static_cast<float>(run[4][x])));
            for (int c = 0; c < 3; ++c)
                pixel[c] = byte(static_cast<float>(run[c][x]) * (levels / weight));
            pixel[3] = byte(levels);
        }
    }

  private:
    static std::uint8_t byte(float level) {
        return static_cast<std::uint8_t>(static_cast<int>(level + 0.5f));
    }
    float point_coverage(float depth) const;
    float density_coverage(float weight) const;

    bool density_ = false;
    std::vector<float> coverage_; // 1 − exp(−depth) at equal steps of depth
    double rows_a_weight_ = 0.0;  // exposed rows in a weight of 1
    double full_log_ = 1.0;
};

inline std::size_t pixel_offset(const CloudImage& image, int x, int y) {
    return (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
            static_cast<std::size_t>(x)) *
           4;
}

} // namespace cohortscope::plot
