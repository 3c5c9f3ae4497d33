#include "app/saved_schema.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <unistd.h>

#include "base/file.h"
#include "schema/schema_json.h"

using namespace cohortscope;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("saved_schema_" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
};

schema::Schema guessed() {
    schema::Schema made;
    made.name = "guessed";
    made.label = "Guessed from the table";
    made.guessed = true;
    schema::ColumnSpec column;
    column.name = column.label = "hours";
    column.reason = "numbers from 0 to 7";
    made.columns.push_back(column);
    made.features.push_back(schema::feature_of(column));
    return made;
}

} // namespace

TEST_CASE("a schema is saved beside its table, and is no guess any more") {
    const Folder folder;
    const std::string table = (folder.path / "study_hours.csv").string();
    std::ofstream(table) << "hours\n1\n";
    const std::string message = app::save_schema(guessed(), table);
    CHECK(message == "The schema is saved as " + table + ".schema.json.");
    const schema::Schema read =
        schema::schema_from_json(base::read_file(table + ".schema.json"), "saved");
    CHECK_FALSE(read.guessed);
    CHECK(read.name == "study_hours");
    CHECK(read.label == "study hours");
    CHECK(read.columns == guessed().columns);
    CHECK(read.features == guessed().features);
}

TEST_CASE("a table that is no file has its schema in the present folder") {
    CHECK(app::schema_file_of("built-in sample") == "schema.json");
    CHECK(app::schema_file_of("-") == "schema.json");
}

TEST_CASE("a schema that cannot be saved says why") {
    const Folder folder;
    const std::string table = (folder.path / "t.csv").string();
    std::ofstream(table) << "hours\n1\n";
    fs::create_directories(table + ".schema.json"); // a folder of that name
    const std::string message = app::save_schema(guessed(), table);
    CHECK(message.find("t.csv.schema.json") != std::string::npos);
    CHECK(message.find("is saved") == std::string::npos);
}
