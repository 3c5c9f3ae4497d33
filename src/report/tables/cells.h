// Cells of sheets, and what is said of those that are not given.
#pragma once

#include "report/sheet.h"

namespace cohortscope::report {

inline Cell whole(std::size_t count) { return static_cast<long long>(count); }

// The cell, or that it is not given.
template <class Value> Cell unless(bool hidden, Value value) {
    return hidden ? Cell(Suppressed{}) : Cell(std::move(value));
}

// Adds the column "not_given" behind the others: the names of a row's columns that are not given;
// empty where all are. Files without place for notes say so by it.
void name_hidden(Sheet& sheet);

} // namespace cohortscope::report
