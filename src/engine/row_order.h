// The order in which a list shows rows: by a column, by group, or as in the file.
#pragma once

#include <cstdint>
#include <string>

#include "base/buffer.h"
#include "base/progress.h"
#include "engine/row_columns.h"

namespace cohortscope::engine {

enum class SortBy { row, group, column };

struct RowSort {
    SortBy by = SortBy::row;
    std::string column = {}; // RowColumn::name, of SortBy::column
    bool descending = false;
    bool operator==(const RowSort&) const = default;
};

// All positions of PreparedRows by the values that the groups use, of equal ones by those of the
// file; names in byte order, rows without a value last in either direction; ties by position. A
// column that is not there: as in the file.
base::Buffer<std::uint32_t> row_order(const RowSort& sort, const RowColumns& columns,
                                      const Result& result, base::Progress& progress);

} // namespace cohortscope::engine
