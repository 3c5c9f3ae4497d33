// A learner table from a file of whatever kind: what every command and the window call.
#pragma once

#include <string>

#include "base/buffer.h"
#include "base/progress.h"
#include "data/column_names.h"
#include "data/table.h"

namespace cohortscope::data {

struct ReadOptions {
    std::string sheet =
        {};              // of a workbook; empty: the first with the columns wanted, see workbook.h
    bool strict = false; // the first cell that is no number where one is wanted is an error
    ColumnNames columns = {}; // of the schema, where the file calls them otherwise
};

// Reads the file, unpacks it where it is gzip, takes a sheet where it is a workbook, and parses the
// table; `path` may be "-", standard input. Throws base::Error that names the file and, where there
// is one, the line or the cell; for a file of another kind it says which and what to do.
Table read_table(const std::string& path, const ReadOptions& options, base::Progress& progress);

// The same of a file's bytes; `source` is what errors and the table call it.
Table parse_table(base::Buffer<char> bytes, const std::string& source, const ReadOptions& options,
                  base::Progress& progress);

} // namespace cohortscope::data
