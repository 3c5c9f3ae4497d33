// Whether a folder may be replaced: one of our reports, and nothing but that.
#pragma once

#include <optional>
#include <string>

namespace cohortscope::report {

// What keeps a folder that is there from being replaced: the name of something in it that no
// report of ours put there ("notes.txt", "letters/"). Nothing where it is empty or all ours.
// Throws base::Error where it cannot be read.
std::optional<std::string> foreign_in(const std::string& folder);

} // namespace cohortscope::report
