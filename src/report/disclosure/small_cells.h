// Which counts of a table must stay out of a file, as they tell of too few people, and which others
// as these could be had from them by subtraction.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace cohortscope::report {

inline constexpr std::size_t kSmallestCount = 10;

// A count of nobody tells of nobody: it is given.
constexpr bool is_small(std::size_t count, std::size_t smallest) {
    return count > 0 && count < smallest;
}

// What an attacker may know of a hidden count: it is at least 1, and a small one is less than
// `smallest` (from 3 on; where 1 is the only small count its bounds tell it). Each small count
// hidden keeps at least two possible values under these: its protection interval has a width of 1
// or more.

// Of counts whose sum is known: the small ones, and the smallest others until none follows from the
// sum and the bounds. One a count.
std::vector<char> hide_small(std::span<const std::size_t> counts, std::size_t smallest);

// A table of counts with its totals.
struct CountTable {
    std::size_t rows = 0, columns = 0;
    std::vector<std::size_t> counts; // rows × columns
    // Columns whose total stays out, as decided elsewhere (hide_small of the totals); the others'
    // totals are known, and the sum of all.
    std::vector<char> totals_hidden; // columns
};

// (rows + 1) × (columns + 1): the last row holds the columns' totals, the last column the rows'.
struct CountMask {
    std::size_t columns = 0;
    std::vector<char> hidden;
    bool at(std::size_t row, std::size_t column) const {
        return hidden[row * (columns + 1) + column] != 0;
    }
};

// Hides what is small, and for each small count the cheapest cycle of counts along which it could
// be another one with the same totals: none follows from those given. The cells as the edges of a
// graph between rows and columns, with totals as cells: Gusfield 1988, A graph theoretic approach
// to statistical data security, SIAM Journal on Computing 17, 552–571. Where a table has no such
// cycle, everything of the count's row and column that may be hidden is. O(small · (rows +
// columns)²).
CountMask hide_small(const CountTable& table, std::size_t smallest);

// "Counts from 1 to 9 are not given, nor others …": for the notes of a file.
std::string small_cells_rule(std::size_t smallest);

} // namespace cohortscope::report
