#include "report/folder.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "report/folder_owned.h"

using namespace cohortscope;
namespace fs = std::filesystem;

namespace {

// A folder that goes with the test.
struct Room {
    fs::path path =
        fs::temp_directory_path() / ("cohortscope-folder-" + std::to_string(::getpid()));
    Room() {
        fs::remove_all(path);
        fs::create_directories(path);
    }
    ~Room() { fs::remove_all(path); }
    std::string in(const std::string& name) const { return (path / name).string(); }
    std::set<std::string> names() const {
        std::set<std::string> found;
        for (const auto& entry : fs::directory_iterator(path))
            found.insert(entry.path().filename().string());
        return found;
    }
};

std::vector<report::FolderFile> files_of(const std::string& words) {
    return {{"page.html", words},
            {"figures/one.svg", words},
            {"README.txt", "Cohortscope report\n\n  README.txt        this\n  page.html  words\n"
                           "  figures/one.svg   a picture\n"}};
}

void write(const std::string& folder, const std::string& words) {
    base::Progress progress;
    report::write_report_folder(folder, files_of(words), progress);
}

std::string error_of(const std::string& folder) {
    try {
        report::expect_report_folder(folder);
    } catch (const base::Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

TEST_CASE("a report's folder is made, and made anew, with nothing beside it") {
    const Room room;
    for (const char* words : {"first", "second"}) {
        write(room.in("out"), words);
        CHECK(base::read_file(room.in("out/page.html")) == words);
        CHECK(base::read_file(room.in("out/figures/one.svg")) == words);
        CHECK(room.names() == std::set<std::string>{"out"});
    }
    fs::create_directory(room.in("empty"));
    write(room.in("empty/"), "third");
    CHECK(base::read_file(room.in("empty/page.html")) == "third");
    fs::create_directory_symlink("out", room.in("link"));
    write(room.in("link"), "fourth");
    CHECK(base::read_file(room.in("out/page.html")) == "fourth");
    CHECK(fs::is_symlink(room.in("link")));
}

TEST_CASE("a folder with anything that no report put there is refused and stays") {
    const Room room;
    fs::create_directories(room.in("letters/private"));
    CHECK(error_of(room.in("letters")).find("'private/'") != std::string::npos);
    write(room.in("out"), "words");
    base::write_file(room.in("out/notes.txt"), "mine");
    CHECK(error_of(room.in("out")).find("'notes.txt'; expected a new name") != std::string::npos);
    base::Progress progress;
    CHECK_THROWS_AS(report::write_report_folder(room.in("out"), files_of("new"), progress),
                    base::Error);
    CHECK(base::read_file(room.in("out/notes.txt")) == "mine");
    CHECK(base::read_file(room.in("out/page.html")) == "words");
    base::write_file(room.in("file"), "");
    CHECK(error_of(room.in("file")).find("is a file") != std::string::npos);
    CHECK(error_of(room.in("none/out")).find("does not exist") != std::string::npos);
    CHECK(error_of(room.in("new")).empty());
    CHECK(room.names() == std::set<std::string>{"file", "letters", "out"});
}

TEST_CASE("what a killed program left is cleared away, what another one holds is not") {
    const Room room;
    write(room.in("out.partial-1"), "half");
    write(room.in("out.partial-2"), "at work");
    fs::create_directories(room.in("out.partial-3/other"));
    const int held = ::open(room.in("out.partial-2").c_str(), O_RDONLY);
    REQUIRE(::flock(held, LOCK_EX | LOCK_NB) == 0);
    write(room.in("out"), "whole");
    ::close(held);
    CHECK(room.names() == std::set<std::string>{"out", "out.partial-2", "out.partial-3"});
}

TEST_CASE("an old report that was put aside for a new one goes back") {
    const Room room;
    write(room.in("out.partial-1-old"), "old");
    base::Progress cancelled;
    cancelled.cancel();
    CHECK_THROWS_AS(report::write_report_folder(room.in("out"), files_of("new"), cancelled),
                    base::Cancelled);
    CHECK(room.names() == std::set<std::string>{"out"});
    CHECK(base::read_file(room.in("out/page.html")) == "old");
}

TEST_CASE("a cancelled report leaves nothing") {
    const Room room;
    base::Progress cancelled;
    cancelled.cancel();
    CHECK_THROWS_AS(report::write_report_folder(room.in("out"), files_of("new"), cancelled),
                    base::Cancelled);
    CHECK(room.names().empty());
}
