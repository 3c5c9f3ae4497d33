// Tables and rows that `cohortscope analyze` writes: what is asked for, and the writing.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/result.h"
#include "report/disclosure/small_cells.h"
#include "report/row_export.h"
#include "report/studies.h"

namespace CLI {
class App;
}

namespace cohortscope::app {

// Paths are empty where nothing is asked for.
struct Exports {
    std::string tables;               // a workbook (".xlsx") or a folder of CSV files
    std::string clusters;             // a CSV file of rows; "-" is standard output
    std::vector<std::string> columns; // of the table, in the files of rows
    std::vector<std::string> coarsen; // of these
    bool exact = false;               // nothing is coarsened but these
    bool with_ids = false;
    std::size_t smallest = report::kSmallestCount;
};

// The options of the command that fill it.
void add_exports(CLI::App& command, Exports& exports);
// Only those that say what files of rows have.
void add_row_options(CLI::App& command, Exports& exports);
// Throws WrongUsage for an option about rows where no file has any.
void check_exports(const Exports& exports);
report::RowOptions row_options(const Exports& exports);

// The folder of the tables while a command works: made where it is missing, and gone again where
// nothing came to lie in it, as when the table cannot be read.
class TableFolder {
  public:
    // Throws base::Error where it cannot be made.
    explicit TableFolder(const Exports& exports);
    ~TableFolder();
    TableFolder(const TableFolder&) = delete;
    TableFolder& operator=(const TableFolder&) = delete;

  private:
    std::string made_; // empty: it was there, or none is asked for
};

// The files that will be written, for expect_sound.
std::vector<std::string> files_of(const Exports& exports);

// Where the notes of a file of rows stand: "rows.csv" → "rows.readme.txt".
std::string notes_file_of(const std::string& path);

// Says on standard error what files of rows give away, unless `quiet`. Throws base::Error where a
// file cannot be written, and for columns that the table lacks.
void write_exports(const Exports& exports, const std::shared_ptr<const engine::Result>& result,
                   const std::vector<report::StudyOutcome>& studies,
                   const std::vector<engine::NamedSet>& sets, bool quiet);

} // namespace cohortscope::app
