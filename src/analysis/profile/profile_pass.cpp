#include "analysis/profile/profile_pass.h"

#include <algorithm>
#include <array>
#include <atomic>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// Each cluster of a chunk has four running sums a column, so that an addition seldom waits for the
// one before; which sum a row goes to is fixed by its place among the cluster's rows.
constexpr std::size_t kLanes = 4;

// Columns are summed two by two, which one instruction adds, and so many twos at once.
typedef double Two __attribute__((vector_size(16), aligned(8), may_alias));
constexpr std::size_t kTwosAbreast = 3;

// Where the rows of a chunk are added: the cell cluster · kLanes + lane of each row.
struct ChunkCells {
    std::array<std::uint8_t, base::kChunkRows> cell;
    std::array<std::uint32_t, kMaximumClusters> sizes;
};

// A row often is in the cluster of the row before, whose counter it would have to wait for: so a
// chunk is counted as four streams of neighbouring rows, each with its own counters.
std::array<std::uint32_t, kMaximumClusters> sizes_of(std::span<const Label> labels) {
    constexpr std::size_t kStreams = 4;
    std::array<std::array<std::uint32_t, kMaximumClusters>, kStreams> counts{};
    const std::size_t length = labels.size() / kStreams;
    for (std::size_t i = 0; i < length; ++i)
        for (std::size_t stream = 0; stream < kStreams; ++stream)
            ++counts[stream][labels[stream * length + i]];
    for (std::size_t row = kStreams * length; row < labels.size(); ++row)
        ++counts[0][labels[row]];
    for (std::size_t cluster = 0; cluster < kMaximumClusters; ++cluster)
        for (std::size_t stream = 1; stream < kStreams; ++stream)
            counts[0][cluster] += counts[stream][cluster];
    return counts[0];
}

// Lanes take turns, except that the last rows beyond a multiple of kLanes all go to the first.
void set_cells(std::span<const Label> labels, ChunkCells& cells) {
    cells.sizes = sizes_of(labels);
    std::array<std::uint32_t, kMaximumClusters> seen{};
    for (std::size_t row = 0; row < labels.size(); ++row) {
        const std::size_t cluster = labels[row];
        const std::uint32_t place = seen[cluster]++;
        const std::uint32_t lane =
            place < cells.sizes[cluster] / kLanes * kLanes ? place % kLanes : 0;
        cells.cell[row] = static_cast<std::uint8_t>(cluster * kLanes + lane);
    }
}

// Plain arrays, since a template's arguments lose the attributes.
template <std::size_t Twos> struct Cell {
    Two sums[Twos] = {};
};

Two two_at(const double* values) { return *reinterpret_cast<const Two*>(values); }

// Σ of 2 · `Twos` columns over the rows of each cluster of a chunk; result is k × stride.
template <std::size_t Twos>
void sum_twos(const double* const* columns, std::size_t rows, std::size_t k,
              const ChunkCells& cells, double* result, std::size_t stride) {
    std::vector<Cell<Twos>> sums(k * kLanes);
    std::size_t row = 0;
    for (; row + 2 <= rows; row += 2) {
        Cell<Twos>& even = sums[cells.cell[row]];
        Cell<Twos> odd;
        for (std::size_t t = 0; t < Twos; ++t) {
            const Two a = two_at(columns[2 * t] + row);
            const Two b = two_at(columns[2 * t + 1] + row);
            even.sums[t] += Two{a[0], b[0]};
            odd.sums[t] = Two{a[1], b[1]};
        }
        for (std::size_t t = 0; t < Twos; ++t)
            sums[cells.cell[row + 1]].sums[t] += odd.sums[t];
    }
    for (; row < rows; ++row)
        for (std::size_t t = 0; t < Twos; ++t)
            sums[cells.cell[row]].sums[t] += Two{columns[2 * t][row], columns[2 * t + 1][row]};
    for (std::size_t cluster = 0; cluster < k; ++cluster)
        for (std::size_t t = 0; t < Twos; ++t) {
            const Cell<Twos>* lane = sums.data() + cluster * kLanes;
            const Two sum =
                (lane[0].sums[t] + lane[1].sums[t]) + (lane[2].sums[t] + lane[3].sums[t]);
            result[cluster * stride + 2 * t] = sum[0];
            result[cluster * stride + 2 * t + 1] = sum[1];
        }
}

// By code and then by cluster, so that the counts of a frequent code stay together in the cache.
template <class T>
void count_codes(const CodedRows<T>& rows, std::span<const Label> labels, std::size_t k,
                 const base::Chunk& chunk, std::uint32_t* counts) {
    for (std::size_t row = chunk.begin; row < chunk.end; ++row)
        ++counts[static_cast<std::size_t>(rows.codes[row]) * k + labels[row]];
}

// What a chunk leaves behind: sizes and sums of its clusters.
struct Partials {
    std::vector<std::uint32_t> sizes; // chunks × k
    std::vector<double> sums;         // chunks × k × stride
};

// Columns come in twos: the stride is even, and a column too many is summed in vain.
std::size_t stride_of(const RowsToProfile& rows) { return (rows.columns.size() + 1) / 2 * 2; }

void sum_chunk(const RowsToProfile& rows, const base::Chunk& chunk, Partials& partials) {
    const std::size_t stride = stride_of(rows);
    ChunkCells cells;
    set_cells(rows.labels.subspan(chunk.begin, chunk.size()), cells);
    std::copy_n(cells.sizes.begin(), rows.k, partials.sizes.begin() + chunk.index * rows.k);
    double* result = partials.sums.data() + chunk.index * rows.k * stride;
    for (std::size_t f = 0; f < stride; f += 2 * kTwosAbreast) {
        std::array<const double*, 2 * kTwosAbreast> columns;
        for (std::size_t i = 0; i < columns.size(); ++i)
            columns[i] =
                rows.columns[std::min(f + i, rows.columns.size() - 1)].data() + chunk.begin;
        const std::size_t twos = std::min(kTwosAbreast, (stride - f) / 2);
        const auto sum = twos == 1 ? sum_twos<1> : twos == 2 ? sum_twos<2> : sum_twos<kTwosAbreast>;
        sum(columns.data(), chunk.size(), rows.k, cells, result + f, stride);
    }
}

// Tables of counts: one a thread, as far as they are small beside the rows that they count.
std::size_t count_of_tables(const RowsToProfile& rows) {
    std::size_t codes = rows.measure_slots.count;
    for (const auto& names : rows.names)
        codes += names.count;
    const std::size_t cells = rows.k * codes;
    const std::size_t worthwhile = std::max<std::size_t>(2, 4 * rows.labels.size() / (cells + 1));
    const auto threads = static_cast<std::size_t>(base::loop_threads());
    return std::clamp<std::size_t>(std::min(threads, worthwhile), 1,
                                   base::chunk_count(rows.labels.size()));
}

void add_partials(const Partials& partials, std::size_t stride, ProfileTallies& tallies) {
    const std::size_t k = tallies.sizes.size();
    const std::size_t width = tallies.sums.size() / k;
    for (std::size_t i = 0; i < partials.sizes.size(); ++i) {
        tallies.sizes[i % k] += partials.sizes[i];
        for (std::size_t f = 0; f < width; ++f)
            tallies.sums[i % k * width + f] += partials.sums[i * stride + f];
    }
}

} // namespace

ProfileTallies tally_rows(const RowsToProfile& rows) {
    const std::size_t n = rows.labels.size();
    const std::size_t k = rows.k;
    ENSURE(k >= 1 && k <= kMaximumClusters && n > 0 && !rows.columns.empty());
    const std::size_t chunks = base::chunk_count(n);
    const std::size_t tables = count_of_tables(rows);
    ProfileTallies tallies{std::vector<std::size_t>(k),
                           std::vector<double>(k * rows.columns.size()),
                           {},
                           CodeCounts(rows.measure_slots.count, k, tables)};
    for (const auto& names : rows.names)
        tallies.names.emplace_back(names.count, k, tables);
    Partials partials{std::vector<std::uint32_t>(chunks * k),
                      std::vector<double>(chunks * k * stride_of(rows))};
    // Which task counts a chunk changes no total.
    std::atomic<std::size_t> next_chunk{0};
    base::for_each_task(tables, [&](std::size_t table) {
        for (std::size_t index = next_chunk++; index < chunks; index = next_chunk++) {
            const std::size_t begin = index * base::kChunkRows;
            const base::Chunk chunk{index, begin, std::min(n, begin + base::kChunkRows)};
            sum_chunk(rows, chunk, partials);
            for (std::size_t slot = 0; slot < rows.names.size(); ++slot)
                count_codes(rows.names[slot], rows.labels, k, chunk,
                            tallies.names[slot].table(table));
            count_codes(rows.measure_slots, rows.labels, k, chunk,
                        tallies.measure_slots.table(table));
        }
    });
    add_partials(partials, stride_of(rows), tallies);
    return tallies;
}

} // namespace cohortscope::analysis
