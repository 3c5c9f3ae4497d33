#include "report/folder_owned.h"

#include <filesystem>
#include <set>
#include <sstream>

#include "base/error.h"
#include "base/file.h"
#include "report/folder.h"

namespace cohortscope::report {

namespace {

namespace fs = std::filesystem;

// The files that a README of ours names; none where it is not ours.
std::set<std::string> files_named(const fs::path& folder) {
    std::set<std::string> names;
    std::error_code unknown;
    if (fs::symlink_status(folder / kReadMe, unknown).type() != fs::file_type::regular)
        return names;
    std::istringstream lines(base::read_file((folder / kReadMe).string()));
    std::string line;
    if (!std::getline(lines, line) || line != kReadMeTitle)
        return names;
    while (std::getline(lines, line)) {
        if (!line.starts_with("  ") || line.size() < 3 || line[2] == ' ')
            continue;
        const std::size_t end = std::min(line.find("  ", 2), line.size());
        names.insert(line.substr(2, end - 2));
    }
    return names;
}

} // namespace

std::optional<std::string> foreign_in(const std::string& folder) {
    try {
        if (fs::is_empty(folder))
            return std::nullopt;
        const std::set<std::string> ours = files_named(folder);
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
            const std::string name = entry.path().lexically_relative(folder).generic_string();
            const bool is_folder = entry.symlink_status().type() == fs::file_type::directory;
            if (is_folder && ours.empty())
                return name + "/";
            if (!is_folder && !ours.contains(name))
                return name;
        }
        return std::nullopt;
    } catch (const fs::filesystem_error& error) {
        throw base::Error::in(folder, "cannot read the folder: " + error.code().message());
    }
}

} // namespace cohortscope::report
