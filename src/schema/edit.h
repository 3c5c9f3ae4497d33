// A schema with one column changed: what depended on the column follows, so that it stays sound.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/column_summary.h"
#include "schema/schema.h"

namespace cohortscope::schema {

// The roles that cells of this kind can have, in the order of Role; the present one is among them.
// An outcome of text has two names.
std::vector<Role> roles_of(Role present, const ColumnSummary& cells);

// The encodings of the column's role: ordinal only where it has levels.
std::vector<Encoding> encodings_of(const ColumnSpec& column);

// The column, which is added where the schema has none of that name, gets the role and an encoding
// of it; another id or outcome is then ignored, another measure is a number. Fills, derived
// columns, checks and peers that asked for what a column was no longer do. Of a column of text that
// becomes the outcome, `names` are its two values, the frequent one first.
Schema with_role(const Schema& schema, std::string_view column, Role role,
                 const std::vector<std::string>& names = {});

// The features of the column become one of this encoding, by the name and the weight of the first
// of them, or none. The encoding is one of encodings_of(column).
Schema with_encoding(const Schema& schema, std::string_view column, Encoding encoding);

} // namespace cohortscope::schema
