// Tables and rows that `cohortscope analyze` writes: what is asked for, and the writing.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"
#include "report/disclosure/small_cells.h"
#include "report/studies.h"

namespace CLI {
class App;
}

namespace cohortscope::app {

// Paths are empty where nothing is asked for.
struct Exports {
    std::string tables; // a workbook (".xlsx") or a folder of CSV files
    std::size_t smallest = report::kSmallestCount;
};

// The options of the command that fill it.
void add_exports(CLI::App& command, Exports& exports);

// The files that will be written, for expect_sound; a folder that is missing is made. Throws
// base::Error where that cannot be.
std::vector<std::string> files_of(const Exports& exports);

// Throws base::Error where a file cannot be written.
void write_exports(const Exports& exports, const engine::Result& result,
                   const std::vector<report::StudyOutcome>& studies);

} // namespace cohortscope::app
