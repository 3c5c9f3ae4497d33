#include "app/saved_schema.h"

#include <filesystem>

#include "base/error.h"
#include "base/file.h"
#include "base/printable.h"
#include "schema/schema_json.h"

namespace cohortscope::app {

std::string schema_file_of(const std::string& table_source) {
    std::error_code unknown;
    return std::filesystem::is_regular_file(table_source, unknown) ? table_source + ".schema.json"
                                                                   : "schema.json";
}

std::string save_schema(schema::Schema schema, const std::string& table_source) {
    const std::string path = schema_file_of(table_source);
    if (schema.guessed) {
        const std::string stem = std::filesystem::path(table_source).stem().string();
        schema.name = stem.empty() ? "table" : stem;
        schema.label = schema::plain_label(schema.name);
        schema.guessed = false;
    }
    try {
        base::write_file(path, schema::schema_to_json(schema));
    } catch (const base::Error& error) {
        return error.what();
    }
    return "The schema is saved as " + base::printable(path) + ".";
}

} // namespace cohortscope::app
