// Which column of a table is which of a schema's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"
#include "schema/schema.h"

namespace cohortscope::schema {

// A column of either kind, or none.
struct TableColumn {
    const data::NumericColumn* numeric = nullptr;
    const data::TextColumn* text = nullptr;
    bool there() const { return numeric != nullptr || text != nullptr; }
};

// In lower case without blanks and ASCII signs: what a name says whatever its spelling.
std::string bare_name(std::string_view name);

// One a column of the schema, in its order: the table's column of the same name; else of the same
// bare name; else of another name. No column of the table is taken twice.
std::vector<TableColumn> match_columns(const Schema& schema, const data::Table& table);

} // namespace cohortscope::schema
