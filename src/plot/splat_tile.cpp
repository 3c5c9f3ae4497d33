#include "plot/splat_tile.h"

#include <algorithm>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace cohortscope::plot {

namespace {

// sums[0..3] += factors[0..3] · weight, with factors and weight in [0, 32767].
#ifdef __SSE2__
// The baseline's only fast product of whole numbers is of 16 bits; the upper halves are 0.
inline void add_products(std::uint32_t* sums, const std::int32_t* factors, std::int32_t weight) {
    const __m128i product = _mm_madd_epi16(
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(factors)), _mm_set1_epi32(weight));
    __m128i* place = reinterpret_cast<__m128i*>(sums);
    _mm_storeu_si128(place, _mm_add_epi32(_mm_loadu_si128(place), product));
}
inline void add_values(std::uint32_t* sums, const std::int32_t* values) {
    __m128i* place = reinterpret_cast<__m128i*>(sums);
    _mm_storeu_si128(place,
                     _mm_add_epi32(_mm_loadu_si128(place),
                                   _mm_loadu_si128(reinterpret_cast<const __m128i*>(values))));
}
#else
inline void add_products(std::uint32_t* sums, const std::int32_t* factors, std::int32_t weight) {
    for (int i = 0; i < 4; ++i)
        sums[i] += static_cast<std::uint32_t>(factors[i] * weight);
}
inline void add_values(std::uint32_t* sums, const std::int32_t* values) {
    for (int i = 0; i < 4; ++i)
        sums[i] += static_cast<std::uint32_t>(values[i]);
}
#endif

} // namespace

void add_points(TileSums<std::uint32_t>& sums, const SplatShapes& shapes,
                std::span<const TilePoint> points) {
    const SplatSprite& sprite = shapes.sprite;
    const int mask = sprite.steps - 1;
    for (const TilePoint point : points) {
        const SplatInk& ink = shapes.inks[point.label()];
        const std::size_t offset = sprite.offset(point.x() & mask, point.y() & mask);
        const std::int32_t* coverage = sprite.coverage.data() + offset;
        const std::int32_t* depths =
            shapes.depths[static_cast<std::size_t>(ink.depth)].data() + offset;
        const int left = point.x() >> sprite.shift;
        const int top = (point.y() >> sprite.shift) - sums.margin;
        const int end = std::min(sprite.width, kTile - top);
        for (int y = std::max(0, -top); y < end; ++y) {
            std::uint32_t* row = sums.run(top + y, 0) + left;
            for (int x = 0; x < sprite.stride; x += 4) {
                const std::int32_t* factors = coverage + y * sprite.stride + x;
                for (int c = 0; c < kChannels; ++c)
                    add_products(row + c * sums.stride + x, factors, ink.weight[c]);
                add_values(row + kChannels * sums.stride + x, depths + y * sprite.stride + x);
            }
        }
    }
}

void move_sums(TileSums<std::uint32_t>& sums, TileSums<std::uint64_t>& totals) {
    for (std::size_t i = 0; i < sums.sums.size(); ++i)
        totals.sums[i] += sums.sums[i];
    std::fill(sums.sums.begin(), sums.sums.end(), 0u);
}

} // namespace cohortscope::plot
