// What a guess knows of a column: counted over all rows, once.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "schema/match.h"

namespace cohortscope::schema {

inline constexpr std::size_t kFewValues = 64; // distinct numbers that are counted one by one

struct ColumnFacts {
    std::string_view name;
    TableColumn column;
    std::size_t rows = 0;
    std::vector<std::size_t> counts; // of names, one an entry of the dictionary
    std::size_t present = 0;
    std::size_t distinct = 0; // present values; of numbers kFewValues + 1 if there are more
    bool all_differ = false;  // no value is there twice; of numbers only told where all are whole
    // Of numbers.
    bool whole = false;
    double low = 0.0;
    double high = 0.0;

    bool numeric() const { return column.numeric != nullptr; }
    bool zero_or_one() const { return numeric() && distinct == 2 && low == 0.0 && high == 1.0; }
};

// In the order of Table::order. Parallel over columns.
std::vector<ColumnFacts> facts_of(const data::Table& table);

// Distinct values, exact; O(rows) in time and memory.
std::size_t distinct_values(const ColumnFacts& facts);

// The third standardised moment (population form) of the present numbers; 0 where all are equal.
double skewness_of(const std::vector<double>& values);

} // namespace cohortscope::schema
