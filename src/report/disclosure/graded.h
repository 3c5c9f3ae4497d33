// A column of the table as an export writes it: as it is, or coarser, so that fewer rows stand out.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/disclosure/uniqueness.h"
#include "engine/row_columns.h"

namespace cohortscope::report {

enum class Grain { exact, coarse, coarser, left_out };

// The column's values of some rows. Years in bands of 5, then 10; money in steps of 1, 2, 5, 10,
// then of ten times; other numbers in about 10 bands of a round width, then 4; a category of more
// than 50 levels as how many of the rows have the level, any other with its rarer levels as
// "other", below 1 %, then 5 % of the rows. A band holds at least 1 % of the rows, and 10.
struct GradedColumn {
    const engine::RowColumn* column = nullptr;
    Grain grain = Grain::exact;
    std::string name;                // in files: "pay_band"
    std::string how;                 // in words: "bands of 5 years"; empty: as it is
    std::vector<std::uint8_t> bands; // rows; empty where exact
    std::vector<std::string> labels; // by band; 0 is what is missing

    // Of the i-th row, which is the table's `row`: its text in a file, not yet quoted.
    std::string text(std::size_t i, std::uint32_t row) const;
};

// rows: of the table. O(rows · log bands + levels).
GradedColumn graded(const engine::RowColumn& column, std::span<const std::uint32_t> rows,
                    Grain grain);

// One a row.
analysis::RowKeys keys_of(const GradedColumn& column, std::span<const std::uint32_t> rows);

} // namespace cohortscope::report
