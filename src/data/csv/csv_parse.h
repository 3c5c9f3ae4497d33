// Reads comma-separated values (RFC 4180) into a Table, in parallel, with errors that name the
// line.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/progress.h"
#include "data/column_names.h"
#include "data/hints.h"
#include "data/table.h"

namespace cohortscope::data {

inline constexpr std::size_t kChunkBytes = 1 << 19;

struct ParseOptions {
    std::string source;                    // named by errors and by the table
    std::size_t chunk_bytes = kChunkBytes; // ≥ 1; the table is the same for every size
    bool strict = false;                   // the first odd cell is an error
    ColumnNames columns = {};              // that the header calls otherwise
    // What errors call the place of a byte ("FILE: sheet 'X', cell C17"), instead of FILE:LINE.
    std::function<std::string(std::size_t offset)> place = {};
    std::span<const TableHints> hints = {}; // as in ReadOptions
    bool any_table = true;
};

// Accepts quoted fields with embedded separators, quotes and newlines; LF, CRLF or CR; a byte-order
// mark; no final newline; columns in any order and case; blank lines (skipped and not counted).
// Columns that the hints do not speak of are kept: numeric if at least 95 % of the present cells
// are finite numbers, else text. Throws base::Error naming the source and the line for: an empty
// file, a header without rows or columns, missing columns of a table that is nearly a known one, a
// ragged row, an unterminated quote, text after a closing quote, a NUL byte, and too many cells
// that are no finite numbers in a wanted column. A field of 1 MB or more gives a notice.
// Chunks are read in parallel, each from the first line begin in it as if that were outside quotes;
// then, in order, each that does not begin where the one before it ended is read again from there.
// The bytes may be freed afterwards. Cost: one pass over the bytes, O(bytes).
Table parse_in_chunks(std::string_view bytes, const ParseOptions& options,
                      base::Progress& progress);

} // namespace cohortscope::data
