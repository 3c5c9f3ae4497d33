// How a text of separated values is laid out: its separator, where its header is, and what its rows
// have more or less than that.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/hints.h"

namespace cohortscope::data {

// What the rows have beside the columns of the header.
enum class Ends {
    same,      // nothing
    row_names, // a first cell that the header has no name for, as R writes it
    separator  // a separator too many, and an empty cell behind it
};

struct Layout {
    char separator = ',';
    std::vector<std::string> names; // of the header, as they stand there
    std::size_t header_begin = 0;
    std::size_t data_begin = 0;
    Ends ends = Ends::same;
    bool has_number_names = false;    // numbers in the header are names of columns (number_names.h)
    std::vector<std::string> notices; // what was skipped or guessed
};

// Finds the header: the first of the leading records whose names, under one of the separators
// comma, semicolon, tab or vertical bar, or that of a line "sep=;", hold all columns wanted by one
// of the hints. Else, where the best does not nearly do so and `any_table`: the first record, or
// the first of several cells below lines of one cell; else the one that holds most columns wanted.
// Throws Fault for a header that cannot be read. Looks at the beginning of the text only.
Layout find_layout(std::string_view text, std::span<const TableHints> sets, bool any_table);

} // namespace cohortscope::data
