// The passes over tables of more than eight columns. Part of kernels.inl.
//
// Columns are walked outside, eight at a time, and rows in blocks: the running sums of a block's
// squared distances to all centres stay in the first-level cache, eight columns of some rows in
// registers, and no more than eight streams of memory are read at once. A row's sum takes its
// columns one by one in their order, as in the kernels for few columns.

namespace cohortscope::analysis {

namespace {

constexpr int kPartColumns = 8;
constexpr std::size_t kMostWideRows = 512;
constexpr std::size_t kRunningSums = 4096; // floats: 16 KiB
// A centre's sums begin off the powers of two, where they would share sets of the cache.
constexpr std::size_t kSpareSums = 16;

// Squared distances of a block of rows to some centres, or their products.
struct WideDistances {
    alignas(64) float sums[kRunningSums]; // centres × stride
    const float* centres[kMostClusters];  // d each
    int k;
    std::size_t rows; // of a full block; a multiple of kBlockRows
    std::size_t stride;

    explicit WideDistances(int count) : k(count) {
        rows = (kRunningSums / static_cast<std::size_t>(count) - kSpareSums) & ~(kBlockRows - 1);
        rows = rows < kMostWideRows ? rows : kMostWideRows;
        stride = rows + kSpareSums;
    }

    void take_centres(const float* from, int d, int first, int count) {
        for (int j = 0; j < count; ++j)
            centres[first + j] = from + j * d;
    }

    Floats of(int j, std::size_t row) const {
        return load(sums + static_cast<std::size_t>(j) * stride + row);
    }

    Nearest nearest(std::size_t row) const {
        Nearest nearest{of(0, row), Ints{}};
        for (int j = 1; j < k; ++j) {
            const Floats distance = of(j, row);
            const Ints closer = distance < nearest.distance;
            nearest.distance = closer ? distance : nearest.distance;
            nearest.label = closer ? Ints{} + j : nearest.label;
        }
        return nearest;
    }
};
static_assert((kRunningSums / kMostClusters - kSpareSums) / kBlockRows >= 1);

// Adds to the sums of some rows and a centre what D columns do.
struct AddDistance {
    template <int D> static Floats add(const Points<D>& points, const float* centre, Floats sum) {
        return points.added_to(sum, centre);
    }
};

// Rows [first, first + count) on columns [f, f + D).
template <class Term, int D>
void add_part(const float* const* columns, int f, std::size_t first, std::size_t count,
              WideDistances& distances) {
    const float* from[D];
    for (int g = 0; g < D; ++g)
        from[g] = columns[f + g] + first;
    float centres[kMostClusters * D]; // side by side: one address for all
    for (int j = 0; j < distances.k; ++j)
        __builtin_memcpy(centres + j * D, distances.centres[j] + f, D * sizeof(float));
    const float* end = centres + distances.k * D;
    for (std::size_t i = 0; i < count; i += kLanes) {
        const Points<D> points(from, D, i);
        float* sum = distances.sums + i;
        for (const float* centre = centres; centre < end; centre += D, sum += distances.stride)
            store(sum, Term::add(points, centre, load(sum)));
    }
}

// Adds what every column does.
template <class Term>
void add_columns(const float* const* columns, int d, std::size_t first, std::size_t count,
                 WideDistances& distances) {
    for (int f = 0; f < d; f += kPartColumns) {
        using Add = void (*)(const float* const*, int, std::size_t, std::size_t, WideDistances&);
        static constexpr Add add[] = {add_part<Term, 1>, add_part<Term, 2>, add_part<Term, 3>,
                                      add_part<Term, 4>, add_part<Term, 5>, add_part<Term, 6>,
                                      add_part<Term, 7>, add_part<Term, 8>};
        const int left = d - f < kPartColumns ? d - f : kPartColumns;
        add[left - 1](columns, f, first, count, distances);
    }
}

void measure_wide(const float* const* columns, int d, std::size_t first, std::size_t count,
                  WideDistances& distances) {
    for (int j = 0; j < distances.k; ++j)
        for (std::size_t i = 0; i < count; i += kLanes)
            store(distances.sums + static_cast<std::size_t>(j) * distances.stride + i, Floats{});
    add_columns<AddDistance>(columns, d, first, count, distances);
}

inline std::size_t block_rows(const WideDistances& distances, std::size_t first, std::size_t end) {
    return distances.rows < end - first ? distances.rows : end - first;
}

void assign_wide(const float* const* columns, int d, std::size_t rows, const float* centres, int k,
                 std::uint8_t* labels, float* to) {
    WideDistances distances(k);
    distances.take_centres(centres, d, 0, k);
    alignas(64) std::int32_t block[kBlockRows];
    for (std::size_t first = 0; first < rows; first += distances.rows) {
        const std::size_t count = block_rows(distances, first, rows);
        measure_wide(columns, d, first, count, distances);
        for (std::size_t i = 0; i < count; i += kLanes) {
            const Nearest nearest = distances.nearest(i);
            store(to + first + i, nearest.distance);
            *reinterpret_cast<Ints*>(block + i % kBlockRows) = nearest.label;
            if ((i + kLanes) % kBlockRows == 0)
                narrow(block, labels + first + (i & ~(kBlockRows - 1)));
        }
    }
}

double lower_distances_wide(const KernelRows& rows, const float* centre, float* lowest) {
    WideDistances distances(1);
    distances.take_centres(centre, rows.d, 0, 1);
    LaneSum sum;
    const std::size_t end = padded(rows.rows);
    for (std::size_t first = 0; first < end; first += distances.rows) {
        const std::size_t count = block_rows(distances, first, end);
        measure_wide(rows.columns, rows.d, first, count, distances);
        for (std::size_t i = 0; i < count; i += kLanes) {
            const Floats lowered = lower(load(lowest + first + i), distances.of(0, i));
            store(lowest + first + i, lowered);
            sum.add(static_cast<int>(i % kSumLanes / kLanes), lowered);
        }
    }
    return sum.total();
}

void weigh_candidates_wide(const KernelRows& rows, const float* centre, float* lowest,
                           const float* candidates, int count, double* potentials) {
    WideDistances distances(count + 1);
    distances.take_centres(centre, rows.d, 0, 1);
    distances.take_centres(candidates, rows.d, 1, count);
    LaneSum sums[kMaximumCandidates];
    const std::size_t end = padded(rows.rows);
    for (std::size_t first = 0; first < end; first += distances.rows) {
        const std::size_t size = block_rows(distances, first, end);
        measure_wide(rows.columns, rows.d, first, size, distances);
        for (std::size_t i = 0; i < size; i += kLanes) {
            const Floats lowered = lower(load(lowest + first + i), distances.of(0, i));
            store(lowest + first + i, lowered);
            for (int c = 0; c < count; ++c)
                sums[c].add(static_cast<int>(i % kSumLanes / kLanes),
                            lower(lowered, distances.of(c + 1, i)));
        }
    }
    for (int c = 0; c < count; ++c)
        potentials[c] = sums[c].total();
}

// A row's sum takes its columns in their order; here the columns are walked outside.
void project_wide(const float* const* columns, int d, std::size_t rows, const float* loadings,
                  float* x) {
    for (std::size_t first = 0; first < rows; first += kMostWideRows) {
        const std::size_t end = first + kMostWideRows < rows ? first + kMostWideRows : rows;
        for (std::size_t i = first; i < end; i += kLanes)
            store(x + i, load(columns[0] + i) * loadings[0]);
        for (int f = 1; f < d; ++f)
            for (std::size_t i = first; i < end; i += kLanes)
                store(x + i, load(x + i) + load(columns[f] + i) * loadings[f]);
    }
}

} // namespace

} // namespace cohortscope::analysis
