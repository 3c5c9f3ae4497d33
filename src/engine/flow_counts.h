// How many rows went from each group of one result to each group of another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/grouping.h"

namespace cohortscope::engine {

// In place of a group: rows that only the other result uses.
inline constexpr int kNotUsed = -1;
// In place of a group, where rows are asked for: whatever group they are in, or none.
inline constexpr int kAnyGroup = -2;

// Where rows were and where they are: groups of the earlier and of the later result, from 0.
struct FlowEnds {
    int from = kNotUsed;
    int to = kNotUsed;
    bool operator==(const FlowEnds&) const = default;
};

struct FlowCounts {
    int before_k = 0;
    int after_k = 0;
    // (before_k + 1) × (after_k + 1) row-major: the first row and column are kNotUsed, the others
    // the groups in order. Where both are kNotUsed stands 0.
    std::vector<std::size_t> counts;

    FlowCounts() = default;
    FlowCounts(int before, int after)
        : before_k(before), after_k(after),
          counts(static_cast<std::size_t>(before + 1) * static_cast<std::size_t>(after + 1)) {}

    std::size_t place(int from, int to) const {
        return static_cast<std::size_t>(from + 1) * static_cast<std::size_t>(after_k + 1) +
               static_cast<std::size_t>(to + 1);
    }
    std::size_t rows(int from, int to) const { return counts[place(from, to)]; }
    std::size_t from(int group) const; // all rows of an earlier group, or kNotUsed
    std::size_t to(int group) const;   // all rows of a later one
    std::size_t all() const;           // rows that either result uses
    // Rows that both use: groups alone, before_k × after_k row-major.
    std::vector<std::size_t> contingency() const;
};

// Rows are matched by their place in the file. O(n + chunks · k²), in parallel.
FlowCounts count_flows(const Grouping& before, const Grouping& after);

} // namespace cohortscope::engine
