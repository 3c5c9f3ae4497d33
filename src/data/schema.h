// Which columns a table must have, and of what kind: the Scaler learner table.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"

namespace cohortscope::data {

enum class ColumnKind { numeric, text };

struct ColumnSpec {
    std::string_view name; // matched whatever its case
    ColumnKind kind = ColumnKind::text;
};

// company_hash, email_hash, orgyear, ctc, job_position, ctc_updated_year: all required.
std::span<const ColumnSpec> scaler_columns();

// True for the strings pandas reads as missing ("", "NA", "nan", …); the match is exact.
bool is_missing(std::string_view cell);

// Where each required column is found in the header. An index column (first, named nothing or
// "Unnamed: 0") belongs to nothing. Throws Error that lists the columns found and those missing,
// and for a required column named twice; `header_line` is the line the error names. Of extra
// columns, a name used before gets " (2)" appended, and one without a name is called "Unnamed: "
// and its 0-based position, as pandas does.
struct ColumnBinding {
    std::string name; // the specification's name for a required column, else the header's
    bool required = false;
    bool ignored = false;               // the index column
    ColumnKind kind = ColumnKind::text; // meaningless for extra columns until their cells are seen
};
std::vector<ColumnBinding> bind_columns(std::span<const std::string> header,
                                        std::span<const ColumnSpec> required,
                                        const std::string& source, std::size_t header_line = 1);

} // namespace cohortscope::data
