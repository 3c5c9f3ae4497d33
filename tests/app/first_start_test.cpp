#include "app/first_start.h"

#include <filesystem>
#include <fstream>
#include <map>

#include <doctest/doctest.h>
#include <unistd.h>

using namespace cohortscope;
namespace fs = std::filesystem;

namespace {

// A folder that is gone at the end of the test.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("first_start_" + std::to_string(::getpid()));
    Folder() {
        fs::remove_all(path);
        fs::create_directories(path);
    }
    ~Folder() { fs::remove_all(path); }
    void write(const std::string& name, const std::string& text) const {
        fs::create_directories((path / name).parent_path());
        std::ofstream(path / name) << text;
    }
};

app::Environment with(const std::map<std::string, std::string>& variables) {
    return [variables](const char* name) {
        const auto found = variables.find(name);
        return found == variables.end() ? std::string() : found->second;
    };
}

} // namespace

TEST_CASE("the first minute is remembered below the account's state") {
    CHECK(app::first_minute_file(with({{"HOME", "/home/a"}})) ==
          "/home/a/.local/state/cohortscope/first-minute");
    CHECK(app::first_minute_file(with({{"HOME", "/home/a"}, {"XDG_STATE_HOME", "/state"}})) ==
          "/state/cohortscope/first-minute");
    CHECK(app::first_minute_file(with({{"HOME", "/home/a"}, {"XDG_STATE_HOME", "relative"}})) ==
          "/home/a/.local/state/cohortscope/first-minute");
    CHECK(app::first_minute_file(with({})).empty());
}

TEST_CASE("the first start is the first one alone") {
    const Folder folder;
    const std::string file =
        app::first_minute_file(with({{"XDG_STATE_HOME", (folder.path / "new").string()}}));
    CHECK_FALSE(fs::exists(file));
    CHECK(app::remember_first_minute(file));
    CHECK(fs::exists(file));
    CHECK_FALSE(app::remember_first_minute(file));
}

TEST_CASE("where nothing can be remembered no start is the first") {
    const Folder folder;
    folder.write("file", "");
    CHECK_FALSE(app::remember_first_minute(""));
    CHECK_FALSE(app::remember_first_minute((folder.path / "file" / "a" / "b").string()));
    CHECK_FALSE(app::remember_first_minute("/dev/null/cohortscope/first-minute"));
}

TEST_CASE("a table, a session or a setting of one's own is no plain start") {
    CHECK(app::is_plain_start({}));
    app::Common common;
    common.table.threads = 2;
    CHECK(app::is_plain_start(common));
    common.table.data = "a.csv";
    CHECK_FALSE(app::is_plain_start(common));
    common = {};
    common.session = "a.json";
    CHECK_FALSE(app::is_plain_start(common));
    common = {};
    common.assignments = {"kmeans.k=4"};
    CHECK_FALSE(app::is_plain_start(common));
}

TEST_CASE("no motion where the system asks for none") {
    const Folder folder;
    const std::string home = folder.path.string();
    CHECK(app::wants_motion(with({})));
    CHECK(app::wants_motion(with({{"HOME", home}})));
    CHECK_FALSE(app::wants_motion(with({{"COHORTSCOPE_REDUCED_MOTION", "1"}})));
    folder.write(".config/gtk-3.0/settings.ini",
                 "[Settings]\ngtk-theme-name = Adwaita\ngtk-enable-animations = 0\n");
    CHECK_FALSE(app::wants_motion(with({{"HOME", home}})));
    CHECK(app::wants_motion(with({{"HOME", home}, {"COHORTSCOPE_REDUCED_MOTION", "0"}})));
    folder.write("other/gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=false\r\n");
    CHECK_FALSE(app::wants_motion(with({{"XDG_CONFIG_HOME", home + "/other"}})));
    folder.write("other/gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n");
    CHECK(app::wants_motion(with({{"XDG_CONFIG_HOME", home + "/other"}})));
}
