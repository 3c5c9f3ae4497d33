#include "app/taken.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <unistd.h>

#include "base/file.h"
#include "report/paint/carried_session.h"
#include "support/fake_studies.h"

using namespace cohortscope;
namespace fs = std::filesystem;
using ui::TakenAs;

namespace {

std::string nothing(const char*) { return {}; }

// A figure of the elbow, of a table in a folder of its own.
struct Bench {
    fs::path folder = fs::temp_directory_path() / ("taken_" + std::to_string(::getpid()));
    ui::Taking taking;

    Bench() {
        fs::create_directories(folder);
        const fs::path table = folder / "study hours.csv";
        std::ofstream(table) << "hours\n1\n";
        auto result = tests::fake_result({.k = 4, .rows = 600});
        auto named = std::make_shared<data::Table>(*result->prepared.table);
        named->source = table.string();
        auto own = std::make_shared<engine::Result>(*result);
        own->prepared.table = named;
        taking.figure = taking.sheet = "elbow";
        taking.result = own;
        const engine::StudiesState studies = tests::fake_studies(*own);
        for (const engine::Study study : engine::kAllStudies)
            taking.studies[static_cast<std::size_t>(study)] = studies[study].value;
    }
    ~Bench() { fs::remove_all(folder); }
    app::Taken take(TakenAs as) {
        taking.as = as;
        return app::take_away(taking, {"{\"cohortscope_session\": 1}", {}}, nothing);
    }
    std::string file(const std::string& name) const { return (folder / name).string(); }
};

} // namespace

TEST_CASE("a figure is saved beside its table under a name that no file has, the session inside") {
    Bench bench;
    const std::string path = bench.file("study hours-elbow.svg");
    CHECK(bench.take(TakenAs::svg).message == "The figure is saved as " + path + ".");
    const std::string svg = base::read_file(path);
    CHECK(svg.find("<text") != std::string::npos);
    CHECK(svg.find("study hours.csv") != std::string::npos); // the caption
    CHECK(report::carried_session(svg) == "{\"cohortscope_session\": 1}");
    CHECK(bench.take(TakenAs::svg).message ==
          "The figure is saved as " + bench.file("study hours-elbow-2.svg") + ".");
    bench.take(TakenAs::pdf);
    CHECK(base::read_file(bench.file("study hours-elbow.pdf")).starts_with("%PDF-"));
    bench.take(TakenAs::png);
    const std::string png = base::read_file(bench.file("study hours-elbow.png"));
    CHECK(png.starts_with("\x89PNG"));
    CHECK(png.find("pHYs") != std::string::npos); // says 300 dpi
}

TEST_CASE("a table is copied as tab-separated text, a command as one line") {
    Bench bench;
    const app::Taken table = bench.take(TakenAs::table);
    CHECK(table.message == "The table is copied: 12 rows.");
    CHECK(table.text.starts_with("clusters\tinertia\t"));
    CHECK(std::ranges::count(table.text, '\n') == 13);
    bench.taking.sheet = "cluster_profiles";
    CHECK(bench.take(TakenAs::table).message == "The table is copied: 4 rows.");
    bench.taking.sheet = "no such sheet";
    CHECK(bench.take(TakenAs::table).text.empty());
    const app::Taken command = bench.take(TakenAs::command);
    CHECK(command.text.starts_with("cohortscope figure elbow '"));
    CHECK(command.message.starts_with("The command is copied."));
}

TEST_CASE("what goes wrong is said: no program for pictures, a folder that is gone") {
    Bench bench;
    CHECK(bench.take(TakenAs::picture).message.find("xclip") != std::string::npos);
    auto own = std::make_shared<engine::Result>(*bench.taking.result);
    auto table = std::make_shared<data::Table>(*own->prepared.table);
    const fs::path deep = bench.folder / std::string(200, 'd');
    fs::create_directories(deep);
    table->source = (deep / (std::string(252, 't') + ".c")).string();
    std::ofstream(table->source) << "hours\n";
    own->prepared.table = table;
    bench.taking.result = own;
    CHECK(bench.take(TakenAs::svg).message.find("is saved") == std::string::npos);
}
