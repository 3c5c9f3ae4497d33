#include "app/saved_schema.h"

#include <filesystem>

#include "app/free_file.h"
#include "base/error.h"
#include "base/file.h"
#include "base/printable.h"
#include "schema/schema_json.h"

namespace cohortscope::app {

namespace fs = std::filesystem;

std::string schema_file_of(const std::string& table_source) {
    const std::string stem = stem_beside(table_source, "");
    return free_file(stem.empty() ? "schema" : stem + ".schema", ".json");
}

std::string save_schema(schema::Schema schema, const std::string& table_source) {
    const std::string path = schema_file_of(table_source);
    if (path.empty())
        return "The schema is not saved: " + std::to_string(kMostFreeNames) +
               " files of its name are there already.";
    if (schema.guessed) {
        const std::string stem = fs::path(table_source).stem().string();
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
