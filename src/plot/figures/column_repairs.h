// Of every column, how many cells each step found and what it made of them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace cohortscope::plot {

enum class Repair { missing, invalid, outliers, rare };
inline constexpr std::size_t kRepairs = 4;
std::string_view name_of(Repair repair); // "missing", "out of range", …

struct RepairedCells {
    Repair repair = Repair::missing;
    std::size_t cells = 0; // at least 1
    std::string words;     // "52,554 missing, filled by votes"
};

struct ColumnRepairs {
    std::string column, label;
    std::vector<RepairedCells> parts; // in the order of Repair

    std::size_t cells() const;
    std::string words() const; // of all parts, "; " between them
};

// The measure, the numbers and the categories in the schema's order, then the outcome; a category
// with levels once. Read by fills are helpers alone: they are left out. O(columns), and of an
// outcome O(n).
std::vector<ColumnRepairs> repairs_of(const engine::Result& result);

// The rows that the cells are of: those that were read and are no duplicates.
std::size_t repaired_rows(const engine::Result& result);

} // namespace cohortscope::plot
