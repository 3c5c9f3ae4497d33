// What is open, kept in the state folder for when the program stops without being closed.
#pragma once

#include <filesystem>
#include <string>

namespace cohortscope::app {

// FOLDER/autosave-PID.json of this process; empty where there is no folder.
std::string autosave_file(const std::filesystem::path& folder);

// The latest one that a process left behind which runs no more; empty where there is none.
std::string left_behind(const std::filesystem::path& folder);

} // namespace cohortscope::app
