// Which rows a list shows, as a person types it: "role contains backend, pay > 20 L".
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "base/progress.h"
#include "engine/row_columns.h"

namespace cohortscope::engine {

// One condition. Texts are compared without the case of ASCII letters.
struct FilterTerm {
    enum class Kind {
        contains, // a name of the column has the text in it
        is,       // a name of the column equals the text
        number,   // a number of the column lies in [low, high]
        missing,  // the file has no value
        group,    // the row belongs to the cluster
        row,      // the row's number in the file lies in [low, high]
        word,     // a name of any column has the text in it
    };
    Kind kind = Kind::word;
    std::size_t column = 0;                                // of RowColumns
    std::string text;                                      // in lower case
    double low = -std::numeric_limits<double>::infinity(); // both count as inside
    double high = std::numeric_limits<double>::infinity();
    int cluster = -1;
    bool operator==(const FilterTerm&) const = default;
};

// A row has to meet all of them; none: every row does.
struct RowFilter {
    std::vector<FilterTerm> terms;
    bool of_groups() const; // it depends on the clusters
    bool operator==(const RowFilter&) const = default;
};

// Terms are joined by commas or "and":
//   COLUMN contains TEXT · COLUMN is TEXT · COLUMN is NUMBER · COLUMN = NUMBER
//   COLUMN > NUMBER (also <, >=, <=, ≥, ≤) · COLUMN between NUMBER and NUMBER
//   missing COLUMN · COLUMN is missing · group is NAME or number · row NUMBER (or compared) · WORD
// A column goes by its label, its name, another name of the schema, or by a start of its label or
// name that no other column has. Numbers may have a unit: "20 L", "1.2 Cr", "15k", "₹8,30,000", "12
// minutes". Texts may stand in double quotes. A comma between digits belongs to the number. Throws
// base::Error that says what was found and what was expected.
RowFilter parse_row_filter(std::string_view text, const RowColumns& columns, const Result& result);

// The number with its unit, or nothing. spec: of the column; may be null.
std::optional<double> filter_number(std::string_view text, const schema::ColumnSpec* spec);

// 1 for each position of PreparedRows that meets the filter. A cell meets a condition with its
// value in the file or with the one that the groups use, a rare name also as the lump. `columns`
// are those of the result's table. O(rows · terms + distinct names).
base::Buffer<std::uint8_t> rows_that_meet(const RowFilter& filter, const RowColumns& columns,
                                          const Result& result, base::Progress& progress);

} // namespace cohortscope::engine
