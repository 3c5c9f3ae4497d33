// Columns of a table by the names that people give them.
#pragma once

#include <string>
#include <vector>

#include "engine/row_columns.h"

namespace cohortscope::report {

// By the name in the table, else by bare name or label. Each once, in the order given. Throws
// base::Error for one that is not there, naming those that are, and for a column of ids.
std::vector<const engine::RowColumn*> chosen_columns(const engine::RowColumns& columns,
                                                     const std::vector<std::string>& names);

std::vector<const engine::RowColumn*> all_columns(const engine::RowColumns& columns);

} // namespace cohortscope::report
