// The kernels' code, included once for each instruction set with KERNEL_LANES (floats in a native
// vector) and the element numbers of a vector's halves defined.
//
// Everything has internal linkage, and nothing with inline functions is included: code compiled for
// one set must never be what the linker keeps for another.
//
// Rows are lanes, so the vector's width changes no row's arithmetic; sums over rows run in 16 lanes
// (row mod 16) at any width.

#include "analysis/kernels/kernels_lanes.inl"
#include "analysis/kernels/kernels_sums.inl"
#include "analysis/kernels/kernels_wide.inl"

#include "analysis/kernels/kernels_products.inl"

namespace cohortscope::analysis {

namespace {

template <int D> inline Nearest find_nearest(const Points<D>& points, const float* centres, int k) {
    Nearest nearest{points.squared_distance(centres), Ints{}};
    for (int j = 1; j < k; ++j) {
        const Floats distance = points.squared_distance(centres + j * D);
        const Ints closer = distance < nearest.distance;
        nearest.distance = closer ? distance : nearest.distance;
        nearest.label = closer ? Ints{} + j : nearest.label;
    }
    return nearest;
}

template <int D>
void assign(const float* const* columns, int d, std::size_t rows, const float* centres, int k,
            std::uint8_t* labels, float* distances) {
    alignas(64) std::int32_t block[kBlockRows];
    for (std::size_t first = 0; first < rows; first += kBlockRows) {
        for (std::size_t i = 0; i < kBlockRows; i += kLanes) {
            const Points<D> points(columns, d, first + i);
            const Nearest nearest = find_nearest(points, centres, k);
            store(distances + first + i, nearest.distance);
            *reinterpret_cast<Ints*>(block + i) = nearest.label;
        }
        narrow(block, labels + first);
    }
}

template <int D>
void nearest(const KernelRows& rows, const float* centres, int k, std::uint8_t* labels) {
    alignas(64) std::int32_t block[kBlockRows];
    for (std::size_t first = 0; first < rows.rows; first += kBlockRows) {
        for (std::size_t i = 0; i < kBlockRows; i += kLanes) {
            const Points<D> points(rows.columns, rows.d, first + i);
            *reinterpret_cast<Ints*>(block + i) = find_nearest(points, centres, k).label;
        }
        narrow(block, labels + first);
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
            *reinterpret_cast<Ints*>(block + i) = find_nearest(points, centres, k).label;
        }
        narrow(block, fresh);
        take_labels(fresh, first, labels, moves);
    }
    drop_padding(moves, rows.rows);
    // Beyond this share, summing all rows again costs less.
    if (moves.count * 3 > rows.rows)
        sum_clusters(rows, labels, k, sums, counts);
    else
        adjust_sums(rows, moves, sums, counts);
    return moves.count;
}

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
    const std::size_t end = padded(rows.rows);
    for (std::size_t first = 0; first < end; first += kSumLanes) {
        for (int part = 0; part < kSumLanes / kLanes; ++part) {
            const std::size_t i = first + static_cast<std::size_t>(part * kLanes);
            const Points<D> points(rows.columns, rows.d, i);
            const Floats lowered = lower(load(distances + i), points.squared_distance(centre));
            store(distances + i, lowered);
            for (int c = 0; c < count; ++c)
                sums[c].add(part, lower(lowered, points.squared_distance(candidates + c * D)));
        }
    }
    for (int c = 0; c < count; ++c)
        potentials[c] = sums[c].total();
}

void project(const float* const* columns, int d, std::size_t rows, const float* loadings,
             float* x) {
    if (d > kPartColumns)
        return project_wide(columns, d, rows, loadings, x);
    for (std::size_t i = 0; i < rows; i += kLanes) {
        Floats sum = load(columns[0] + i) * loadings[0];
        for (int f = 1; f < d; ++f)
            sum += load(columns[f] + i) * loadings[f];
        store(x + i, sum);
    }
}

// Calls the variant of a kernel for d columns: unrolled up to 8, in parts of 8 beyond.
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
        return kernel##_wide(__VA_ARGS__);                                                         \
    }

void assign_any(const float* const* columns, int d, std::size_t rows, const float* centres, int k,
                std::uint8_t* labels, float* distances) {
    KERNEL_BY_COLUMNS(assign, d, columns, d, rows, centres, k, labels, distances)
}

void nearest_any(const KernelRows& rows, const float* centres, int k,
                 std::uint8_t* labels){KERNEL_BY_COLUMNS(nearest, rows.d, rows, centres, k, labels)}

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
    return {name,       assign_any, nearest_any, reassign_any, sum_clusters,
            sum_errors, lower_any,  weigh_any,   project};
}

} // namespace

} // namespace cohortscope::analysis
