// README.txt of a report: every file, what it holds and what it gives away.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "report/folder.h"

namespace cohortscope::report {

struct ReportFile {
    FolderFile file;
    std::string holds; // one sentence
    std::string tells; // what it gives away of single rows, and the rule applied
};

// Of files of groups.
inline constexpr const char* kTellsOfGroups = "Groups only; small counts as said below.";
inline constexpr const char* kTellsNothing = "Nothing of single rows.";

// The text, the README itself named in it; lines of `facts` first, `rule` about small
// counts last. Begins as folder.h wants it.
std::string read_me_text(const std::vector<std::string>& facts, std::span<const ReportFile> files,
                         const std::string& rule);

} // namespace cohortscope::report
