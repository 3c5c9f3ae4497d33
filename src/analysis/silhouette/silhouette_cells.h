// Rows that every labelling puts together, equal ones merged: the order in which silhouettes sum.
#pragma once

#include <optional>

#include "analysis/silhouette/silhouette.h"

namespace cohortscope::analysis {

// A cell is a set of rows with the same label in each of the labellings, so a cell's distances are
// summed once for all of them. Equal rows of a cell are one merged row with a weight. Merged rows
// of a cell stand by ascending weight, cells in the order of their labels.
struct SilhouetteCells {
    std::vector<Label> labels;             // cells × labellings, row-major
    std::vector<std::uint32_t> first;      // cells + 1: where each one's merged rows begin
    std::vector<std::uint32_t> row;        // m: the lowest row of the matrix among those merged
    std::vector<std::uint32_t> weight;     // m: how many were merged
    std::vector<std::uint32_t> merged_row; // n: where each row of the matrix went

    std::size_t count() const { return first.size() - 1; }
    std::size_t merged_rows() const { return row.size(); }
};

// Nothing where there would be more than `most_cells`. O(n · labellings).
std::optional<SilhouetteCells> group_cells(const features::Matrix& matrix,
                                           std::span<const Labelling> labellings,
                                           std::size_t most_cells);

} // namespace cohortscope::analysis
