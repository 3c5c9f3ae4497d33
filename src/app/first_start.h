// Whether this is the first start on this account, and whether the system asks for no motion.
#pragma once

#include <string>

#include "app/arguments.h"
#include "app/state_folder.h"

namespace cohortscope::app {

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
