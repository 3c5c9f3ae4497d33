// Workbooks (.xlsx, .ods): one sheet as comma-separated text for the reader of such text.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "data/file_kind.h"
#include "data/gzip.h"
#include "data/sheet/sheet_text.h"

namespace cohortscope::data {

// Whether a row is the header of the table that is wanted.
using HeaderTest = std::function<bool(std::span<const std::string> cells)>;

struct WorkbookOptions {
    Content content = Content::xlsx; // or ods
    std::string source;              // named by errors
    std::string sheet;               // the one to read; empty: the first that holds the header
                                     // wanted, else the first that holds a table
    HeaderTest is_wanted;
    UnpackLimits limits = {};
    bool plain_rows = true; // see XlsxContext
};

struct WorkbookTable {
    std::string sheet; // which one was read
    SheetText text;
    std::vector<std::string> notices; // which sheet of several; cells without a value
};

// What this takes of the progress; parsing the text is the rest.
inline constexpr double kShareOfWorkbook = 0.85;

// Numbers as the file writes them, dates as 2016-03-01, truth as TRUE and FALSE, errors as missing
// and counted, formulas by the value that the file keeps of them. Throws base::Error naming file,
// sheet and cell for what is damaged, hostile or beyond the bounds of gzip.h and of a sheet.
WorkbookTable read_workbook(std::string_view bytes, const WorkbookOptions& options,
                            base::Progress& progress);

} // namespace cohortscope::data
