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

// The text, the README itself named in it; lines of `facts` first. Begins as folder.h wants it.
std::string read_me_text(const std::vector<std::string>& facts, std::span<const ReportFile> files);

} // namespace cohortscope::report
