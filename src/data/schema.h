// Which columns a table has, and of what kind: the Scaler learner table.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"

namespace cohortscope::data {

enum class ColumnKind { numeric, text };

// What a number means, where that decides how a cell is read.
enum class NumberMeaning { plain, year, pay };

struct ColumnSpec {
    std::string_view name;
    ColumnKind kind = ColumnKind::text;
    NumberMeaning meaning = NumberMeaning::plain;
    bool optional = false;                         // may be absent: every cell is then missing
    std::string_view without;                      // of an optional one: what its absence means
    std::span<const std::string_view> other_names; // that people give it, in lower case, letters
                                                   // and digits only
};

// company_hash, email_hash, orgyear, ctc, job_position, ctc_updated_year.
std::span<const ColumnSpec> scaler_columns();

// True for the strings pandas reads as missing ("", "NA", "nan", …); the match is exact.
bool is_missing(std::string_view cell);

// A column of the file. A first column named nothing or "Unnamed: 0" is an index and belongs to
// nothing. Of extra columns, a name used before, or that of a computed feature, gets " (2)"
// appended, and one without a name is called "Unnamed: " and its 0-based position, as pandas does.
struct ColumnBinding {
    std::string name; // the specification's name for a required column, else the header's
    bool required = false;
    bool ignored = false;               // the index column
    ColumnKind kind = ColumnKind::text; // meaningless for extra columns until their cells are seen
    NumberMeaning meaning = NumberMeaning::plain;
    bool may_be_index = false; // an extra column that goes if it counts the rows
    bool unnamed = false;      // an extra column that goes if all its cells are missing
};

// Binds the columns of a header to those required: by name, whatever its case; else whatever its
// blanks, underscores, hyphens and dots; else by another name in use. Throws UnknownColumns (see
// column_names.h) that lists the columns found and those missing; Error for a first line that looks
// like data and for a required column named twice; `header_line` is the line the error names.
std::vector<ColumnBinding> bind_columns(std::span<const std::string> header,
                                        std::span<const ColumnSpec> required,
                                        const std::string& source, std::size_t header_line = 1);

// What a reader of the results should know about how the header was bound.
std::vector<std::string> notes_of_binding(std::span<const std::string> header,
                                          std::span<const ColumnBinding> bound,
                                          std::span<const ColumnSpec> required);

// How many of the required columns the names can be bound to, and whether those are enough.
struct HeaderMatch {
    std::size_t found = 0;
    bool enough = false;
};
HeaderMatch match_header(std::span<const std::string> names, std::span<const ColumnSpec> required);

} // namespace cohortscope::data
