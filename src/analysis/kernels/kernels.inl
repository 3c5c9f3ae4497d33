// The kernels' code, included once for each instruction set with KERNEL_LANES (floats in a native
// vector) and the element numbers of a vector's halves defined.
//
// Everything has internal linkage, and nothing with inline functions is included: code compiled for
// one set must never be what the linker keeps for another.
//
// Rows are lanes, so the vector's width changes no row's arithmetic; sums over rows run in 16 lanes
// (row mod 16) at any width.

namespace cohortscope::analysis {

namespace {

constexpr int kLanes = KERNEL_LANES;
constexpr std::size_t kBlockRows = 64;
constexpr int kSumLanes = 16;
constexpr int kMostClusters = 50;

typedef float Floats __attribute__((vector_size(4 * KERNEL_LANES)));
typedef float LooseFloats __attribute__((vector_size(4 * KERNEL_LANES), aligned(4), may_alias));
typedef std::int32_t Ints __attribute__((vector_size(4 * KERNEL_LANES)));
typedef double Doubles __attribute__((vector_size(4 * KERNEL_LANES)));
typedef float Float4 __attribute__((vector_size(16)));
typedef float LooseFloat4 __attribute__((vector_size(16), aligned(4), may_alias));
#if KERNEL_LANES >= 8
typedef double Double4 __attribute__((vector_size(32)));
#endif

inline Floats load(const float* from) { return *reinterpret_cast<const LooseFloats*>(from); }
inline void store(float* to, Floats values) { *reinterpret_cast<LooseFloats*>(to) = values; }

// The coordinates of kLanes rows, in registers where D, the number of columns, is known.
template <int D> struct Points {
    Floats x[D];

    Points(const float* const* columns, int, std::size_t first) {
        for (int f = 0; f < D; ++f)
            x[f] = load(columns[f] + first);
    }

    Floats squared_distance(const float* centre) const {
        Floats sum = (x[0] - centre[0]) * (x[0] - centre[0]);
        for (int f = 1; f < D; ++f)
            sum += (x[f] - centre[f]) * (x[f] - centre[f]);
        return sum;
    }
};

template <> struct Points<0> {
    const float* const* columns;
    int d;
    std::size_t first;

    Points(const float* const* all, int dimensions, std::size_t row)
        : columns(all), d(dimensions), first(row) {}

    Floats squared_distance(const float* centre) const {
        Floats difference = load(columns[0] + first) - centre[0];
        Floats sum = difference * difference;
        for (int f = 1; f < d; ++f) {
            difference = load(columns[f] + first) - centre[f];
            sum += difference * difference;
        }
        return sum;
    }
};

// A sum over rows in 16 lanes.
struct LaneSum {
    Doubles lanes[2 * kSumLanes / kLanes];

    LaneSum() {
        for (Doubles& part : lanes)
            part = Doubles{};
    }

    // `part` counts vectors within the 16 rows.
    void add(int part, Floats values) {
        lanes[2 * part] += __builtin_convertvector(
            __builtin_shufflevector(values, values, KERNEL_LOW_HALF), Doubles);
        lanes[2 * part + 1] += __builtin_convertvector(
            __builtin_shufflevector(values, values, KERNEL_HIGH_HALF), Doubles);
    }

    double total() const {
        double sum = 0.0;
        for (const Doubles& part : lanes)
            for (int lane = 0; lane < kLanes / 2; ++lane)
                sum += part[lane];
        return sum;
    }
};

inline std::size_t padded(std::size_t rows) { return (rows + kBlockRows - 1) & ~(kBlockRows - 1); }

struct Nearest {
    Floats distance;
    Ints label;
};

template <int D>
inline Nearest find_nearest(const Points<D>& points, const float* centres, int d, int k) {
    Nearest nearest{points.squared_distance(centres), Ints{}};
    for (int j = 1; j < k; ++j) {
        const Floats distance = points.squared_distance(centres + j * d);
        const Ints closer = distance < nearest.distance;
        nearest.distance = closer ? distance : nearest.distance;
        nearest.label = closer ? Ints{} + j : nearest.label;
    }
    return nearest;
}

inline void narrow(const std::int32_t* labels, std::uint8_t* bytes) {
    for (std::size_t i = 0; i < kBlockRows; ++i)
        bytes[i] = static_cast<std::uint8_t>(labels[i]);
}

template <int D>
void assign(const float* const* columns, int d, std::size_t rows, const float* centres, int k,
            std::uint8_t* labels, float* distances) {
    alignas(64) std::int32_t block[kBlockRows];
    for (std::size_t first = 0; first < rows; first += kBlockRows) {
        for (std::size_t i = 0; i < kBlockRows; i += kLanes) {
            const Points<D> points(columns, d, first + i);
            const Nearest nearest = find_nearest(points, centres, D > 0 ? D : d, k);
            store(distances + first + i, nearest.distance);
            *reinterpret_cast<Ints*>(block + i) = nearest.label;
        }
        narrow(block, labels + first);
    }
}

// Sums of one column by label. Four running sums a cluster (row mod 4), so that a row need not wait
// for the one before.
inline void sum_column(const KernelRows& rows, int f, const std::uint8_t* labels, double* sums,
                       int k) {
    double partial[4][kMostClusters] = {};
    const float* column = rows.columns[f];
    std::size_t i = 0;
    for (; i + 4 <= rows.rows; i += 4)
        for (std::size_t part = 0; part < 4; ++part)
            partial[part][labels[i + part]] += static_cast<double>(column[i + part]);
    for (std::size_t part = 0; i + part < rows.rows; ++part)
        partial[part][labels[i + part]] += static_cast<double>(column[i + part]);
    for (int j = 0; j < k; ++j)
        sums[j * rows.d + f] = (partial[0][j] + partial[1][j]) + (partial[2][j] + partial[3][j]);
}

#if KERNEL_LANES >= 8
// sum_column for columns f to f + 3 at once: one addition for four.
inline void sum_four_columns(const KernelRows& rows, int f, const std::uint8_t* labels,
                             double* sums, int k) {
    Double4 partial[4][kMostClusters] = {};
    const float* const* columns = rows.columns + f;
    std::size_t i = 0;
    for (; i + 4 <= rows.rows; i += 4) {
        const Float4 a = *reinterpret_cast<const LooseFloat4*>(columns[0] + i);
        const Float4 b = *reinterpret_cast<const LooseFloat4*>(columns[1] + i);
        const Float4 c = *reinterpret_cast<const LooseFloat4*>(columns[2] + i);
        const Float4 d = *reinterpret_cast<const LooseFloat4*>(columns[3] + i);
        const Float4 ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
        const Float4 ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
        const Float4 cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5);
        const Float4 cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
        partial[0][labels[i]] +=
            __builtin_convertvector(__builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5), Double4);
        partial[1][labels[i + 1]] +=
            __builtin_convertvector(__builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7), Double4);
        partial[2][labels[i + 2]] +=
            __builtin_convertvector(__builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5), Double4);
        partial[3][labels[i + 3]] +=
            __builtin_convertvector(__builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7), Double4);
    }
    for (std::size_t part = 0; i + part < rows.rows; ++part) {
        const std::size_t row = i + part;
        partial[part][labels[row]] += __builtin_convertvector(
            (Float4{columns[0][row], columns[1][row], columns[2][row], columns[3][row]}), Double4);
    }
    for (int j = 0; j < k; ++j)
        for (int g = 0; g < 4; ++g)
            sums[j * rows.d + f + g] =
                (partial[0][j][g] + partial[1][j][g]) + (partial[2][j][g] + partial[3][j][g]);
}
#endif

void count_labels(const std::uint8_t* labels, std::size_t rows, int k, std::int32_t* counts) {
    std::int32_t partial[4][kMostClusters] = {};
    std::size_t i = 0;
    for (; i + 4 <= rows; i += 4)
        for (std::size_t part = 0; part < 4; ++part)
            ++partial[part][labels[i + part]];
    for (; i < rows; ++i)
        ++partial[0][labels[i]];
    for (int j = 0; j < k; ++j)
        counts[j] = partial[0][j] + partial[1][j] + partial[2][j] + partial[3][j];
}

void sum_clusters(const KernelRows& rows, const std::uint8_t* labels, int k, double* sums,
                  std::int32_t* counts) {
    int f = 0;
#if KERNEL_LANES >= 8
    for (; f + 4 <= rows.d; f += 4)
        sum_four_columns(rows, f, labels, sums, k);
#endif
    for (; f < rows.d; ++f)
        sum_column(rows, f, labels, sums, k);
    count_labels(labels, rows.rows, k, counts);
}

// Rows of a chunk whose label changed, in order.
struct Moves {
    struct Move {
        std::uint16_t row;
        std::uint8_t from, to;
    };
    Move list[kMaximumKernelRows + 8];
    std::size_t count;
};

// Takes over the labels `fresh` of one block of rows, and lists those that differ. Whether one does
// is hard to predict, so there is no branch for it.
inline void take_labels(const std::uint8_t* fresh, std::size_t first, std::uint8_t* labels,
                        Moves& moves) {
    for (std::size_t i = 0; i < kBlockRows; i += 8) {
        std::uint64_t before, after;
        __builtin_memcpy(&before, labels + first + i, 8);
        __builtin_memcpy(&after, fresh + i, 8);
        if (before == after)
            continue;
        for (std::size_t row = first + i; row < first + i + 8; ++row) {
            const std::uint8_t from = labels[row];
            const std::uint8_t to = fresh[row - first];
            moves.list[moves.count] = {static_cast<std::uint16_t>(row), from, to};
            moves.count += from != to;
        }
        __builtin_memcpy(labels + first + i, &after, 8);
    }
}

inline void adjust_sums(const KernelRows& rows, const Moves& moves, double* sums,
                        std::int32_t* counts) {
    for (std::size_t m = 0; m < moves.count; ++m) {
        const Moves::Move move = moves.list[m];
        double* from = sums + move.from * rows.d;
        double* to = sums + move.to * rows.d;
        for (int f = 0; f < rows.d; ++f) {
            const double value = static_cast<double>(rows.columns[f][move.row]);
            from[f] -= value;
            to[f] += value;
        }
        --counts[move.from];
        ++counts[move.to];
    }
}

template <int D>
std::size_t reassign(const KernelRows& rows, const float* centres, int k, std::uint8_t* labels,
                     double* sums, std::int32_t* counts) {
    alignas(64) std::int32_t block[kBlockRows];
    alignas(64) std::uint8_t fresh[kBlockRows];
    Moves moves;
    moves.count = 0;
    for (std::size_t first = 0; first < rows.rows; first += kBlockRows) {
        for (std::size_t i = 0; i < kBlockRows; i += kLanes) {
            const Points<D> points(rows.columns, rows.d, first + i);
            *reinterpret_cast<Ints*>(block + i) =
                find_nearest(points, centres, D > 0 ? D : rows.d, k).label;
        }
        narrow(block, fresh);
        take_labels(fresh, first, labels, moves);
    }
    while (moves.count > 0 && moves.list[moves.count - 1].row >= rows.rows)
        --moves.count;
    // Beyond this share, summing all rows again costs less.
    if (moves.count * 3 > rows.rows)
        sum_clusters(rows, labels, k, sums, counts);
    else
        adjust_sums(rows, moves, sums, counts);
    return moves.count;
}

double sum_errors(const KernelRows& rows, const std::uint8_t* labels, const double* centres) {
    double lanes[kSumLanes] = {};
    for (std::size_t i = 0; i < rows.rows; ++i) {
        const double* centre = centres + labels[i] * rows.d;
        double error = 0.0;
        for (int f = 0; f < rows.d; ++f) {
            const double difference = static_cast<double>(rows.columns[f][i]) - centre[f];
            error += difference * difference;
        }
        lanes[i % kSumLanes] += error;
    }
    double total = 0.0;
    for (const double lane : lanes)
        total += lane;
    return total;
}

inline Floats lower(Floats distance, Floats other) { return other < distance ? other : distance; }

template <int D>
double lower_distances(const KernelRows& rows, const float* centre, float* distances) {
    LaneSum sum;
    const std::size_t end = padded(rows.rows);
    for (std::size_t first = 0; first < end; first += kSumLanes) {
        for (int part = 0; part < kSumLanes / kLanes; ++part) {
            const std::size_t i = first + static_cast<std::size_t>(part * kLanes);
            const Points<D> points(rows.columns, rows.d, i);
            const Floats lowered = lower(load(distances + i), points.squared_distance(centre));
            store(distances + i, lowered);
            sum.add(part, lowered);
        }
    }
    return sum.total();
}

template <int D>
void weigh_candidates(const KernelRows& rows, const float* centre, float* distances,
                      const float* candidates, int count, double* potentials) {
    LaneSum sums[kMaximumCandidates];
    const int d = D > 0 ? D : rows.d;
    const std::size_t end = padded(rows.rows);
    for (std::size_t first = 0; first < end; first += kSumLanes) {
        for (int part = 0; part < kSumLanes / kLanes; ++part) {
            const std::size_t i = first + static_cast<std::size_t>(part * kLanes);
            const Points<D> points(rows.columns, rows.d, i);
            const Floats lowered = lower(load(distances + i), points.squared_distance(centre));
            store(distances + i, lowered);
            for (int c = 0; c < count; ++c)
                sums[c].add(part, lower(lowered, points.squared_distance(candidates + c * d)));
        }
    }
    for (int c = 0; c < count; ++c)
        potentials[c] = sums[c].total();
}

void project(const float* const* columns, int d, std::size_t rows, const float* loadings,
             float* x) {
    for (std::size_t i = 0; i < rows; i += kLanes) {
        Floats sum = load(columns[0] + i) * loadings[0];
        for (int f = 1; f < d; ++f)
            sum += load(columns[f] + i) * loadings[f];
        store(x + i, sum);
    }
}

// Calls the variant of a kernel for d columns: unrolled up to 8, a loop beyond.
#define KERNEL_BY_COLUMNS(kernel, d, ...)                                                          \
    switch (d) {                                                                                   \
    case 1:                                                                                        \
        return kernel<1>(__VA_ARGS__);                                                             \
    case 2:                                                                                        \
        return kernel<2>(__VA_ARGS__);                                                             \
    case 3:                                                                                        \
        return kernel<3>(__VA_ARGS__);                                                             \
    case 4:                                                                                        \
        return kernel<4>(__VA_ARGS__);                                                             \
    case 5:                                                                                        \
        return kernel<5>(__VA_ARGS__);                                                             \
    case 6:                                                                                        \
        return kernel<6>(__VA_ARGS__);                                                             \
    case 7:                                                                                        \
        return kernel<7>(__VA_ARGS__);                                                             \
    case 8:                                                                                        \
        return kernel<8>(__VA_ARGS__);                                                             \
    default:                                                                                       \
        return kernel<0>(__VA_ARGS__);                                                             \
    }

void assign_any(const float* const* columns, int d, std::size_t rows, const float* centres, int k,
                std::uint8_t* labels, float* distances){
    KERNEL_BY_COLUMNS(assign, d, columns, d, rows, centres, k, labels, distances)}

std::size_t reassign_any(const KernelRows& rows, const float* centres, int k, std::uint8_t* labels,
                         double* sums, std::int32_t* counts) {
    KERNEL_BY_COLUMNS(reassign, rows.d, rows, centres, k, labels, sums, counts)
}

double lower_any(const KernelRows& rows, const float* centre, float* distances) {
    KERNEL_BY_COLUMNS(lower_distances, rows.d, rows, centre, distances)
}

void weigh_any(const KernelRows& rows, const float* centre, float* distances,
               const float* candidates, int count, double* potentials) {
    KERNEL_BY_COLUMNS(weigh_candidates, rows.d, rows, centre, distances, candidates, count,
                      potentials)
}

constexpr Kernels make_kernels(const char* name) {
    return {name,       assign_any, reassign_any, sum_clusters,
            sum_errors, lower_any,  weigh_any,    project};
}

} // namespace

} // namespace cohortscope::analysis
