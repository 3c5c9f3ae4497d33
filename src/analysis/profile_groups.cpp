#include "analysis/profile_groups.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// Columns summed side by side: each row number is read once for all of them.
constexpr std::size_t kAbreast = 3;

// Σ of each of `Count` columns over the rows. Four running sums a column, so that an addition need
// not wait for the one before; their order is fixed.
template <std::size_t Count>
void sum_rows(const std::span<const double>* columns, std::span<const std::uint32_t> rows,
              double* result) {
    std::array<std::array<double, 4>, Count> sums{};
    std::array<const double*, Count> values;
    for (std::size_t f = 0; f < Count; ++f)
        values[f] = columns[f].data();
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

// A chunk is sorted as four streams of neighbouring rows read in turn, each with its own counters:
// a row is often in the cluster of the row before, whose counter it would have to wait for.
constexpr std::size_t kStreams = 4;
using StreamPlaces = std::array<std::array<std::uint32_t, kMaximumClusters>, kStreams>;

template <class Body> void for_each_in_streams(const base::Chunk& chunk, const Body& body) {
    const std::size_t length = chunk.size() / kStreams;
    for (std::size_t i = 0; i < length; ++i)
        for (std::size_t stream = 0; stream < kStreams; ++stream)
            body(stream, chunk.begin + stream * length + i);
    for (std::size_t row = chunk.begin + kStreams * length; row < chunk.end; ++row)
        body(kStreams - 1, row);
}

void sum_columns(std::span<const std::span<const double>> columns,
                 std::span<const std::uint32_t> rows, double* result) {
    std::size_t f = 0;
    for (; f + kAbreast <= columns.size(); f += kAbreast)
        sum_rows<kAbreast>(columns.data() + f, rows, result + f);
    for (; f < columns.size(); ++f)
        sum_rows<1>(columns.data() + f, rows, result + f);
}

} // namespace

std::size_t RowGroups::size_of(std::size_t cluster) const {
    std::size_t size = 0;
    for (std::size_t chunk = 0; chunk < chunks; ++chunk)
        size += of(chunk, cluster).size();
    return size;
}

RowGroups group_rows(std::span<const Label> labels, std::size_t k) {
    ENSURE(k >= 1 && k <= kMaximumClusters);
    RowGroups groups;
    groups.k = k;
    groups.chunks = base::chunk_count(labels.size());
    groups.rows.resize(labels.size());
    groups.starts.resize(groups.chunks * (k + 1));
    base::for_each_chunk(labels.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        std::uint32_t* starts = groups.starts.data() + chunk.index * (k + 1);
        StreamPlaces places{};
        for_each_in_streams(
            chunk, [&](std::size_t stream, std::size_t row) { ++places[stream][labels[row]]; });
        auto next = static_cast<std::uint32_t>(chunk.begin);
        for (std::size_t cluster = 0; cluster < k; ++cluster) {
            starts[cluster] = next;
            for (auto& of_stream : places)
                next += std::exchange(of_stream[cluster], next);
        }
        starts[k] = next;
        for_each_in_streams(chunk, [&](std::size_t stream, std::size_t row) {
            groups.rows[places[stream][labels[row]]++] = static_cast<std::uint32_t>(row);
        });
    });
    return groups;
}

std::vector<double> sum_by_cluster(const RowGroups& groups,
                                   std::span<const std::span<const double>> columns) {
    const std::size_t width = columns.size();
    std::vector<double> partials(groups.chunks * groups.k * width);
    base::for_each_task(groups.chunks, [&](std::size_t chunk) {
        for (std::size_t cluster = 0; cluster < groups.k; ++cluster)
            sum_columns(columns, groups.of(chunk, cluster),
                        partials.data() + (chunk * groups.k + cluster) * width);
    });
    std::vector<double> sums(groups.k * width);
    for (std::size_t chunk = 0; chunk < groups.chunks; ++chunk)
        for (std::size_t cell = 0; cell < sums.size(); ++cell)
            sums[cell] += partials[chunk * sums.size() + cell];
    return sums;
}

} // namespace cohortscope::analysis
