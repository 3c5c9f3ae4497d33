// Sums of clusters and of errors, and their adjustment for rows that change cluster. Part of
// kernels.inl.

namespace cohortscope::analysis {

namespace {

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

inline void add_point(const float* point, int d, double* sums) {
    for (int f = 0; f < d; ++f)
        sums[f] += static_cast<double>(point[f]);
}

inline void subtract_point(const float* point, int d, double* sums) {
    for (int f = 0; f < d; ++f)
        sums[f] -= static_cast<double>(point[f]);
}

void sum_points(const KernelRows& rows, const std::uint8_t* labels, int k, double* sums) {
    for (int i = 0; i < k * rows.d; ++i)
        sums[i] = 0.0;
    for (std::size_t row = 0; row < rows.rows; ++row)
        add_point(rows.points + row * static_cast<std::size_t>(rows.d), rows.d,
                  sums + labels[row] * rows.d);
}

void sum_clusters(const KernelRows& rows, const std::uint8_t* labels, int k, double* sums,
                  std::int32_t* counts) {
    count_labels(labels, rows.rows, k, counts);
    if (rows.points)
        return sum_points(rows, labels, k, sums);
    int f = 0;
#if KERNEL_LANES >= 8
    for (; f + 4 <= rows.d; f += 4)
        sum_four_columns(rows, f, labels, sums, k);
#endif
    for (; f < rows.d; ++f)
        sum_column(rows, f, labels, sums, k);
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

// Padding rows stand at the end of a chunk.
inline void drop_padding(Moves& moves, std::size_t rows) {
    while (moves.count > 0 && moves.list[moves.count - 1].row >= rows)
        --moves.count;
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

// Rows that move lie scattered: each is fetched while those before it are added.
inline void fetch_point(const float* point, int d) {
    constexpr int line = 16; // floats
    for (int f = 0; f < d; f += line)
        __builtin_prefetch(point + f);
    __builtin_prefetch(point + d - 1);
}

void adjust_sums_by_points(const KernelRows& rows, const Moves& moves, double* sums) {
    constexpr std::size_t ahead = 8;
    for (std::size_t m = 0; m < moves.count; ++m) {
        const Moves::Move move = moves.list[m];
        if (m + ahead < moves.count)
            fetch_point(rows.points + moves.list[m + ahead].row * static_cast<std::size_t>(rows.d),
                        rows.d);
        const float* point = rows.points + move.row * static_cast<std::size_t>(rows.d);
        subtract_point(point, rows.d, sums + move.from * rows.d);
        add_point(point, rows.d, sums + move.to * rows.d);
    }
}

// adjust_sums by eight columns after eight, so that the rows that move are read as few streams.
void adjust_sums_by_parts(const KernelRows& rows, const Moves& moves, double* sums) {
    constexpr int part = 8;
    for (int first = 0; first < rows.d; first += part) {
        const int end = first + part < rows.d ? first + part : rows.d;
        for (std::size_t m = 0; m < moves.count; ++m) {
            const Moves::Move move = moves.list[m];
            double* from = sums + move.from * rows.d;
            double* to = sums + move.to * rows.d;
            for (int f = first; f < end; ++f) {
                const double value = static_cast<double>(rows.columns[f][move.row]);
                from[f] -= value;
                to[f] += value;
            }
        }
    }
}

void adjust_wide_sums(const KernelRows& rows, const Moves& moves, double* sums,
                      std::int32_t* counts) {
    if (rows.points)
        adjust_sums_by_points(rows, moves, sums);
    else
        adjust_sums_by_parts(rows, moves, sums);
    for (std::size_t m = 0; m < moves.count; ++m) {
        --counts[moves.list[m].from];
        ++counts[moves.list[m].to];
    }
}

// A row's error takes its columns in their order, at any number of columns a part.
double sum_errors(const KernelRows& rows, const std::uint8_t* labels, const double* centres) {
    constexpr int part = 8;
    double lanes[kSumLanes] = {};
    for (std::size_t first = 0; first < rows.rows; first += kBlockRows) {
        const std::size_t count = kBlockRows < rows.rows - first ? kBlockRows : rows.rows - first;
        double errors[kBlockRows] = {};
        for (int begin = 0; begin < rows.d; begin += part) {
            const int end = begin + part < rows.d ? begin + part : rows.d;
            for (std::size_t i = 0; i < count; ++i) {
                const double* centre = centres + labels[first + i] * rows.d;
                double error = errors[i];
                for (int f = begin; f < end; ++f) {
                    const double difference =
                        static_cast<double>(rows.columns[f][first + i]) - centre[f];
                    error += difference * difference;
                }
                errors[i] = error;
            }
        }
        for (std::size_t i = 0; i < count; ++i)
            lanes[i % kSumLanes] += errors[i];
    }
    double total = 0.0;
    for (const double lane : lanes)
        total += lane;
    return total;
}

} // namespace

} // namespace cohortscope::analysis
