// Whether this is the first start on this account, and whether the system asks for no motion.
#pragma once

#include <functional>
#include <string>

#include "app/arguments.h"

namespace cohortscope::app {

// The value of an environment variable; empty where it is not set.
using Environment = std::function<std::string(const char* name)>;
std::string environment(const char* name);

// The file that says that the first minute was shown: $XDG_STATE_HOME/cohortscope/first-minute, or
// below ~/.local/state; empty where neither place is known.
std::string first_minute_file(const Environment& variable);

// True once: writes the file. False where it is there already or cannot be written.
bool remember_first_minute(const std::string& file);

// The built-in sample with the default settings: nobody's own table, session or choice.
bool is_plain_start(const Common& common);

// False where COHORTSCOPE_REDUCED_MOTION is set (and not 0), or the GTK settings of the account
// switch animations off.
bool wants_motion(const Environment& variable);

} // namespace cohortscope::app
