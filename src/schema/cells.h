// Cells of a table's column as a schema wants them: names of numbers, places of levels, outcomes,
// columns made of two others.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/table.h"
#include "schema/schema.h"

namespace cohortscope::schema {

using Values = std::shared_ptr<const std::vector<double>>; // rows; NaN where missing
using Names = std::shared_ptr<const data::TextColumn>;

Values missing_values(std::size_t rows);
Names missing_names(const std::string& name, std::size_t rows);

// Numbers as names: the shortest decimal text, without an exponent below 10^15.
Names names_of(const data::NumericColumn& column);
std::string decimal_text(double value);

// A name of 1 or 0: yes, true, y, t, 1 and no, false, n, f, 0, whatever their case and blanks; or
// the second and the first of two levels.
std::optional<double> outcome_of(std::string_view text, const std::vector<std::string>& levels);

struct Levels {
    Values places; // from 0; NaN where missing or not listed
    Names names;   // as the levels are written in the schema; missing where not listed
    std::vector<std::string> notices;
};
Levels levels_of(const Names& cells, const ColumnSpec& spec);

// NaN where either is missing, the divisor is 0 or the result is no finite number.
Values derived_of(DerivedKind kind, const std::vector<double>& left,
                  const std::vector<double>& right);

} // namespace cohortscope::schema
