// Selections that were given a name, and words for where a selection came from.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/selection/row_set.h"
#include "engine/selection/shapes.h"
#include "schema/schema.h"

namespace cohortscope::engine {

struct NamedSet {
    std::string name; // "A"
    std::shared_ptr<const RowSet> rows;
    std::string origin; // in words: "lasso on the map", "pay ₹10 L – ₹20 L"
};
bool operator==(const NamedSet& a, const NamedSet& b); // rows by content

// The first of A … Z, AA, AB … that none of them bears.
std::string next_set_name(std::span<const NamedSet> sets);

// What the shape was, in words. `group`: how the group of its colour is called now; empty where
// nobody knows. Of several steps callers join these: "lasso on the map, less 12 years".
std::string origin_text(const Shape& shape, const schema::Schema& schema,
                        std::string_view group = {});

} // namespace cohortscope::engine
