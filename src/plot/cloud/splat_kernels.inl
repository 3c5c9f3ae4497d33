// The splat's kernels, included once for each instruction set with KERNEL_LANES (floats in a native
// vector) defined.
//
// Everything has internal linkage, and nothing with inline functions is included (the compiler's
// intrinsics leave none behind): code compiled for one set must never be what the linker keeps for
// another.
//
// Sums are of whole numbers, and what is done in floats is done lane by lane: the width changes no
// bit.
#include <utility>

#if defined(__SSE2__)
#include <immintrin.h>
#if defined(__GNUC__) && !defined(__clang__)
// GCC 12 takes its own intrinsics' undefined upper halves for a mistake of ours.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#endif
#endif

namespace cohortscope::plot {

namespace {

constexpr int kLanes = KERNEL_LANES;
constexpr int kGroup = 4; // pixels of a sprite that are added at once

typedef float Floats __attribute__((vector_size(4 * KERNEL_LANES)));
typedef std::int32_t Ints __attribute__((vector_size(4 * KERNEL_LANES)));
typedef std::uint32_t Words __attribute__((vector_size(4 * KERNEL_LANES)));
typedef double Doubles __attribute__((vector_size(8 * KERNEL_LANES)));
typedef float LooseFloats __attribute__((vector_size(4 * KERNEL_LANES), aligned(4), may_alias));
typedef std::uint32_t LooseWords
    __attribute__((vector_size(4 * KERNEL_LANES), aligned(4), may_alias));
typedef double LooseDoubles __attribute__((vector_size(8 * KERNEL_LANES), aligned(8), may_alias));
typedef std::uint32_t LooseWord4 __attribute__((vector_size(16), aligned(4), may_alias));

using LaneNumbers = std::make_integer_sequence<int, kLanes>;

inline Floats load(const float* from) { return *reinterpret_cast<const LooseFloats*>(from); }
inline Floats all(float value) { return Floats{} + value; }

// ---- Places

inline Ints steps_of(Floats values, const SplatPlacing& placing, int axis) {
    const Floats lowest = all(placing.lowest[axis]);
    const Floats highest = all(placing.highest[axis]);
    const Floats place =
        (values - placing.from[axis]) * placing.scale[axis] * placing.steps + placing.rounding;
    const Floats above = place > lowest ? place : lowest; // the lowest for what is not a number
    const Floats step = above < highest ? above : highest;
    const Ints truncated = __builtin_convertvector(step, Ints);
    // A comparison that holds is −1: the floor of what lies below 0.
    return truncated + (__builtin_convertvector(truncated, Floats) > step) + placing.bias;
}

inline void place_lanes(Floats x, Floats y, const SplatPlacing& placing, std::size_t first,
                        SplatPlaces& places) {
    const Ints place_x = steps_of(x, placing, 0);
    const Ints place_y = steps_of(y, placing, 1);
    const Ints left = place_x >> placing.shift;
    const Ints top = place_y >> placing.shift;
    const Ints column = left >> kTileShift;
    const Ints row = top >> kTileShift;
    const std::int32_t room = kTile - placing.width;
    const Ints whole = (left >= 0) & (top >= 0) & (column < placing.columns) &
                       (row < placing.rows) & ((left & (kTile - 1)) <= room) &
                       ((top & (kTile - 1)) <= room);
    const Ints local_x = place_x - ((column * kTile - placing.margin) << placing.shift);
    const Ints local_y = place_y - ((row * kTile - placing.margin) << placing.shift);
    *reinterpret_cast<Ints*>(places.x + first) = place_x;
    *reinterpret_cast<Ints*>(places.y + first) = place_y;
    *reinterpret_cast<Ints*>(places.tile + first) =
        whole ? row * placing.columns + column : Ints{} - 1;
    *reinterpret_cast<Ints*>(places.point + first) = local_y << 20 | local_x << 8;
}

void place(const float* x, const float* y, std::size_t rows, const SplatPlacing& placing,
           SplatPlaces& places) {
    std::size_t first = 0;
    for (; first + kLanes <= rows; first += kLanes)
        place_lanes(load(x + first), load(y + first), placing, first, places);
    float last_x[kLanes] = {}, last_y[kLanes] = {};
    for (std::size_t i = first; i < rows; ++i) {
        last_x[i - first] = x[i];
        last_y[i - first] = y[i];
    }
    if (first < rows)
        place_lanes(load(last_x), load(last_y), placing, first, places);
}

#include "plot/cloud/splat_sums.inl"

// ---- Pixels

inline Floats sums_at(const std::uint32_t* from) {
    return __builtin_convertvector(*reinterpret_cast<const LooseWords*>(from), Floats);
}
inline Floats sums_at(const double* from) {
    return __builtin_convertvector(*reinterpret_cast<const LooseDoubles*>(from), Floats);
}

// True where every colour and weight of kLanes pixels is 0.
template <class Sum> inline bool are_zero(const Sum*) { return false; }
inline bool are_zero(const std::uint32_t* from) {
    const LooseWords* words = reinterpret_cast<const LooseWords*>(from);
    const Words bits = words[0] | words[1] | words[2] | words[3];
#if defined(__AVX512BW__)
    return _mm512_test_epi32_mask((__m512i)bits, (__m512i)bits) == 0;
#elif defined(__AVX2__)
    return _mm256_testz_si256((__m256i)bits, (__m256i)bits) != 0;
#else
    std::uint32_t any = 0;
    for (int lane = 0; lane < kLanes; ++lane)
        any |= bits[lane];
    return any == 0;
#endif
}

// Every fourth number of two vectors, from the fourth on, in the first half.
template <int... I> inline Floats fourths(Floats a, Floats b, std::integer_sequence<int, I...>) {
    return __builtin_shufflevector(a, b, (4 * I + 3) % (2 * kLanes)...);
}
// The first halves of two vectors.
template <int... I> inline Floats halves(Floats a, Floats b, std::integer_sequence<int, I...>) {
    return __builtin_shufflevector(a, b, (I < kLanes / 2 ? I : I + kLanes / 2)...);
}
// Quarter J of a vector, each number four times.
template <int J, int... I> inline Floats spread(Floats values, std::integer_sequence<int, I...>) {
    return __builtin_shufflevector(values, values, (J * kLanes / 4 + I / 4)...);
}

// 1 − 2^(−halvings). The polynomial is 2^(−f) on [0, 1] with the least largest error: 2e−6.
inline Floats covered(Floats halvings) {
    const Floats most = all(60.0f);
    const Floats t = halvings < most ? halvings : most;
    const Ints whole = __builtin_convertvector(t, Ints);
    const Floats f = t - __builtin_convertvector(whole, Floats);
    const Floats fraction =
        (((f * 0.0069096033f - 0.0533754937f) * f + 0.2395470291f) * f - 0.6930790544f) * f + 1.0f;
    return 1.0f - fraction * (Floats)((127 - whole) << 23);
}

// log(value), value ≥ 1: by powers of s = (m − 1) / (m + 1), where m, the mantissa in [√½, √2),
// keeps |s| below 0.172; the next term is below 4e−8.
inline Floats logarithm(Floats value) {
    const Ints bits = (Ints)value;
    const Ints exponent = (bits - 0x3f3504f3) >> 23;
    const Floats m = (Floats)(bits - (exponent << 23));
    const Floats s = (m - 1.0f) / (m + 1.0f);
    const Floats z = s * s;
    const Floats series = ((z * (1.0f / 7.0f) + 0.2f) * z + (1.0f / 3.0f)) * z + 1.0f;
    return __builtin_convertvector(exponent, Floats) * 0.693147181f + 2.0f * s * series;
}

// Numbers in [0, 255] of kLanes pixels, four each, as bytes.
inline void store_bytes(std::uint8_t* out, const Ints* levels) {
#if defined(__AVX512BW__)
    const __m512i low = _mm512_packs_epi32((__m512i)levels[0], (__m512i)levels[1]);
    const __m512i high = _mm512_packs_epi32((__m512i)levels[2], (__m512i)levels[3]);
    const __m512i order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
    _mm512_storeu_si512(out, _mm512_permutexvar_epi32(order, _mm512_packus_epi16(low, high)));
#elif defined(__AVX2__)
    const __m256i low = _mm256_packs_epi32((__m256i)levels[0], (__m256i)levels[1]);
    const __m256i high = _mm256_packs_epi32((__m256i)levels[2], (__m256i)levels[3]);
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                        _mm256_permutevar8x32_epi32(_mm256_packus_epi16(low, high), order));
#elif defined(__SSE2__)
    const __m128i low = _mm_packs_epi32((__m128i)levels[0], (__m128i)levels[1]);
    const __m128i high = _mm_packs_epi32((__m128i)levels[2], (__m128i)levels[3]);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm_packus_epi16(low, high));
#else
    for (int i = 0; i < 4 * kLanes; ++i)
        out[i] = static_cast<std::uint8_t>(levels[i / kLanes][i % kLanes]);
#endif
}

// The four numbers over and over.
template <int... I> inline Floats repeated(const float* four, std::integer_sequence<int, I...>) {
    return Floats{four[I % 4]...};
}

// How far up the density's ramp: see density_height.
inline Floats heights(Floats weight, const SplatScale& scale) {
    const Floats u = weight * scale.rows;
    const Floats one = all(1.0f);
    const Floats share = logarithm(u + 1.0f) * scale.inverse_log;
    return scale.floor * (u < one ? u : one) + (1.0f - scale.floor) * (share < one ? share : one);
}

// Levels of a quarter of the pixels' channels; J: which.
template <int J, bool POINTS>
inline Ints level_of(Floats sums, Floats a_weight, Floats summit, Floats share) {
    constexpr LaneNumbers lanes;
    Floats level = sums * spread<J>(a_weight, lanes);
    if constexpr (!POINTS)
        level += summit * spread<J>(share, lanes);
    return __builtin_convertvector(level + 0.5f, Ints);
}

template <bool POINTS, class Sum>
inline void resolve_group(const Sum* colours, const Sum* depths, const SplatScale& scale,
                          std::uint8_t* out) {
    Ints levels[4] = {};
    if (!are_zero(colours)) {
        constexpr LaneNumbers lanes;
        Floats sums[4];
        for (int part = 0; part < 4; ++part)
            sums[part] = sums_at(colours + part * kLanes);
        const Floats weight =
            halves(fourths(sums[0], sums[1], lanes), fourths(sums[2], sums[3], lanes), lanes);
        Floats coverage, full, share = {}; // share: of the summit's colour, times 255
        if constexpr (POINTS) {
            coverage = covered(sums_at(depths) * scale.halvings);
            full = coverage * 255.0f;
        } else {
            const Floats height = heights(weight, scale);
            const Floats filled = height * scale.inverse_knee;
            coverage = filled < 1.0f ? filled : all(1.0f);
            const Floats above = (height - scale.knee) * scale.slope;
            share = coverage * 255.0f * (above > 0.0f ? above : Floats{});
            full = coverage * 255.0f - share;
        }
        const Floats a_weight = weight > 0.0f ? full / weight : Floats{};
        const Floats summit = repeated(scale.summit, lanes);
        levels[0] = level_of<0, POINTS>(sums[0], a_weight, summit, share);
        levels[1] = level_of<1, POINTS>(sums[1], a_weight, summit, share);
        levels[2] = level_of<2, POINTS>(sums[2], a_weight, summit, share);
        levels[3] = level_of<3, POINTS>(sums[3], a_weight, summit, share);
    }
    store_bytes(out, levels);
}

template <bool POINTS, class Sum>
void resolve_tile(const Sum* sums, const SplatLayout& layout, const SplatScale& scale,
                  const SplatOut& out) {
    for (int y = 0; y < out.height; ++y) {
        const Sum* colours = sums + y * layout.row + layout.margin * kColourSums;
        const Sum* depths = sums + y * layout.row + layout.stride * kColourSums + layout.margin;
        std::uint8_t* row = out.first + static_cast<std::size_t>(y) * out.row_bytes;
        for (int x = 0; x < out.width; x += kLanes) {
            if (x + kLanes <= out.width) {
                resolve_group<POINTS>(colours + x * kColourSums, depths + x, scale, row + x * 4);
                continue;
            }
            std::uint8_t last[4 * kLanes];
            resolve_group<POINTS>(colours + x * kColourSums, depths + x, scale, last);
            for (int i = 0; i < 4 * (out.width - x); ++i)
                row[x * 4 + i] = last[i];
        }
    }
}

template <class Sum>
void resolve_any(const Sum* sums, const SplatLayout& layout, const SplatScale& scale,
                 const SplatOut& out) {
    if (layout.has_depths)
        resolve_tile<true>(sums, layout, scale, out);
    else
        resolve_tile<false>(sums, layout, scale, out);
}

constexpr SplatKernels make_kernels(const char* name) {
    return {name,
            place,
            add_points,
            add_mixed_points,
            add_rows,
            move,
            resolve_any<std::uint32_t>,
            resolve_any<double>};
}

} // namespace

} // namespace cohortscope::plot
