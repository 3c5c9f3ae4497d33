// The schema of a table as a file beside it.
#pragma once

#include <string>

#include "schema/schema.h"

namespace cohortscope::app {

// A name that no file has yet: "people.csv.schema.json", else "people.csv.schema-2.json" and so on;
// "schema.json", "schema-2.json" in the present folder for a table that is no file. Empty where a
// thousand of them are taken.
std::string schema_file_of(const std::string& table_source);

// Writes the schema, one that was guessed as no guess any more, and says in one line where, or what
// went wrong. No file is overwritten.
std::string save_schema(schema::Schema schema, const std::string& table_source);

} // namespace cohortscope::app
