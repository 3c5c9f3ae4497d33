// A table's cell as people read it, and what it is sorted by.
#pragma once

#include <string>

#include "report/sheet.h"

namespace cohortscope::report {

// "205,785", "23.40", "19.9 %", "₹9.5 L", "not given", "–" where nothing is defined. Amounts in ₹
// as lakh and crore; other units stand at the column's head.
std::string cell_words(const Cell& cell, const SheetColumn& column);

// All digits of an amount that cell_words shortens: "₹9,50,000"; else empty.
std::string cell_in_full(const Cell& cell, const SheetColumn& column);

// What the head says behind the label: "years"; empty where the cells say it.
std::string unit_at_head(const SheetColumn& column);

// The number that rows are sorted by; empty for text and for what is not given.
std::string cell_order(const Cell& cell);

bool is_number(const SheetColumn& column);

} // namespace cohortscope::report
