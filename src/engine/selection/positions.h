// Sets of prepared rows as bits, and the way between them and rows of the table.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/parallel.h"
#include "engine/selection/row_set.h"
#include "features/rows/prepared_rows.h"

namespace cohortscope::engine {

// ⌈n / 64⌉ words; bit i speaks of the prepared row at position i. None where there is no such
// column: nothing holds.
using Positions = std::vector<std::uint64_t>;

// holds(position) for all n positions, in any order and in parallel.
template <class Holds> Positions positions_where(std::size_t n, const Holds& holds) {
    static_assert(base::kChunkRows % 64 == 0); // no two chunks share a word
    Positions positions((n + 63) / 64, 0);
    base::for_each_chunk(n, base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t begin = chunk.begin; begin < chunk.end; begin += 64) {
            const std::size_t size = std::min<std::size_t>(64, chunk.end - begin);
            std::uint64_t word = 0;
            for (std::size_t i = 0; i < size; ++i)
                word |= std::uint64_t{holds(begin + i) ? 1u : 0u} << i;
            positions[begin / 64] = word;
        }
    });
    return positions;
}

// The rows of the table at these positions. O(table_rows / 64 + rows set).
RowSet to_table_rows(const Positions& positions, const features::PreparedRows& rows,
                     std::size_t table_rows);

} // namespace cohortscope::engine
