// Tables from files, with the columns that the program knows.
#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "data/read_table.h"

namespace cohortscope::engine {

// The kinds of tables whose columns are looked for by name as they are read; made once.
const std::vector<data::TableHints>& known_tables();

// data::read_table with known_tables() for hints: what every command and the window call.
data::Table table_of_file(const std::string& path, data::ReadOptions options,
                          base::Progress& progress);

} // namespace cohortscope::engine
