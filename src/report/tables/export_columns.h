// Columns that other programs know by names which the schema gives: keys of its columns.
//
// "export.mean" of a number, "export.rate" of the outcome, "export.dominant" of a category; of any
// column "export.cluster", "export.size" and "export.percentage" for the clusters themselves.
#pragma once

#include "report/tables/figures.h"

namespace cohortscope::report {

// The name that the schema has for `key`, of whichever column; empty: none.
std::string export_name(const schema::Schema& schema, const std::string& key);

// Appends the columns that are asked for, in the order above, with their cells to the rows (k).
void add_export_columns(const schema::Schema& schema, const Figures& figures, Sheet& sheet);

} // namespace cohortscope::report
