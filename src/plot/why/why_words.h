// What the card of a row says in words: its cells, what became of them, and what would move it.
#pragma once

#include <string>

#include "engine/why_row.h"

namespace cohortscope::plot {

// "Row 12,345 of the file".
std::string row_heading(const engine::WhyRow& row);

// "Lies well inside its group: silhouette 0.62."; that it is being computed where it is unknown.
std::string silhouette_words(const engine::WhyRow& row);

// What holds of the row whatever the column: why no change is named. Empty where changes are.
std::string unmoved_words(const engine::WhyRow& row);

// "experience", "town": of ages and counts the feature's label, else the column's.
std::string column_heading(const engine::WhyColumn& column);

// A number of the column with its unit: "12 minutes", "₹9.5 L"; years without groups of digits.
std::string cell_number(const schema::ColumnSpec& column, double value);

// The cell as read and as used, "900 minutes, used as 500 minutes"; once where both are the same.
std::string cell_words(const engine::WhyColumn& column);

// Whether all that became of a name is that its capitals are gone: nothing to speak of.
bool differs_in_case(const engine::WhyColumn& column);

// "Missing: filled with the median"; empty for a cell that was taken as it is.
std::string repair_words(const engine::WhyColumn& column);

// "2.1 more years would move it to “Juniors”."; that no change of the column does; empty where the
// reason is one of the row.
std::string change_words(const engine::WhyRow& row, const engine::WhyColumn& column);

// Of a column with no part in the distance: "weight 0", "the same in all rows"; else empty.
std::string outside_words(const engine::WhyColumn& column);

// Encoded and scaled values, weights, and the shares of both distances: for a tooltip.
std::string column_tip(const engine::WhyRow& row, const engine::WhyColumn& column);

} // namespace cohortscope::plot
