// Schemas as JSON; docs/DEFINITIONS.md lists the keys.
#pragma once

#include <string>
#include <string_view>

#include "schema/schema.h"

namespace cohortscope::schema {

// Throws base::Error naming `source` and the place ("features[2].encoding") for JSON that is none,
// a key that is unknown or missing, a value of the wrong kind or range, and two features of one
// name.
Schema schema_from_json(std::string_view json, const std::string& source);

} // namespace cohortscope::schema
