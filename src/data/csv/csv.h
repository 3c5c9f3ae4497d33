// Reads comma-separated values (RFC 4180) into a Table, in parallel, with errors that name the
// line.
#pragma once

#include <string>
#include <string_view>

#include "base/progress.h"
#include "data/table.h"

namespace cohortscope::data {

// Reads a Scaler learner table. Accepts quoted fields with embedded commas, quotes and newlines;
// LF, CRLF or CR; a byte-order mark; no final newline; columns in any order and case; blank lines
// (skipped and not counted). Extra columns are kept: numeric if every present cell is a finite
// number, else text. Throws base::Error naming `source` and the line for: an empty file, a header
// without rows, a missing column, a ragged row, an unterminated quote, text after a closing quote,
// a NUL byte, bytes that are not UTF-8, and a number that cannot be parsed or is not finite in a
// required column. A field of 1 MB or more gives a notice. Cost: one pass over the bytes, O(bytes).
Table parse_csv(std::string bytes, const std::string& source, base::Progress& progress);

// parse_csv of a file's bytes; throws base::Error too where the file cannot be read.
Table read_csv(const std::string& path, base::Progress& progress);

// The text as a cell of a CSV file: quoted where it holds a comma, a quote or a line ending.
std::string csv_cell(std::string_view text);

enum class CsvIndex { written, left_out };

// The table's columns in Table::order as CSV, behind an unnamed index column of row numbers from 0
// if asked; quoted where needed; whole numbers without a decimal point; missing values empty.
std::string to_csv(const Table& table, CsvIndex index = CsvIndex::written);

} // namespace cohortscope::data
