#include "app/report_session.h"

#include <filesystem>
#include <unistd.h>

#include <doctest/doctest.h>

#include "base/file.h"
#include "engine/known_tables.h"
#include "engine/session/session_json.h"
#include "support/headless_ui.h"

using namespace cohortscope;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path =
        fs::temp_directory_path() / ("cohortscope-carried-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path / "deep"); }
    ~Folder() { fs::remove_all(path); }
};

std::shared_ptr<const engine::RowSet> set_of(std::vector<std::uint32_t> rows) {
    return std::make_shared<const engine::RowSet>(engine::RowSet::of(rows, 400));
}

app::OpenSession open_on(const std::shared_ptr<const engine::Result>& result) {
    app::OpenSession open;
    open.session.document.table = result->prepared.table;
    open.session.document.settings = result->settings;
    return open;
}

} // namespace

TEST_CASE("what is selected is a set like the others, once") {
    engine::Document document;
    CHECK(app::sets_of(document).empty());
    document.selection = set_of({1, 2});
    document.selection_origin = "a lasso";
    REQUIRE(app::sets_of(document).size() == 1);
    CHECK(app::sets_of(document)[0].name == "selection");
    CHECK(app::sets_of(document)[0].origin == "a lasso");
    document.sets = {{"A", set_of({3}), ""}};
    CHECK(app::sets_of(document).size() == 2);
    document.sets.push_back({"B", set_of({1, 2}), ""}); // the same rows
    CHECK(app::sets_of(document).size() == 2);
}

TEST_CASE("a carried session names its table, beside it or above it, and no folder") {
    const Folder folder;
    const std::string table = (folder.path / "people.csv").string();
    base::write_file(table, "height,weight\n1,2\n2,1\n3,5\n");
    app::OpenSession open;
    base::Progress progress;
    open.session.document.table =
        std::make_shared<const data::Table>(engine::table_of_file(table, {}, progress));
    CHECK(app::carried_session(open).data.beside == "people.csv");
    CHECK(app::carried_session(open, (folder.path / "out").string()).data.beside ==
          "../people.csv");
    CHECK(app::carried_session(open, (folder.path / "out/").string()).data.beside ==
          "../people.csv");
    CHECK(app::carried_session(open, (folder.path / "deep/out").string()).data.beside ==
          "people.csv");
    CHECK(app::carried_text(open).find(folder.path.filename().string()) == std::string::npos);
}

TEST_CASE("a report takes the result's settings, the sets, and a lean session for its figures") {
    report::ReportRequest request;
    request.result = tests::sample_result(400, 3);
    app::OpenSession open = open_on(request.result);
    open.session.document.sets = {{"A", set_of({0, 5}), "by hand"}};
    open.session.document.settings.kmeans.k = 9; // the next result is under way
    app::add_session(request, open, "");
    REQUIRE(request.rows.sets.size() == 1);
    CHECK(request.session.tells_of_rows);
    const engine::Session whole = engine::session_of_json(request.session.json, "s");
    CHECK(whole.document.settings == request.result->settings);
    CHECK(whole.document.sets.size() == 1);
    const engine::Session lean = engine::session_of_json(request.session.in_figures, "s");
    CHECK(lean.document.settings == request.result->settings);
    CHECK(lean.document.sets.empty());
}

TEST_CASE("of another table's session nothing that is rows goes along") {
    report::ReportRequest request;
    request.result = tests::sample_result(400, 3);
    app::OpenSession open = open_on(request.result);
    open.session.document.table = tests::sample_result(300, 3)->prepared.table;
    open.session.document.sets = {{"A", set_of({0, 5}), "by hand"}};
    app::add_session(request, open, "");
    CHECK(request.rows.sets.empty());
    CHECK_FALSE(request.session.tells_of_rows);
}
