#include <atomic>
#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "app/autosave.h"
#include "app/errands.h"
#include "app/free_file.h"
#include "app/recent_files.h"
#include "app/session_text.h"
#include "base/file.h"

using namespace cohortscope;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("cohortscope-state-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    std::string file(const std::string& name) const {
        base::write_file((path / name).string(), "x");
        return (path / name).string();
    }
};

// The number of a process that has ended.
pid_t ended_process() {
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    int status = 0;
    ::waitpid(child, &status, 0);
    return child;
}

} // namespace

TEST_CASE("recent files are remembered, the latest first, ten at most, each once") {
    const Folder folder;
    const fs::path state = folder.path / "state" / "cohortscope";
    CHECK(app::recent_files(state).empty());
    for (int i = 0; i < 12; ++i)
        app::remember_file(state, folder.file(std::to_string(i) + ".csv"));
    app::remember_file(state, folder.file("5.csv"));
    std::vector<std::string> files = app::recent_files(state);
    REQUIRE(files.size() == 10);
    CHECK(files[0] == (folder.path / "5.csv").string());
    CHECK(files[1] == (folder.path / "11.csv").string());
    CHECK(files[9] == (folder.path / "2.csv").string());
    fs::remove(files[1]);
    CHECK(app::recent_files(state).size() == 9);
    CHECK(app::remember_file("/dev/null/x", files[0]).size() == 1); // cannot be kept
    CHECK(app::recent_files("").empty());
    CHECK(app::remember_file(state, (folder.path / "missing.csv").string()).size() == 9);
}

TEST_CASE("what a process that runs no more left behind is found, the latest first") {
    const Folder folder;
    CHECK(app::left_behind(folder.path).empty());
    CHECK(app::left_behind("").empty());
    base::write_file(app::autosave_file(folder.path), "{}"); // of this process, which runs
    folder.file("autosave-.json");
    folder.file("autosave-12x.json");
    folder.file("recent");
    CHECK(app::left_behind(folder.path).empty());
    const std::string older = folder.file("autosave-" + std::to_string(ended_process()) + ".json");
    CHECK(app::left_behind(folder.path) == older);
    const std::string newer = folder.file("autosave-" + std::to_string(ended_process()) + ".json");
    fs::last_write_time(older, fs::last_write_time(newer) - std::chrono::hours(1));
    CHECK(app::left_behind(folder.path) == newer);
}

TEST_CASE("a new file's name is free, and stands beside the table's") {
    const Folder folder;
    const std::string table = folder.file("a.csv");
    CHECK(app::stem_beside(table, "session") == table);
    CHECK(app::stem_beside("built-in sample", "session") == "session");
    CHECK(app::free_file(table, ".cohortscope.json") == table + ".cohortscope.json");
    folder.file("a.csv.cohortscope.json");
    CHECK(app::free_file(table, ".cohortscope.json") == table + "-2.cohortscope.json");
}

TEST_CASE("errands run in order; of those for later the last one runs, after a while") {
    std::string done;
    std::atomic<bool> late = false;
    {
        app::Errands errands;
        errands.run([&] { done += "a"; });
        errands.run_later([&] { done += "never"; }, std::chrono::hours(1));
        errands.run_later([&] { late = true; }, std::chrono::milliseconds(5));
        while (!late)
            std::this_thread::yield();
        errands.run_later([&] { done += "never"; }, std::chrono::hours(1));
        errands.run([&] { done += "b"; });
    }
    CHECK(done == "ab");
}

TEST_CASE("a session is JSON by its first character, and files are told by their names") {
    CHECK(app::session_text("\n {\"a\": 1}") == "\n {\"a\": 1}");
    CHECK_FALSE(app::session_text("a,b\n1,2\n"));
    CHECK_FALSE(app::session_text(""));
    CHECK(app::may_hold_session("a.csv.cohortscope.JSON"));
    CHECK_FALSE(app::may_hold_session("a.csv"));
    CHECK_FALSE(app::may_hold_session("-"));
}

TEST_CASE("a figure is known by its first bytes, whatever its name") {
    const Folder folder;
    const auto begins = [&](const std::string& name, const std::string& bytes) {
        const std::string path = (folder.path / name).string();
        base::write_file(path, bytes);
        return app::begins_like_figure(path);
    };
    CHECK(begins("png", "\x89PNG\r\n"));
    CHECK(begins("pdf", "%PDF-1.7"));
    CHECK(begins("svg", "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- a --><svg xmlns=\"x\"/>"));
    CHECK_FALSE(begins("table", "a,b\n<svg,1\n"));
    CHECK_FALSE(begins("page", "<html></html>"));
    CHECK_FALSE(begins("empty", ""));
    CHECK_FALSE(app::begins_like_figure((folder.path / "missing").string()));
    CHECK_FALSE(app::begins_like_figure(folder.path.string()));
    CHECK(app::names_table("A.CSV"));
    CHECK(app::names_table("a.csv.gz"));
    CHECK_FALSE(app::names_table("figure"));
}

TEST_CASE("a picture without a session says so, in one sentence") {
    const Folder folder;
    for (const auto& [name, bytes] :
         {std::pair{"a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"},
          {"a.pdf", "%PDF-1.7 nothing"},
          {"a.png", "\x89PNG\r\n\x1a\n"},
          {"a.html", "<!doctype html><p>no session</p>"}}) {
        const std::string path = (folder.path / name).string();
        base::write_file(path, bytes);
        CHECK_THROWS_WITH(app::session_text_of_file(path), doctest::Contains("carries no session"));
    }
}
