// Where the program keeps what it remembers between starts.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace cohortscope::app {

// The value of an environment variable; empty where it is not set.
using Environment = std::function<std::string(const char* name)>;
std::string environment(const char* name);

// A folder of the XDG base directory specification, where relative ones are to be ignored; empty
// where neither place is known.
std::filesystem::path base_folder(const Environment& variable, const char* name,
                                  const char* below_home);

// $XDG_STATE_HOME/cohortscope, or below ~/.local/state. It may not be there yet.
std::filesystem::path state_folder(const Environment& variable);

} // namespace cohortscope::app
