// Sheets as one workbook.
#pragma once

#include <span>
#include <string>

#include "report/sheet.h"

namespace cohortscope::report {

// The bytes of an .xlsx file: a sheet each with its head frozen, numbers as numbers in formats of
// their kind (money grouped, shares in per cent), and behind them one sheet "notes" with what each
// sheet is, its columns' labels and units, and what was done to it. What is not given is an empty
// grey cell. The same sheets give the same bytes. Throws base::Error where no temporary file can be
// written.
std::string sheet_xlsx(std::span<const Sheet> sheets);

} // namespace cohortscope::report
