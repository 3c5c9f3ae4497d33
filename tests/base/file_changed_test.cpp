#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include <unistd.h>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/file.h"

using namespace cohortscope;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBytes = std::size_t{48} << 20; // many reads

// Reads the file while `change` happens to it, as soon as the first bytes have come. What came of
// it: "whole", or the error.
std::string read_while(const std::string& path, const std::function<void()>& change) {
    base::Progress progress;
    std::atomic<bool> over{false};
    std::thread other([&] {
        while (progress.bytes() == 0 && !over)
            std::this_thread::yield();
        change();
    });
    std::string outcome;
    try {
        const base::Buffer<char> bytes = base::read_large_file(path, progress);
        const bool is_whole = bytes.size() == kBytes && bytes[0] == 'a' && bytes[kBytes - 1] == 'a';
        outcome = is_whole ? "whole" : "torn";
    } catch (const base::Error& error) {
        outcome = error.what();
    }
    over = true;
    other.join();
    return outcome;
}

} // namespace

TEST_CASE(
    "a file truncated, replaced or written while it is read is read whole or refused by name") {
    std::string folder = (fs::temp_directory_path() / "cohortscope-XXXXXX").string();
    REQUIRE(::mkdtemp(folder.data()) != nullptr);
    const std::string path = folder + "/table.csv", next = folder + "/next.csv";
    const std::string old_bytes(kBytes, 'a'), new_bytes(kBytes / 2, 'b');
    const std::function<void()> changes[] = {
        [&] { fs::resize_file(path, 10); },
        [&] { fs::resize_file(path, 0); },
        [&] { fs::resize_file(path, 2 * kBytes); },
        [&] { fs::rename(next, path); },
        [&] { fs::remove(path); },
        [&] { base::write_file(path, new_bytes); },
    };
    for (const std::function<void()>& change : changes) {
        base::write_file(path, old_bytes);
        base::write_file(next, new_bytes);
        const std::string outcome = read_while(path, change);
        CHECK_MESSAGE((outcome == "whole" ||
                       outcome == path + ": was changed while it was read; expected a file that is "
                                         "complete"),
                      outcome);
    }
    fs::remove_all(folder);
}
