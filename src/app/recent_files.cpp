#include "app/recent_files.h"

#include <algorithm>
#include <sstream>

#include "base/error.h"
#include "base/file.h"

namespace cohortscope::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* kName = "recent";
constexpr std::uintmax_t kLargest = 1 << 16; // of ten paths; a larger file is not ours

bool is_file(const fs::path& path) {
    std::error_code unknown;
    return fs::is_regular_file(path, unknown);
}

std::vector<std::string> lines_of(const fs::path& file) {
    std::vector<std::string> lines;
    std::error_code unknown;
    if (!is_file(file) || fs::file_size(file, unknown) > kLargest || unknown)
        return lines;
    try {
        std::istringstream text(base::read_file(file.string()));
        for (std::string line; std::getline(text, line) && lines.size() < kMostRecent;)
            if (fs::path(line).is_absolute())
                lines.push_back(line);
    } catch (const base::Error&) {
        // A list that cannot be read is empty.
    }
    return lines;
}

} // namespace

std::vector<std::string> recent_files(const fs::path& folder) {
    if (folder.empty())
        return {};
    std::vector<std::string> files = lines_of(folder / kName);
    std::erase_if(files, [](const std::string& path) { return !is_file(path); });
    return files;
}

std::vector<std::string> remember_file(const fs::path& folder, const std::string& path) {
    std::vector<std::string> files = recent_files(folder);
    std::error_code unknown;
    const std::string whole = fs::absolute(path, unknown).lexically_normal().string();
    if (folder.empty() || unknown || !is_file(whole) || whole.find('\n') != std::string::npos)
        return files;
    std::erase(files, whole);
    files.insert(files.begin(), whole);
    files.resize(std::min(files.size(), kMostRecent));
    std::string text;
    for (const std::string& each : files)
        text += each + "\n";
    fs::create_directories(folder, unknown);
    try {
        base::write_file((folder / kName).string(), text);
    } catch (const base::Error&) {
        // The list lasts until the program ends.
    }
    return files;
}

} // namespace cohortscope::app
