#include "engine/session/opened_session.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <unistd.h>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/file.h"
#include "engine/known_tables.h"
#include "engine/session/session_file.h"
#include "engine/session/session_json.h"
#include "schema/guess.h"

using namespace cohortscope;
namespace fs = std::filesystem;

namespace {

// A folder that is gone at the end.
struct Folder {
    fs::path path =
        fs::temp_directory_path() / ("cohortscope-session-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path / "data"); }
    ~Folder() { fs::remove_all(path); }
};

std::string csv(int rows) {
    std::string text = "height,weight,town\n";
    for (int row = 0; row < rows; ++row)
        text += std::to_string(150 + row % 40) + "," + std::to_string(50 + row % 31) + "," +
                (row % 3 == 0 ? "north" : "south") + "\n";
    return text;
}

std::shared_ptr<const data::Table> read(const fs::path& path) {
    base::Progress progress;
    return std::make_shared<const data::Table>(engine::table_of_file(path.string(), {}, progress));
}

// A session of that table with something of everything.
engine::Session session_of(const std::shared_ptr<const data::Table>& table) {
    engine::Session session;
    engine::Document& document = session.document;
    session.data = engine::data_file_of(*table, {});
    document.settings.schema = schema::best_schema(*table);
    document.settings.kmeans.k = 3;
    const std::uint32_t rows[] = {1, 2, 5};
    document.selection =
        std::make_shared<const engine::RowSet>(engine::RowSet::of(rows, table->rows));
    document.selection_origin = "drawn";
    document.sets = {{"A", document.selection, "drawn"}};
    document.view.row = 4;
    analysis::IdentityTracker tracker;
    const std::vector<analysis::Label> labels = {0, 1, 2, 0, 1, 2};
    const std::vector<std::uint32_t> shown_rows = {0, 1, 2, 3, 4, 5};
    const analysis::Identity identity = tracker.match({labels, 3, shown_rows, {7}, true, {}});
    document.baseline = std::make_shared<const engine::ShownFinal>(
        engine::ShownFinal{table->fingerprint, document.settings, {}, identity, tracker});
    document.names = {{"the tall", tracker.shown(), 1}};
    return session;
}

} // namespace

TEST_CASE("a session is read back from its file with its table, also when both have moved") {
    const Folder folder;
    const fs::path table_path = folder.path / "data" / "people.csv";
    base::write_file(table_path.string(), csv(30));
    const auto table = read(table_path);
    const engine::Session session = session_of(table);
    CHECK(session.data.bytes == fs::file_size(table_path));
    const fs::path file = folder.path / "people.cohortscope.json";
    engine::write_session(file.string(), session);
    const engine::Session back = engine::session_of_json(base::read_file(file.string()), "s");
    CHECK(back.data.beside == "data/people.csv");
    CHECK(engine::find_data(back.data, file.string()) == table_path.string());
    engine::Session expected = session;
    expected.data.beside = back.data.beside;
    CHECK(engine::same_content(back, expected));
    fs::create_directories(folder.path / "moved");
    fs::rename(folder.path / "data", folder.path / "moved" / "data");
    const std::string moved = (folder.path / "moved" / "s.json").string();
    CHECK(engine::find_data(back.data, moved) ==
          (folder.path / "moved" / "data" / "people.csv").string());
    CHECK(engine::find_data(back.data, file.string()).empty()); // missing
    const engine::OpenedSession opened = engine::open_on_table(back, table);
    CHECK(opened.message.empty());
    CHECK(opened.document.table == table);
    CHECK(opened.document.baseline == back.document.baseline);
}

TEST_CASE("of a session whose table has changed, what still fits is kept and the rest is said") {
    const Folder folder;
    const fs::path path = folder.path / "people.csv";
    base::write_file(path.string(), csv(30));
    const engine::Session session = session_of(read(path));
    base::write_file(path.string(), csv(28));
    engine::OpenedSession opened = engine::open_on_table(session, read(path));
    CHECK(opened.message ==
          "The table is not as it was when the session was saved: 28 rows instead "
          "of 30 rows. Not kept: the baseline and the rows selected.");
    CHECK(opened.document.settings.kmeans.k == 3);
    CHECK(opened.document.names.size() == 1);
    CHECK(opened.document.selection == nullptr);
    CHECK(opened.document.sets.empty());
    CHECK_FALSE(opened.document.view.row);
    CHECK(opened.document.baseline == nullptr);

    std::string other = csv(30);
    other.replace(other.find("150"), 3, "151");
    base::write_file(path.string(), other);
    opened = engine::open_on_table(session, read(path));
    CHECK(opened.message == "The table is not as it was when the session was saved. Not kept: the "
                            "baseline.");
    CHECK(opened.document.selection == session.document.selection);
    CHECK(opened.document.sets.size() == 1);
    CHECK(opened.document.view.row == 4u);

    base::write_file(path.string(), "colour,size\nred,1\nblue,2\nred,3\nblue,4\n");
    opened = engine::open_on_table(session, read(path));
    CHECK(opened.message.find("schema") != std::string::npos);
    CHECK(opened.document.settings.schema->find("size") != nullptr);
}
