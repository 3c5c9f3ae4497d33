// Rows sorted by cluster within fixed chunks, so that sums and counts read memory in runs.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/kmeans.h"

namespace cohortscope::analysis {

struct RowGroups {
    std::size_t k = 0;
    std::size_t chunks = 0;
    std::vector<std::uint32_t> rows;   // n; chunk by chunk, then by cluster, then ascending
    std::vector<std::uint32_t> starts; // chunks × (k + 1); offsets into rows

    std::span<const std::uint32_t> of(std::size_t chunk, std::size_t cluster) const {
        const std::uint32_t* start = starts.data() + chunk * (k + 1) + cluster;
        return std::span(rows).subspan(start[0], start[1] - start[0]);
    }
    std::size_t size_of(std::size_t cluster) const; // rows of a cluster, O(chunks)
};

// labels: n entries below k.
RowGroups group_rows(std::span<const Label> labels, std::size_t k);

// Σ of each column over the rows of each cluster: k × columns row-major. Chunks are added in order,
// so the bits depend on no thread.
std::vector<double> sum_by_cluster(const RowGroups& groups,
                                   std::span<const std::span<const double>> columns);

// Rows of one cluster with each code in [0, codes); T is std::int32_t or std::uint8_t.
template <class T>
std::vector<std::uint32_t> count_codes(const RowGroups& groups, std::size_t cluster,
                                       std::span<const T> codes_of_rows, std::size_t codes) {
    // Two tables, since a row often has the code of the row before and would wait for its count.
    std::vector<std::uint32_t> counts(2 * codes);
    for (std::size_t chunk = 0; chunk < groups.chunks; ++chunk) {
        std::size_t half = 0;
        for (const std::uint32_t row : groups.of(chunk, cluster)) {
            ++counts[half + static_cast<std::size_t>(codes_of_rows[row])];
            half = codes - half;
        }
    }
    for (std::size_t code = 0; code < codes; ++code)
        counts[code] += counts[codes + code];
    counts.resize(codes);
    return counts;
}

} // namespace cohortscope::analysis
