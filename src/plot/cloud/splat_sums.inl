// The splat's sums: the part of splat_kernels.inl, inside its namespace, that adds sprites to
// tiles. Plain code with internal linkage, as there.

// sums of kGroup pixels += coverage · weight, both in [0, 32767]: a product of 16 bits is fast in
// every set, and the upper halves are 0.
#if defined(__AVX512BW__)
struct Weight {
    __m512i value;
    explicit Weight(const std::int32_t* w)
        : value(_mm512_broadcast_i32x4(_mm_loadu_si128(reinterpret_cast<const __m128i*>(w)))) {}
};
inline void add_colours(std::uint32_t* sums, const std::uint32_t* coverage, const Weight& weight) {
    const __m512i factors =
        _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(coverage)));
    _mm512_storeu_si512(
        sums, _mm512_add_epi32(_mm512_loadu_si512(sums), _mm512_madd_epi16(factors, weight.value)));
}
#elif defined(__AVX2__)
struct Weight {
    __m256i value;
    explicit Weight(const std::int32_t* w)
        : value(_mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(w)))) {
    }
};
inline void add_colours(std::uint32_t* sums, const std::uint32_t* coverage, const Weight& weight) {
    for (int half = 0; half < 2; ++half) {
        __m256i* place = reinterpret_cast<__m256i*>(sums + 8 * half);
        const __m256i factors = _mm256_cvtepu8_epi32(
            _mm_loadl_epi64(reinterpret_cast<const __m128i*>(coverage + 2 * half)));
        _mm256_storeu_si256(place, _mm256_add_epi32(_mm256_loadu_si256(place),
                                                    _mm256_madd_epi16(factors, weight.value)));
    }
}
#elif defined(__SSE2__)
struct Weight {
    __m128i value;
    explicit Weight(const std::int32_t* w)
        : value(_mm_loadu_si128(reinterpret_cast<const __m128i*>(w))) {}
};
inline void add_product(std::uint32_t* sums, __m128i factors, const Weight& weight) {
    __m128i* place = reinterpret_cast<__m128i*>(sums);
    _mm_storeu_si128(place,
                     _mm_add_epi32(_mm_loadu_si128(place), _mm_madd_epi16(factors, weight.value)));
}
inline void add_colours(std::uint32_t* sums, const std::uint32_t* coverage, const Weight& weight) {
    const __m128i zero = _mm_setzero_si128();
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(coverage));
    const __m128i low = _mm_unpacklo_epi8(bytes, zero);
    const __m128i high = _mm_unpackhi_epi8(bytes, zero);
    add_product(sums, _mm_unpacklo_epi16(low, zero), weight);
    add_product(sums + 4, _mm_unpackhi_epi16(low, zero), weight);
    add_product(sums + 8, _mm_unpacklo_epi16(high, zero), weight);
    add_product(sums + 12, _mm_unpackhi_epi16(high, zero), weight);
}
#else
struct Weight {
    const std::int32_t* value;
    explicit Weight(const std::int32_t* w) : value(w) {}
};
inline void add_colours(std::uint32_t* sums, const std::uint32_t* coverage, const Weight& weight) {
    for (int i = 0; i < kGroup * kColourSums; ++i)
        sums[i] += (coverage[i / kColourSums] & 0xffu) *
                   static_cast<std::uint32_t>(weight.value[i % kColourSums]);
}
#endif

inline void add_four(std::uint32_t* sums, const std::int32_t* values) {
    *reinterpret_cast<LooseWord4*>(sums) += *reinterpret_cast<const LooseWord4*>(values);
}

inline int smaller(int a, int b) { return a < b ? a : b; }
inline int larger(int a, int b) { return a > b ? a : b; }

// STRIDE: the sprites' where it is known, else 0.
template <int STRIDE, bool DEPTHS>
inline void add_point(std::uint32_t* sums, const SplatLayout& layout, const SplatSprites& sprites,
                      const SplatInk& ink, std::uint32_t point) {
    const int stride = STRIDE > 0 ? STRIDE : sprites.stride;
    const std::uint32_t mask = (1u << sprites.shift) - 1;
    const std::uint32_t x = (point >> 8 & 0xfff) + sprites.offset;
    const std::uint32_t y = (point >> 20) + sprites.offset;
    const std::size_t place = ((y & mask) << sprites.shift | (x & mask)) * sprites.pixels;
    const std::uint32_t* coverage = sprites.coverage + place;
    const std::int32_t* depths = DEPTHS ? sprites.depths[ink.depth] + place : nullptr;
    const Weight weight(ink.weight);
    const int left = static_cast<int>(x >> sprites.shift);
    const int top = static_cast<int>(y >> sprites.shift) - layout.margin;
    const int end = smaller(sprites.width, kTile - top);
    for (int row = larger(0, -top); row < end; ++row) {
        std::uint32_t* colours = sums + (top + row) * layout.row + left * kColourSums;
        std::uint32_t* sum = sums + (top + row) * layout.row + layout.stride * kColourSums + left;
        for (int pixel = 0; pixel < stride; pixel += kGroup) {
            add_colours(colours + pixel * kColourSums, coverage + row * stride + pixel, weight);
            if constexpr (DEPTHS)
                add_four(sum + pixel, depths + row * stride + pixel);
        }
    }
}

template <int STRIDE, bool DEPTHS>
void add_all(std::uint32_t* sums, const SplatLayout& layout, const SplatSprites* sprites,
             const SplatInk* inks, const std::uint32_t* points, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        add_point<STRIDE, DEPTHS>(sums, layout, *sprites, inks[points[i] & (kSplatInks - 1)],
                                  points[i]);
}

void add_points(std::uint32_t* sums, const SplatLayout& layout, const SplatSprites* sprites,
                const SplatInk* inks, const std::uint32_t* points, std::size_t count) {
    if (sprites->stride == 4)
        add_all<4, true>(sums, layout, sprites, inks, points, count);
    else if (sprites->stride == 8)
        add_all<8, true>(sums, layout, sprites, inks, points, count);
    else
        add_all<0, true>(sums, layout, sprites, inks, points, count);
}

void add_mixed_points(std::uint32_t* sums, const SplatLayout& layout, const SplatSprites* sprites,
                      const SplatInk* inks, const std::uint32_t* points, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const SplatInk& ink = inks[points[i] & (kSplatInks - 1)];
        const SplatSprites& its = sprites[ink.shape];
        if (its.stride == 4)
            add_point<4, true>(sums, layout, its, ink, points[i]);
        else if (its.stride == 8)
            add_point<8, true>(sums, layout, its, ink, points[i]);
        else
            add_point<0, true>(sums, layout, its, ink, points[i]);
    }
}

void add_rows(std::uint32_t* sums, const SplatLayout& layout, const SplatSprites* sprites,
              const SplatInk* inks, const std::uint32_t* points, std::size_t count) {
    add_all<4, false>(sums, layout, sprites, inks, points, count);
}

void move(std::uint32_t* sums, double* totals, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        totals[i] += static_cast<double>(sums[i]);
        sums[i] = 0;
    }
}
