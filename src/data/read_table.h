// A table from a file of whatever kind: what every command and the window call.
#pragma once

#include <string>
#include <vector>

#include "base/buffer.h"
#include "base/progress.h"
#include "data/column_names.h"
#include "data/hints.h"
#include "data/table.h"

namespace cohortscope::data {

struct ReadOptions {
    std::string sheet =
        {};              // of a workbook; empty: the first with the columns wanted, see workbook.h
    bool strict = false; // the first cell that is no number where one is wanted is an error
    ColumnNames columns = {}; // of one of the hints, where the file calls them otherwise; the table
                              // is then of that kind
    // The kinds of tables that are known, the usual one first. The one whose columns are all there
    // is bound; of several, the one with most columns there, then the first.
    std::vector<TableHints> hints = {};
    bool any_table = true; // one of no known kind is read as it is, unless it nearly is of one;
                           // false: it must be of one
};

// Reads the file, unpacks it where it is gzip, takes a sheet where it is a workbook, and parses the
// table; `path` may be "-", standard input. Throws base::Error that names the file and, where there
// is one, the line or the cell (see csv/csv_parse.h); for a file of another kind it says which and
// what to do. UnknownColumns for a table that nearly is of a known kind.
Table read_table(const std::string& path, const ReadOptions& options, base::Progress& progress);

// The same of a file's bytes; `source` is what errors and the table call it.
Table parse_table(base::Buffer<char> bytes, const std::string& source, const ReadOptions& options,
                  base::Progress& progress);

} // namespace cohortscope::data
