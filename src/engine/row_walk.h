// Two results' rows side by side, by their place in the file.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "base/parallel.h"

namespace cohortscope::engine {

inline constexpr std::size_t kNoPosition = std::numeric_limits<std::size_t>::max();

// A row that one of the results uses, or both: its place in each, or kNoPosition.
struct WalkedRow {
    std::uint32_t row = 0; // of the file
    std::size_t before = kNoPosition;
    std::size_t after = kNoPosition;

    bool in_both() const { return before != kNoPosition && after != kNoPosition; }
};

// Calls visit(partial, walked) for each such row, ascending inside a chunk of the file; chunks in
// parallel, each with a partial of its own. The partials come back in the order of the file.
// before, after: ascending rows of the file. O(n).
template <class Partial, class Visit>
std::vector<Partial> walk_rows(std::span<const std::uint32_t> before,
                               std::span<const std::uint32_t> after, const Partial& empty,
                               const Visit& visit) {
    const auto end_of = [](std::span<const std::uint32_t> rows) {
        return rows.empty() ? std::size_t{0} : std::size_t{rows.back()} + 1;
    };
    const auto place = [](std::span<const std::uint32_t> rows, std::size_t row) {
        return static_cast<std::size_t>(std::ranges::lower_bound(rows, row) - rows.begin());
    };
    return base::map_chunks<Partial>(
        std::max(end_of(before), end_of(after)), base::kChunkRows, [&](const base::Chunk& chunk) {
            Partial partial = empty;
            std::size_t i = place(before, chunk.begin), j = place(after, chunk.begin);
            const std::size_t i_end = place(before, chunk.end), j_end = place(after, chunk.end);
            while (i < i_end || j < j_end) {
                const bool takes_i = i < i_end && (j == j_end || before[i] <= after[j]);
                const bool takes_j = j < j_end && (i == i_end || after[j] <= before[i]);
                visit(partial, WalkedRow{takes_i ? before[i] : after[j], takes_i ? i : kNoPosition,
                                         takes_j ? j : kNoPosition});
                i += takes_i ? 1 : 0;
                j += takes_j ? 1 : 0;
            }
            return partial;
        });
}

} // namespace cohortscope::engine
