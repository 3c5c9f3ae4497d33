// A schema for a table that no schema was written for, with a reason for every column.
#pragma once

#include <memory>

#include "data/table.h"
#include "schema/schema.h"

namespace cohortscope::schema {

inline constexpr std::size_t kOneHotNames = 12; // a category of more is told by their frequency

// Every column of the table, in its order, with the role that its name and its cells suggest:
// docs/DEFINITIONS.md, "Guessing", has the rules. The same for rows in any order. O(cells).
Schema guess(const data::Table& table);

// Of the known schemas whose columns that must be there are all in the table (match.h) and of the
// right kind, the one that most columns match, the earliest of equals; else the guessed one.
std::shared_ptr<const Schema> best_schema(const data::Table& table);

} // namespace cohortscope::schema
