// Schemas as JSON; docs/DEFINITIONS.md lists the keys.
#pragma once

#include <string>
#include <string_view>

#include "schema/schema.h"

namespace cohortscope::schema {

// Throws base::Error naming `source` and the place ("features[2].encoding") for JSON that is none,
// a key that is unknown or missing, a value of the wrong kind or range, and what expect_sound
// refuses.
Schema schema_from_json(std::string_view json, const std::string& source);

// What differs from the defaults, indented; schema_from_json of it is an equal schema, if every
// column with an encoding has a feature.
std::string schema_to_json(const Schema& schema);

// Throws base::Error naming `source`, the place and what was expected for names that repeat, two
// ids, measures or outcomes, encodings that a role has not, and columns named that are none of the
// schema's or of the wrong role.
void expect_sound(const Schema& schema, const std::string& source);

} // namespace cohortscope::schema
