#include "app/free_file.h"

#include <filesystem>

namespace cohortscope::app {

namespace fs = std::filesystem;

namespace {

bool is_free(const std::string& path) {
    std::error_code unknown; // a link to nowhere is a name that is taken, too
    return !fs::exists(fs::symlink_status(path, unknown));
}

} // namespace

std::string free_file(const std::string& stem, const std::string& ending) {
    for (int number = 1; number <= kMostFreeNames; ++number) {
        const std::string path = stem + (number == 1 ? "" : "-" + std::to_string(number)) + ending;
        if (is_free(path))
            return path;
    }
    return {};
}

std::string stem_beside(const std::string& table_source, const std::string& otherwise) {
    std::error_code unknown;
    return fs::is_regular_file(table_source, unknown) ? table_source : otherwise;
}

} // namespace cohortscope::app
