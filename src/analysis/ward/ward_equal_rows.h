// Equal rows of the matrix, which Ward's clustering merges first and at no cost.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/neighbours/kd_tree.h"
#include "features/matrix.h"

namespace cohortscope::analysis {

struct EqualRows {
    WeightedPoints points;                // m distinct rows, ascending by their lowest row
    std::vector<std::uint32_t> first_row; // m; that row
    std::vector<std::uint32_t> next_row;  // n; the next equal row, 0 after the last
};

// Coordinates are less the columns' offsets; sizes count the rows. O(n). Throws base::Cancelled.
EqualRows group_equal_rows(const features::Matrix& matrix, base::Progress& progress);

} // namespace cohortscope::analysis
