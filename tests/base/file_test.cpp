#include "base/file.h"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <thread>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/file_identity.h"
#include "base/file_replace.h"

using namespace cohortscope;
namespace fs = std::filesystem;

namespace {

// A folder of its own for each test, removed after it.
class Folder {
  public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "cohortscope-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string file(const char* name) const { return (path_ / name).string(); }
    std::ptrdiff_t count() const {
        return std::distance(fs::directory_iterator(path_), fs::directory_iterator());
    }

  private:
    fs::path path_;
};

template <class Action> std::string error_of(const Action& action) {
    try {
        action();
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("bytes come back as they were written, over an older file too, and nothing is left") {
    const Folder folder;
    const std::string path = folder.file("a.bin");
    for (const std::size_t size : {0UL, 1UL, 65536UL, 1'000'000UL}) {
        std::string bytes(size, 'x');
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] = static_cast<char>(i * 7);
        base::write_file(path, bytes);
        CHECK(base::read_file(path) == bytes);
        CHECK(folder.count() == 1);
    }
}

TEST_CASE("a file that others may read stays so") {
    const Folder folder;
    const mode_t mask = ::umask(022);
    base::write_file(folder.file("a"), "x");
    ::umask(mask);
    struct stat status {};
    REQUIRE(::stat(folder.file("a").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0644);
}

TEST_CASE("missing files and folders are refused by name") {
    const Folder folder;
    CHECK(error_of([&] { base::read_file(folder.file("none")); }).find("none: cannot open: ") !=
          std::string::npos);
    CHECK(error_of([&] { base::read_file(folder.file("")); }).find("is a folder") !=
          std::string::npos);
}

TEST_CASE("what cannot be written leaves the old file and nothing else") {
    const Folder folder;
    base::write_file(folder.file("old"), "kept");
    CHECK(error_of([&] { base::write_file(folder.file("none/a"), "x"); }) != "");
    CHECK(error_of([&] { base::write_file(folder.file("old/a"), "x"); }) != "");
    CHECK(error_of([&] { base::write_file(folder.file(""), "x"); }).find("is a folder") !=
          std::string::npos);
    CHECK(base::read_file(folder.file("old")) == "kept");
    CHECK(folder.count() == 1);
}

TEST_CASE("a file without permission is refused, except for those who may do everything") {
    const Folder folder;
    base::write_file(folder.file("secret"), "x");
    ::chmod(folder.file("secret").c_str(), 0);
    if (::geteuid() != 0)
        CHECK(error_of([&] { base::read_file(folder.file("secret")); }) != "");
}

TEST_CASE("a device is written to, not replaced") {
    base::write_file("/dev/null", "x");
    CHECK(fs::is_character_file("/dev/null"));
    CHECK(base::read_file("/dev/null").empty());
}

TEST_CASE("a file whose size the system does not tell is read to its end") {
    if (fs::exists("/proc/self/status"))
        CHECK(base::read_file("/proc/self/status").size() > 100);
}

TEST_CASE("errors are one line and name their place") {
    CHECK(std::string(base::Error::at("a.csv", 7, "bad\nthing").what()) == "a.csv:7: bad\\nthing");
    CHECK(std::string(base::Error::in("a.csv", "\x1b[31mred").what()) == "a.csv: \\x1B[31mred");
}

TEST_CASE("writing through a symbolic link keeps the link") {
    const Folder folder;
    base::write_file(folder.file("real"), "old");
    fs::create_symlink(folder.file("real"), folder.file("link"));
    base::write_file(folder.file("link"), "new");
    CHECK(fs::is_symlink(folder.file("link")));
    CHECK(base::read_file(folder.file("real")) == "new");
    CHECK(folder.count() == 2);
}

TEST_CASE("a name as long as the system allows can be written") {
    const Folder folder;
    const std::string name(255, 'n');
    base::write_file(folder.file(name.c_str()), "x");
    CHECK(base::read_file(folder.file(name.c_str())) == "x");
}

TEST_CASE("a large file is read whole, in parts of any length") {
    const Folder folder;
    const std::string path = folder.file("large");
    std::string bytes;
    for (int i = 0; i < 9'000'001; ++i)
        bytes.push_back(static_cast<char>('a' + i % 23));
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, bytes.size()}) {
        base::write_file(path, std::string_view(bytes).substr(0, size));
        const base::Buffer<char> large = base::read_large_file(path);
        CHECK(std::string_view(large.data(), large.size()) == bytes.substr(0, size));
        CHECK(base::read_file(path) == bytes.substr(0, size));
    }
}

TEST_CASE("a symbolic link to a file that is not there yet makes that file") {
    const Folder folder;
    fs::create_symlink("real", folder.file("link"));
    base::write_file(folder.file("link"), "new");
    CHECK(fs::is_symlink(folder.file("link")));
    CHECK(base::read_file(folder.file("real")) == "new");
    CHECK(folder.count() == 2);
}

TEST_CASE("a file keeps its permissions when it is written again") {
    const Folder folder;
    for (const base::Scratch scratch : {base::Scratch::nameless, base::Scratch::named})
        for (const mode_t mode : {0600U, 0640U, 0444U}) {
            const std::string path = folder.file("private");
            base::write_file(path, "old");
            ::chmod(path.c_str(), mode);
            REQUIRE(base::replace_file(path, "new", scratch));
            struct stat status {};
            REQUIRE(::stat(path.c_str(), &status) == 0);
            CHECK((status.st_mode & 07777) == mode);
            CHECK(base::read_file(path) == "new");
            CHECK(folder.count() == 1);
        }
}

TEST_CASE("a signal while a file is written leaves the old file or the new one, and nothing else") {
    const std::string bytes(20'000'000, 'x');
    for (const base::Scratch scratch : {base::Scratch::nameless, base::Scratch::named})
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            for (int round = 1; round <= 4; ++round) {
                const Folder folder;
                const std::string path = folder.file("out");
                base::write_file(path, "old");
                // doctest has a handler of its own, which the child is to be without.
                const auto handler = std::signal(signal, SIG_DFL);
                const pid_t child = ::fork();
                REQUIRE(child >= 0);
                if (child == 0) {
                    while (base::replace_file(path, bytes, scratch)) {
                    }
                    ::_exit(0);
                }
                std::signal(signal, handler);
                std::this_thread::sleep_for(std::chrono::milliseconds(5 * round));
                ::kill(child, signal);
                int status = 0;
                REQUIRE(::waitpid(child, &status, 0) == child);
                CHECK(WIFSIGNALED(status));
                CHECK(WTERMSIG(status) == signal);
                CHECK(folder.count() == 1);
                const std::uintmax_t size = fs::file_size(path);
                CHECK((size == 3 || size == bytes.size()));
            }
}

TEST_CASE("a pipe is written to, and an open file goes on where it stands") {
    const Folder folder;
    const std::string path = folder.file("log");
    base::write_file(path, "before ");
    const int fd = ::open(path.c_str(), O_WRONLY | O_APPEND);
    REQUIRE(fd >= 0);
    base::write_file("/dev/fd/" + std::to_string(fd), "after");
    ::close(fd);
    CHECK(base::read_file(path) == "before after");

    int ends[2] = {};
    REQUIRE(::pipe(ends) == 0);
    base::write_file("/dev/fd/" + std::to_string(ends[1]), "through");
    char got[8] = {};
    CHECK(::read(ends[0], got, sizeof got) == 7);
    CHECK(std::string(got) == "through");
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST_CASE("one file of several names is one file, there or not") {
    const Folder folder;
    base::write_file(folder.file("a"), "x");
    fs::create_hard_link(folder.file("a"), folder.file("hard"));
    fs::create_symlink("a", folder.file("soft"));
    fs::create_symlink("none", folder.file("dangling"));
    fs::create_directory_symlink(folder.file("."), folder.file("there"));
    const auto same = [&](const char* a, const char* b) {
        return base::identity_of(folder.file(a)) == base::identity_of(folder.file(b));
    };
    CHECK(same("a", "hard"));
    CHECK(same("a", "soft"));
    CHECK(same("a", "there/a"));
    CHECK(same("none", "./none"));
    CHECK(same("none", "dangling"));
    CHECK(same("none", "there/there/none"));
    CHECK_FALSE(same("a", "none"));
    CHECK_FALSE(same("none", "other"));
}
