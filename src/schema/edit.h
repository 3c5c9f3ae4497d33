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

// The encodings of the column's role: ordinal only where it has levels, or where there are two at
// least that it could take.
std::vector<Encoding> encodings_of(const ColumnSpec& column,
                                   const std::vector<std::string>& levels = {});

// The column, which is added where the schema has none of that name, gets the role and an encoding
// of it; another id or outcome is then ignored, another measure is a number. Fills, derived
// columns, checks and peers that asked for what a column was no longer do. Of a column of text that
// becomes the outcome, `names` are its two values, the frequent one first. One that becomes a
// category is one-hot where it has so few values (`distinct`, 0 where unknown) as in a guess.
Schema with_role(const Schema& schema, std::string_view column, Role role,
                 const std::vector<std::string>& names = {}, std::size_t distinct = 0);

// The features of the column become one of this encoding, by the name and the weight of the first
// of them, or none. The encoding is one of encodings_of(column, levels). A column that becomes
// ordinal and has no levels takes these, in their order.
Schema with_encoding(const Schema& schema, std::string_view column, Encoding encoding,
                     const std::vector<std::string>& levels = {});

// A level of the column goes from its place to another, and those between move up.
Schema with_level_moved(const Schema& schema, std::string_view column, std::size_t from,
                        std::size_t to);

} // namespace cohortscope::schema
