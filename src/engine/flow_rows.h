// The rows of one flow between two results, and whom to compare them with.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/flow_counts.h"

namespace cohortscope::engine {

// Rows of the file, ascending, that were in `from` and are in `to`; either may be kNotUsed (both
// give none) or kAnyGroup. O(n).
std::vector<std::uint32_t> rows_of_flow(const Result& before, const Result& after, int from,
                                        int to);

// Two sides of rows, as analysis::contrast takes them.
struct FlowSides {
    std::shared_ptr<const features::PreparedRows> of; // the result in which they are compared
    std::vector<std::uint8_t> sides;                  // n of it: 1 movers, 2 the others, 0 neither
    std::size_t movers = 0;
    std::size_t others = 0;
    bool others_stayed = false; // else they are the rest of the group
};

// from and to are groups or kNotUsed. Movers: the rows from → to. Others: the rows that stayed in
// `from`; where none did, or where the flow is that of those who stayed, the other rows of `from`.
// They are compared as they were before, with the values that the earlier result gave them; rows
// that were not used before as they are now, with the other rows of `to`.
FlowSides movers_and_stayers(const Result& before, const Result& after, int from, int to);

} // namespace cohortscope::engine
