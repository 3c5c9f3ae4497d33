// What a list of rows writes into a cell: the file's value, and the one used where a repair changed
// it.
#pragma once

#include <string>

#include "engine/row_columns.h"

namespace cohortscope::engine {

enum class CellRepair {
    none,
    filled,  // it was missing, or outside the valid range
    clipped, // to a percentile
    cleaned, // the name's spelling
    lumped,  // the name is rare
};

struct RowCell {
    std::string raw;  // empty: missing in the file
    std::string used; // empty unless a repair changed it
    CellRepair repair = CellRepair::none;
    bool operator==(const RowCell&) const = default;
};

// The cell of a position of PreparedRows. A spelling that differs in case alone counts as the same.
RowCell cell_of(const Prepared& prepared, const RowColumn& column, std::size_t position);

// The row's number in the file, from 1.
std::size_t file_row_of(const Prepared& prepared, std::size_t position);

// A number of the column, digits under digits: "8,30,000", "2015", "66.40". Whole numbers from
// 10,000 on are grouped, unless they are years.
std::string number_text(const RowColumn& column, double value);

} // namespace cohortscope::engine
