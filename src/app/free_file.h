// A name for a new file, so that none is overwritten.
#pragma once

#include <string>

namespace cohortscope::app {

inline constexpr int kMostFreeNames = 1000;

// STEM + ENDING where no file has that name, else "STEM-2" + ENDING and so on; empty where a
// thousand of them are taken.
std::string free_file(const std::string& stem, const std::string& ending);

// A table's own path, where it is a file, else `otherwise`: what the names of files beside it begin
// with.
std::string stem_beside(const std::string& table_source, const std::string& otherwise);

} // namespace cohortscope::app
