// The header of a text of separated values, and which column each of its names is.
#pragma once

#include <string_view>
#include <vector>

#include "data/bind_columns.h"
#include "data/csv/csv_parse.h"
#include "data/csv/csv_scan.h"
#include "data/csv/layout.h"

namespace cohortscope::data {

struct Header {
    Layout layout; // its names are those of ParseOptions::columns where some were given
    HeaderPlace place;
    TableHints hints;                   // that the columns are bound to
    std::vector<ColumnBinding> columns; // one a cell of a row: with what the rows have beside the
                                        // header (Layout::ends)
};

// Looks at the beginning of the text only. Throws base::Error as parse_in_chunks() does.
Header read_header(std::string_view text, const ParseOptions& options);

// Throws base::Error for a fault in the text, naming its line, or its cell in a workbook.
[[noreturn]] void fail_at(const Fault& fault, std::string_view text, const ParseOptions& options);

} // namespace cohortscope::data
