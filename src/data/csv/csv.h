// Tables as comma-separated values (RFC 4180); csv_parse.h reads them.
#pragma once

#include <string>
#include <string_view>

#include "data/table.h"

namespace cohortscope::data {

// The text as a cell of a CSV file: quoted where it holds a comma, a quote or a line ending.
std::string csv_cell(std::string_view text);

enum class CsvIndex { written, left_out };

// The table's columns in Table::order as CSV, behind an unnamed index column of row numbers from 0
// if asked; quoted where needed; whole numbers without a decimal point; missing values empty.
std::string to_csv(const Table& table, CsvIndex index = CsvIndex::written);

} // namespace cohortscope::data
