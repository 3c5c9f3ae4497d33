#include "analysis/profile_groups.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// Four running sums, so that an addition need not wait for the one before; their order is fixed.
double sum_rows(std::span<const double> values, std::span<const std::uint32_t> rows) {
    std::array<double, 4> sums{};
    std::size_t i = 0;
    for (; i + 4 <= rows.size(); i += 4)
        for (std::size_t lane = 0; lane < 4; ++lane)
            sums[lane] += values[rows[i + lane]];
    for (; i < rows.size(); ++i)
        sums[0] += values[rows[i]];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
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
            for (std::size_t f = 0; f < width; ++f)
                partials[(chunk * groups.k + cluster) * width + f] =
                    sum_rows(columns[f], groups.of(chunk, cluster));
    });
    std::vector<double> sums(groups.k * width);
    for (std::size_t chunk = 0; chunk < groups.chunks; ++chunk)
        for (std::size_t cell = 0; cell < sums.size(); ++cell)
            sums[cell] += partials[chunk * sums.size() + cell];
    return sums;
}

} // namespace cohortscope::analysis
