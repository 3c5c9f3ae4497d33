// What the columns of a table may be, as a reader is told: the columns wanted and their other
// names.
#pragma once

#include <string>
#include <vector>

namespace cohortscope::data {

enum class ColumnKind { numeric, text };

// What a number means, where that decides how a cell is read.
enum class NumberMeaning { plain, year, amount };

struct ColumnSpec {
    std::string name; // in lower case
    ColumnKind kind = ColumnKind::text;
    NumberMeaning meaning = NumberMeaning::plain;
    bool optional = false;                     // may be absent: every cell is then missing
    std::string without = {};                  // of an optional one: what its absence means
    std::vector<std::string> other_names = {}; // that people give it, in lower case, letters and
                                               // digits only
    std::string others =
        {}; // of a text column that tells apart: what other values are, "other people"
};

// A kind of table that is known. It is recognised by its columns; all but the optional ones must be
// there.
struct TableHints {
    std::string name;
    std::vector<ColumnSpec> columns;
    std::vector<std::string> computed_names; // of what is made of the columns: a column of the file
                                             // that is called so gets another name
};

} // namespace cohortscope::data
