// Who changed group from one final result to the next, counted and marked row by row.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/grouping.h"

namespace cohortscope::engine {

// Rows by where they were and where they are, as colours: a group is the same while its colour is.
struct Flow {
    int from = 0, to = 0; // equal: they stayed
    std::size_t rows = 0; // at least 1
    bool operator==(const Flow&) const = default;
};

struct Moves {
    std::size_t common = 0;               // rows that both results have
    std::size_t moved = 0;                // of those
    std::vector<Flow> flows;              // by `to`, then `from`
    std::vector<std::uint8_t> moved_rows; // n of the later result: 1 where the row changed group
    std::map<int, std::string> names;     // by colour, of the earlier groups
};

// Rows are matched by their place in the file. O(n), in parallel.
Moves moves_between(const Grouping& before, const Grouping& after);

} // namespace cohortscope::engine
