#include "app/picture_clipboard.h"

#include <filesystem>
#include <fstream>
#include <map>

#include <doctest/doctest.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"

using namespace cohortscope;
namespace fs = std::filesystem;

namespace {

// A PATH of two folders with programs made for the test.
struct Programs {
    fs::path root = fs::temp_directory_path() / ("clipboard_" + std::to_string(::getpid()));
    std::map<std::string, std::string> variables;

    Programs() {
        fs::create_directories(root / "first");
        fs::create_directories(root / "second");
        variables["PATH"] = (root / "first").string() + "::" + (root / "second").string();
    }
    ~Programs() { fs::remove_all(root); }
    std::string add(const std::string& name, const std::string& body, bool runs = true) {
        const fs::path file = root / name;
        std::ofstream(file) << "#!/bin/sh\n" << body << "\n";
        fs::permissions(file, runs ? fs::perms::owner_all : fs::perms::owner_read);
        return file.string();
    }
    app::Environment environment() const {
        return [this](const char* name) {
            const auto found = variables.find(name);
            return found == variables.end() ? std::string() : found->second;
        };
    }
};

} // namespace

TEST_CASE("wl-copy is for Wayland, xclip for an X server, as they stand on PATH") {
    Programs programs;
    CHECK_FALSE(app::find_clipboard_program(programs.environment()));
    const std::string xclip = programs.add("second/xclip", "");
    CHECK_FALSE(app::find_clipboard_program(programs.environment())); // no server
    programs.variables["DISPLAY"] = ":7";
    auto found = app::find_clipboard_program(programs.environment());
    REQUIRE(found);
    CHECK(found->path == xclip);
    CHECK(found->arguments ==
          std::vector<std::string>{"-selection", "clipboard", "-t", "image/png", "-i"});
    programs.variables["WAYLAND_DISPLAY"] = "wayland-0";
    CHECK(app::find_clipboard_program(programs.environment())->path == xclip); // XWayland's
    const std::string wl_copy = programs.add("first/wl-copy", "");
    found = app::find_clipboard_program(programs.environment());
    CHECK(found->path == wl_copy);
    CHECK(found->arguments == std::vector<std::string>{"--type", "image/png"});
}

TEST_CASE("what cannot be run is not found, and folders of PATH that hang on the present one") {
    Programs programs;
    programs.variables["DISPLAY"] = ":7";
    programs.add("first/xclip", "", false);
    fs::create_directories(programs.root / "second" / "xclip");
    CHECK_FALSE(app::find_clipboard_program(programs.environment()));
    programs.variables["PATH"] = "first:.:";
    CHECK_FALSE(app::find_clipboard_program(programs.environment()));
    programs.variables.erase("PATH");
    CHECK_FALSE(app::find_clipboard_program(programs.environment()));
    CHECK(app::missing_clipboard_program(programs.environment()).find("xclip") !=
          std::string::npos);
    programs.variables["WAYLAND_DISPLAY"] = "wayland-0";
    CHECK(app::missing_clipboard_program(programs.environment()).find("wl-copy") !=
          std::string::npos);
}

TEST_CASE("the program gets the bytes as they are, and its words without a shell") {
    Programs programs;
    const std::string got = (programs.root / "got").string();
    const std::string words = (programs.root / "words").string();
    const std::string path =
        programs.add("first/take", "printf '%s\\n' \"$@\" > '" + words + "'\ncat > '" + got + "'");
    std::string bytes("\x89PNG\r\n\0\xff", 8);
    for (int i = 0; i < 200'000; ++i) // more than a pipe holds
        bytes += static_cast<char>(i % 251);
    app::give_to({path, {"$HOME; ls", "image/png"}}, bytes);
    CHECK(base::read_file(got) == bytes);
    CHECK(base::read_file(words) == "$HOME; ls\nimage/png\n");
}

TEST_CASE("a program that fails, reads nothing or is gone is told of") {
    Programs programs;
    const std::string bytes(1'000'000, 'x');
    CHECK_THROWS_AS(app::give_to({programs.add("first/fails", "exit 3"), {}}, bytes), base::Error);
    app::give_to({programs.add("first/idle", "exit 0"), {}}, bytes); // breaks no pipe
    CHECK_THROWS_AS(app::give_to({(programs.root / "gone").string(), {}}, bytes), base::Error);
}
