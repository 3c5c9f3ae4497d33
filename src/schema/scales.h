// Names that have an order which people know: low, middle, high; never to always; ranges.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/column_facts.h"

namespace cohortscope::schema {

struct Scale {
    std::vector<std::string> levels; // in order, as most rows write them
    bool ranges = false;
    std::size_t unknown = 0; // rows of names such as "unknown", which are no level
};

// The scale that all names of a column belong to, apart from such as "unknown", of at most a fifth
// of the rows; nothing for fewer than two levels.
std::optional<Scale> scale_of(const ColumnFacts& facts);

} // namespace cohortscope::schema
