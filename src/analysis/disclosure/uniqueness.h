// How many rows can be told from all others by a few columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace cohortscope::analysis {

// One number a row, equal where the values are equal. Unlike values have unlike keys but for
// chance: 64 bits, so that of 10^6 different rows two share one once in 4 · 10^7 tables.
using RowKeys = std::vector<std::uint64_t>;

// A value as a key: every bit of it depends on every bit of the value.
std::uint64_t key_of(std::uint64_t value);

// Adds a column's keys to those of other columns, or takes them out again. `place`: of the column,
// so that equal values of two columns differ.
void add_keys(RowKeys& sums, std::span<const std::uint64_t> column, std::size_t place);
void take_keys(RowKeys& sums, std::span<const std::uint64_t> column, std::size_t place);

struct Uniqueness {
    std::size_t rows = 0;
    std::size_t unique = 0;   // rows that no other equals
    std::size_t below_5 = 0;  // rows that fewer than 5 rows equal, themselves among them
    std::size_t below_10 = 0; // …fewer than 10
    std::size_t smallest = 0; // rows of the smallest group; 0 without rows
    std::size_t groups = 0;   // of equal rows
};

// O(rows), the same on any number of threads.
Uniqueness uniqueness_of(std::span<const std::uint64_t> keys);

} // namespace cohortscope::analysis
