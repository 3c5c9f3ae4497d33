#include "app/window_report.h"

#include <filesystem>
#include <unistd.h>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/file.h"
#include "support/headless_ui.h"

using namespace cohortscope;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path =
        fs::temp_directory_path() / ("cohortscope-report-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    bool is_empty() const { return fs::is_empty(path); }
};

// All studies are missing.
app::WindowReport report_of(const std::string& folder) {
    app::WindowReport report;
    report.wish = {tests::sample_result(400, 3), folder, true, false};
    report.open.session.document.settings = report.wish.result->settings;
    report.open.session.document.selection_origin = "by hand";
    report.trees = std::make_shared<engine::WardTrees>();
    return report;
}

} // namespace

TEST_CASE("what rows give away is told of the program's own columns, and whose ids there are") {
    const ui::ReportFacts facts = app::report_facts(tests::sample_result(400, 3));
    CHECK(facts.of == tests::sample_result(400, 3)->serial);
    CHECK(facts.rows_give.starts_with("Makes "));
    CHECK(facts.rows_give.find("of 400 rows unique") != std::string::npos);
    CHECK(facts.ids_give.find("every row can be traced") != std::string::npos);
    CHECK(fs::path(facts.folder).filename().string().starts_with("sample-report"));
    CHECK(fs::path(facts.folder).is_absolute());
}

TEST_CASE("a window's report holds the whole session, and no ids and no rows unless wanted") {
    const Folder folder;
    app::StepProgress progress;
    app::WindowReport report = report_of((folder.path / "all").string());
    const std::string message = app::make_window_report(report, progress);
    CHECK(message.find((folder.path / "all").string()) != std::string::npos);
    CHECK(progress.now().fraction > 0.9);
    const std::string session = base::read_file((folder.path / "all/session.json").string());
    CHECK(session.find("\"view\"") != std::string::npos);
    CHECK(session.find("built-in sample") != std::string::npos);
    const std::string rows = base::read_file((folder.path / "all/rows.csv").string());
    CHECK(rows.starts_with("row,cluster,persona"));
    CHECK(fs::exists(folder.path / "all/reproduce.py"));
    CHECK(fs::exists(folder.path / "all/index.html"));
}

TEST_CASE("a report that is cancelled or cannot be written leaves nothing") {
    const Folder folder;
    app::StepProgress progress;
    progress.cancel();
    const app::WindowReport report = report_of((folder.path / "none").string());
    CHECK_THROWS_AS(app::make_window_report(report, progress), base::Cancelled);
    CHECK(folder.is_empty());
    app::StepProgress other;
    CHECK_THROWS_AS(app::make_window_report(report_of((folder.path / "no/where").string()), other),
                    base::Error);
    CHECK(folder.is_empty());
}

TEST_CASE("steps make one fraction that grows, and a cancel reaches the present one") {
    app::StepProgress progress;
    CHECK(progress.now().fraction == 0.0);
    progress.begin("first", 0.0, 0.5).checkpoint(0.5);
    CHECK(progress.now().fraction == doctest::Approx(0.25));
    CHECK(progress.now().doing == "first");
    base::Progress& second = progress.begin("second", 0.5, 1.0);
    CHECK(progress.now().fraction == doctest::Approx(0.5));
    progress.cancel();
    CHECK_THROWS_AS(second.checkpoint(0.1), base::Cancelled);
    CHECK_THROWS_AS(progress.begin("third", 0.9, 1.0), base::Cancelled);
}
