// A folder of files that appears whole, or not at all.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/progress.h"

namespace cohortscope::report {

struct FolderFile {
    std::string path; // inside the folder: "figures/elbow.svg"
    std::string bytes;
};

// The file that tells a folder of ours from others. Its first line is kReadMeTitle; each file of
// the folder stands in it at the beginning of a line, behind two blanks.
inline constexpr const char* kReadMe = "README.txt";
inline constexpr const char* kReadMeTitle = "Cohortscope report";

// Throws base::Error unless the folder can be made or replaced: it is not there, empty, or one of
// ours in which nothing else lies; and files can be written beside it.
void expect_report_folder(const std::string& folder);

// Writes the files beside the folder and puts all of them into its place at once: whenever the
// program ends, the old folder or the whole new one is there. Where a file system cannot exchange
// two folders, there is a moment with neither; the old one then has the other name. What a killed
// program left beside it is cleared away. Throws base::Error, base::Cancelled; the old folder then
// stays, and nothing else does.
void write_report_folder(const std::string& folder, std::span<const FolderFile> files,
                         base::Progress& progress);

} // namespace cohortscope::report
