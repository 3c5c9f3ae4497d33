// The distance kernels' code, included once for each instruction set with KERNEL_LANES (floats in a
// native vector) defined. Internal linkage and no inline functions of headers: see kernels.inl.
//
// The block's rows are lanes and the run's rows are broadcast one by one. A run row's sum over the
// block goes through 16 lanes (row mod 16), folded to 8 and to 4, at any width of the vectors.

namespace cohortscope::analysis {

namespace {

constexpr int kLanes = KERNEL_LANES;
constexpr int kGroupVectors = static_cast<int>(kDistanceLanes) / kLanes;
// Distances that a lane adds up in float: enough to make conversions cheap, few enough that the
// sum's rounding stays near that of one distance.
constexpr std::size_t kFloatRun = 32;
constexpr int kFull = static_cast<int>(kDistanceGroups);

typedef float Floats __attribute__((vector_size(4 * KERNEL_LANES)));
typedef float LooseFloats __attribute__((vector_size(4 * KERNEL_LANES), aligned(4), may_alias));
typedef float Float4 __attribute__((vector_size(16)));
typedef double Double2 __attribute__((vector_size(16)));
typedef double LooseDouble2 __attribute__((vector_size(16), aligned(8), may_alias));

inline Floats load(const float* from) { return *reinterpret_cast<const LooseFloats*>(from); }

// Compiled to one instruction, given -fno-math-errno.
inline Floats root(Floats values) {
    Floats roots = values;
    for (int lane = 0; lane < kLanes; ++lane)
        roots[lane] = __builtin_sqrtf(values[lane]);
    return roots;
}

// The block's columns from some row on, held here where D, their number, is known, so that no store
// makes the compiler read them again.
template <int D> struct Columns {
    const float* from[D];

    Columns(const DistanceBlock& block, std::size_t first) {
        for (int f = 0; f < D; ++f)
            from[f] = block.columns[f] + first;
    }

    Floats squared_distances(std::size_t row, const float* point) const {
        Floats difference = load(from[0] + row) - point[0];
        Floats sum = difference * difference;
        for (int f = 1; f < D; ++f) {
            difference = load(from[f] + row) - point[f];
            sum += difference * difference;
        }
        return sum;
    }

    // Here each is taken when it is needed.
    template <int Vectors> void measure(const float*, Floats*) const {}
};

template <> struct Columns<0> {
    const DistanceBlock& block;
    std::size_t first;

    Columns(const DistanceBlock& all, std::size_t first_row) : block(all), first(first_row) {}

    Floats squared_distances(std::size_t, const float*) const { return Floats{}; }

    // Columns are walked outside, so that sums of several vectors grow side by side in registers.
    template <int Vectors> void measure(const float* point, Floats* distances) const {
        constexpr int side_by_side = Vectors < 8 ? Vectors : 8;
        for (int begin = 0; begin < Vectors; begin += side_by_side) {
            Floats sums[side_by_side] = {};
            for (int f = 0; f < block.d; ++f) {
                const float* column = block.columns[f] + first + begin * kLanes;
                for (int v = 0; v < side_by_side; ++v) {
                    const Floats difference = load(column + v * kLanes) - point[f];
                    sums[v] += difference * difference;
                }
            }
            for (int v = 0; v < side_by_side; ++v)
                distances[begin + v] = sums[v];
        }
    }
};

// Sixteen lanes as the vectors of one group.
struct Lanes {
    Floats part[kGroupVectors];
};

inline Float4 fold(const Lanes& lanes) {
#if KERNEL_LANES == 16
    const Floats all = lanes.part[0];
    typedef float Float8 __attribute__((vector_size(32)));
    const Float8 half = __builtin_shufflevector(all, all, 0, 1, 2, 3, 4, 5, 6, 7) +
                        __builtin_shufflevector(all, all, 8, 9, 10, 11, 12, 13, 14, 15);
#elif KERNEL_LANES == 8
    const Floats half = lanes.part[0] + lanes.part[1];
#endif
#if KERNEL_LANES >= 8
    return __builtin_shufflevector(half, half, 0, 1, 2, 3) +
           __builtin_shufflevector(half, half, 4, 5, 6, 7);
#else
    return (lanes.part[0] + lanes.part[2]) + (lanes.part[1] + lanes.part[3]);
#endif
}

inline void add_weighted(Float4 values, double weight, double* sums) {
    LooseDouble2* low = reinterpret_cast<LooseDouble2*>(sums);
    *low +=
        __builtin_convertvector(__builtin_shufflevector(values, values, 0, 1), Double2) * weight;
    LooseDouble2* high = reinterpret_cast<LooseDouble2*>(sums + 2);
    *high +=
        __builtin_convertvector(__builtin_shufflevector(values, values, 2, 3), Double2) * weight;
}

inline void add_lanes(Floats values, double weight, double* sums) {
    Float4 quarters[kLanes / 4];
    __builtin_memcpy(quarters, &values, sizeof values);
    for (int quarter = 0; quarter < kLanes / 4; ++quarter)
        add_weighted(quarters[quarter], weight, sums + 4 * quarter);
}

// Groups of the block from `first_row` on.
template <int D, int Groups, bool Weighted>
inline void sum_groups(const DistanceBlock& block, std::size_t first_row, const DistanceRun& run,
                       double* block_sums, double* run_sums) {
    constexpr int vectors = Groups * kGroupVectors;
    const auto d = static_cast<std::size_t>(D > 0 ? D : block.d);
    const Columns<D> columns(block, first_row);
    for (std::size_t first = 0; first < run.count; first += kFloatRun) {
        const std::size_t end = first + kFloatRun < run.count ? first + kFloatRun : run.count;
        Floats sums[vectors] = {};
        for (std::size_t j = first; j < end; ++j) {
            Lanes lanes;
            Floats measured[vectors];
            if (D == 0)
                columns.template measure<vectors>(run.points + j * d, measured);
            for (int v = 0; v < vectors; ++v) {
                const std::size_t row = static_cast<std::size_t>(v * kLanes);
                Floats distance =
                    root(D == 0 ? measured[v] : columns.squared_distances(row, run.points + j * d));
                sums[v] += distance;
                if (Weighted)
                    distance *= load(block.weights + first_row + row);
                Floats& lane = lanes.part[v % kGroupVectors];
                lane = v < kGroupVectors ? distance : lane + distance;
            }
            add_weighted(fold(lanes), block.weight, run_sums + j * kDistanceParts);
        }
        for (int v = 0; v < vectors; ++v)
            add_lanes(sums[v], run.weight, block_sums + first_row + v * kLanes);
    }
}

template <int D>
void sum_block(const DistanceBlock& block, const DistanceRun& run, double* block_sums,
               double* run_sums) {
    if (!block.weights)
        return sum_groups<D, kFull, false>(block, 0, run, block_sums, run_sums);
    if (block.groups == kFull)
        return sum_groups<D, kFull, true>(block, 0, run, block_sums, run_sums);
    for (int group = 0; group < block.groups; ++group)
        sum_groups<D, 1, true>(block, static_cast<std::size_t>(group) * kDistanceLanes, run,
                               block_sums, run_sums);
}

// Unrolled up to 8 columns, a loop beyond.
void sum_any(const DistanceBlock& block, const DistanceRun& run, double* block_sums,
             double* run_sums) {
    using Sum = void (*)(const DistanceBlock&, const DistanceRun&, double*, double*);
    static constexpr Sum sums[] = {sum_block<0>, sum_block<1>, sum_block<2>,
                                   sum_block<3>, sum_block<4>, sum_block<5>,
                                   sum_block<6>, sum_block<7>, sum_block<8>};
    sums[block.d <= 8 ? block.d : 0](block, run, block_sums, run_sums);
}

} // namespace

} // namespace cohortscope::analysis
