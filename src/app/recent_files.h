// The files opened last, remembered between starts.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cohortscope::app {

inline constexpr std::size_t kMostRecent = 10;

// One path a line in FOLDER/recent, the latest first; none where that cannot be read. Files that
// are not there any more are left out.
std::vector<std::string> recent_files(const std::filesystem::path& folder);

// Puts the file first, by its absolute path, and gives the list. What cannot be remembered is not.
std::vector<std::string> remember_file(const std::filesystem::path& folder,
                                       const std::string& path);

} // namespace cohortscope::app
