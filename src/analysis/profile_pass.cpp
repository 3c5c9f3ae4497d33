#include "analysis/profile_pass.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// Columns summed side by side: each row number is read once for all of them.
constexpr std::size_t kAbreast = 3;

// A chunk is sorted as four streams of neighbouring rows read in turn, each with its own counters:
// a row is often in the cluster of the row before, whose counter it would have to wait for.
constexpr std::size_t kStreams = 4;
using StreamPlaces = std::array<std::array<std::uint16_t, kMaximumClusters>, kStreams>;

// Rows of a chunk, numbered from its begin, by cluster and then ascending.
struct ChunkOrder {
    std::array<std::uint16_t, base::kChunkRows> rows;
    std::array<std::uint16_t, kMaximumClusters + 1> starts;

    std::span<const std::uint16_t> of(std::size_t cluster) const {
        return std::span(rows).subspan(starts[cluster],
                                       std::size_t{starts[cluster + 1]} - starts[cluster]);
    }
};

template <class Body> void for_each_in_streams(std::size_t rows, const Body& body) {
    const std::size_t length = rows / kStreams;
    for (std::size_t i = 0; i < length; ++i)
        for (std::size_t stream = 0; stream < kStreams; ++stream)
            body(stream, stream * length + i);
    for (std::size_t row = kStreams * length; row < rows; ++row)
        body(kStreams - 1, row);
}

void sort_chunk(std::span<const Label> labels, std::size_t k, ChunkOrder& order) {
    StreamPlaces places{};
    for_each_in_streams(
        labels.size(), [&](std::size_t stream, std::size_t row) { ++places[stream][labels[row]]; });
    std::uint16_t next = 0;
    for (std::size_t cluster = 0; cluster < k; ++cluster) {
        order.starts[cluster] = next;
        for (auto& of_stream : places)
            next = static_cast<std::uint16_t>(next + std::exchange(of_stream[cluster], next));
    }
    order.starts[k] = next;
    for_each_in_streams(labels.size(), [&](std::size_t stream, std::size_t row) {
        order.rows[places[stream][labels[row]]++] = static_cast<std::uint16_t>(row);
    });
}

// Σ of each of `Count` columns over the rows of a chunk that begins at row `begin`. Four running
// sums a column, so that an addition need not wait for the one before; their order is fixed.
template <std::size_t Count>
void sum_rows(const std::span<const double>* columns, std::size_t begin,
              std::span<const std::uint16_t> rows, double* result) {
    std::array<std::array<double, 4>, Count> sums{};
    std::array<const double*, Count> values;
    for (std::size_t f = 0; f < Count; ++f)
        values[f] = columns[f].data() + begin;
    std::size_t i = 0;
    for (; i + 4 <= rows.size(); i += 4)
        for (std::size_t lane = 0; lane < 4; ++lane)
            for (std::size_t f = 0; f < Count; ++f)
                sums[f][lane] += values[f][rows[i + lane]];
    for (; i < rows.size(); ++i)
        for (std::size_t f = 0; f < Count; ++f)
            sums[f][0] += values[f][rows[i]];
    for (std::size_t f = 0; f < Count; ++f)
        result[f] = (sums[f][0] + sums[f][1]) + (sums[f][2] + sums[f][3]);
}

void sum_columns(std::span<const std::span<const double>> columns, std::size_t begin,
                 std::span<const std::uint16_t> rows, double* result) {
    std::size_t f = 0;
    for (; f + kAbreast <= columns.size(); f += kAbreast)
        sum_rows<kAbreast>(columns.data() + f, begin, rows, result + f);
    for (; f < columns.size(); ++f)
        sum_rows<1>(columns.data() + f, begin, rows, result + f);
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
    std::vector<std::uint16_t> sizes; // chunks × k
    std::vector<double> sums;         // chunks × k × columns
};

void sum_chunk(const RowsToProfile& rows, const base::Chunk& chunk, Partials& partials) {
    const std::size_t width = rows.columns.size();
    ChunkOrder order;
    sort_chunk(rows.labels.subspan(chunk.begin, chunk.size()), rows.k, order);
    for (std::size_t cluster = 0; cluster < rows.k; ++cluster) {
        const std::size_t cell = chunk.index * rows.k + cluster;
        partials.sizes[cell] = static_cast<std::uint16_t>(order.of(cluster).size());
        sum_columns(rows.columns, chunk.begin, order.of(cluster),
                    partials.sums.data() + cell * width);
    }
}

// Tables of counts: one a thread, as far as they are small beside the rows that they count.
std::size_t count_of_tables(const RowsToProfile& rows) {
    const std::size_t cells =
        rows.k * (rows.companies.count + rows.roles.count + rows.pay_slots.count);
    const std::size_t worthwhile = std::max<std::size_t>(2, 4 * rows.labels.size() / (cells + 1));
    const auto threads = static_cast<std::size_t>(base::loop_threads());
    return std::clamp<std::size_t>(std::min(threads, worthwhile), 1,
                                   base::chunk_count(rows.labels.size()));
}

void add_partials(const Partials& partials, ProfileTallies& tallies) {
    for (std::size_t i = 0; i < partials.sizes.size(); ++i)
        tallies.sizes[i % tallies.sizes.size()] += partials.sizes[i];
    for (std::size_t i = 0; i < partials.sums.size(); i += tallies.sums.size())
        for (std::size_t cell = 0; cell < tallies.sums.size(); ++cell)
            tallies.sums[cell] += partials.sums[i + cell];
}

} // namespace

ProfileTallies tally_rows(const RowsToProfile& rows) {
    const std::size_t n = rows.labels.size();
    const std::size_t k = rows.k;
    ENSURE(k >= 1 && k <= kMaximumClusters && n > 0);
    const std::size_t chunks = base::chunk_count(n);
    const std::size_t tables = count_of_tables(rows);
    ProfileTallies tallies{
        std::vector<std::size_t>(k), std::vector<double>(k * rows.columns.size()),
        CodeCounts(rows.companies.count, k, tables), CodeCounts(rows.roles.count, k, tables),
        CodeCounts(rows.pay_slots.count, k, tables)};
    Partials partials{std::vector<std::uint16_t>(chunks * k),
                      std::vector<double>(chunks * k * rows.columns.size())};
    // Which task counts a chunk changes no total.
    std::atomic<std::size_t> next_chunk{0};
    base::for_each_task(tables, [&](std::size_t table) {
        for (std::size_t index = next_chunk++; index < chunks; index = next_chunk++) {
            const std::size_t begin = index * base::kChunkRows;
            const base::Chunk chunk{index, begin, std::min(n, begin + base::kChunkRows)};
            sum_chunk(rows, chunk, partials);
            count_codes(rows.companies, rows.labels, k, chunk, tallies.companies.table(table));
            count_codes(rows.roles, rows.labels, k, chunk, tallies.roles.table(table));
            count_codes(rows.pay_slots, rows.labels, k, chunk, tallies.pay_slots.table(table));
        }
    });
    add_partials(partials, tallies);
    return tallies;
}

} // namespace cohortscope::analysis
