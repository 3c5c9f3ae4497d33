// What people are shown of a table's column before they say what it means.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "data/table.h"

namespace cohortscope::schema {

struct ColumnSummary {
    std::string name;
    bool numbers = false;              // else text
    std::vector<std::string> examples; // at most 3 different values: of text the most frequent
                                       // first, of numbers the first ones
    double missing = 0.0;              // share of the rows, 0 to 1
    std::size_t distinct = 0;          // values that differ
    // Its values in an order that they may have: one that people know, else of numbers or of the
    // alphabet. Empty for fewer than 2 and for more than kMostGuessedLevels.
    std::vector<std::string> levels;
};
inline constexpr std::size_t kMostGuessedLevels = 30;

// In the order of Table::order. O(cells), parallel over columns.
std::vector<ColumnSummary> summaries_of(const data::Table& table);

} // namespace cohortscope::schema
