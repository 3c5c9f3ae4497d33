// How many rows of both groups have each value of a column, or each name.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/contrast/contrast.h"

namespace cohortscope::analysis {

using PairCounts = std::vector<OfBoth<std::uint32_t>>;

// A column to be counted: the numbers by their values, or the names by their codes.
struct CountedColumn {
    const RankedNumbers* numbers = nullptr; // null: names
    std::span<const std::int32_t> codes;    // of names
    std::size_t size = 0;                   // values or names
};

// One table a column. O(n · columns + sizes), in parallel; whole numbers, so the same in any order.
std::vector<PairCounts> count_sides(std::span<const CountedColumn> columns,
                                    std::span<const Side> sides, const base::Progress* progress);

} // namespace cohortscope::analysis
