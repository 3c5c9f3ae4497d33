// A sheet as text: CSV for files, tab-separated text for the clipboard.
#pragma once

#include <string>

#include "report/sheet.h"

namespace cohortscope::report {

// RFC 4180 with "\n" at the ends of lines; the columns' names as head. Numbers have as many digits
// as it takes to read back the same double. What is not defined or not given is an empty cell.
std::string sheet_csv(const Sheet& sheet);

// Without quotes: no cell holds a tab or a line's end. The head is the label with its unit.
std::string sheet_tsv(const Sheet& sheet);

// "median pay (₹)"; the name where there is no label.
std::string head_of(const SheetColumn& column);

} // namespace cohortscope::report
