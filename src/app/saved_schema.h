// The schema of a table as a file beside it.
#pragma once

#include <string>

#include "schema/schema.h"

namespace cohortscope::app {

// "people.csv.schema.json"; "schema.json" in the present folder for a table that is no file.
std::string schema_file_of(const std::string& table_source);

// Writes the schema, one that was guessed as no guess any more, and says in one line where, or what
// went wrong.
std::string save_schema(schema::Schema schema, const std::string& table_source);

} // namespace cohortscope::app
