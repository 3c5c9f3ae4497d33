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

TEST_CASE("a file that is there is kept: the schema takes the next free name, and says which") {
    const Folder folder;
    const std::string table = (folder.path / "t.csv").string();
    std::ofstream(table) << "hours\n1\n";
    std::ofstream(table + ".schema.json") << "mine";
    fs::create_symlink("nowhere", table + ".schema-2.json");
    fs::create_directories(table + ".schema-3.json");
    CHECK(app::save_schema(guessed(), table) ==
          "The schema is saved as " + table + ".schema-4.json.");
    CHECK(app::schema_file_of(table) == table + ".schema-5.json");
    CHECK(base::read_file(table + ".schema.json") == "mine");
    CHECK_FALSE(fs::exists(folder.path / "nowhere"));
    CHECK_FALSE(
        schema::schema_from_json(base::read_file(table + ".schema-4.json"), "saved").guessed);
}

TEST_CASE("a table that is no file has its schema in the present folder") {
    CHECK(app::schema_file_of("built-in sample").starts_with("schema"));
    CHECK(app::schema_file_of("-").starts_with("schema"));
    CHECK(fs::path(app::schema_file_of("-")).parent_path().empty());
}

TEST_CASE("a schema that cannot be saved says why") {
    const Folder folder;
    const std::string table = (folder.path / (std::string(245, 't') + ".csv")).string();
    std::ofstream(table) << "hours\n1\n";
    const std::string message = app::save_schema(guessed(), table); // the name is too long
    CHECK(message.find("t.csv.schema.json") != std::string::npos);
    CHECK(message.find("is saved") == std::string::npos);
}
