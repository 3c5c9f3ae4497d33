#include "app/saved_schema.h"

#include <filesystem>

#include "base/error.h"
#include "base/file.h"
#include "base/printable.h"
#include "schema/schema_json.h"

namespace cohortscope::app {

namespace fs = std::filesystem;

namespace {

constexpr int kMostNames = 1000;

bool is_free(const std::string& path) {
    std::error_code unknown; // a link to nowhere is a name that is taken, too
    return !fs::exists(fs::symlink_status(path, unknown));
}

} // namespace

std::string schema_file_of(const std::string& table_source) {
    std::error_code unknown;
    const std::string stem =
        fs::is_regular_file(table_source, unknown) ? table_source + ".schema" : "schema";
    for (int number = 1; number <= kMostNames; ++number) {
        const std::string path = stem + (number == 1 ? "" : "-" + std::to_string(number)) + ".json";
        if (is_free(path))
            return path;
    }
    return {};
}

std::string save_schema(schema::Schema schema, const std::string& table_source) {
    const std::string path = schema_file_of(table_source);
    if (path.empty())
        return "The schema is not saved: " + std::to_string(kMostNames) +
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
