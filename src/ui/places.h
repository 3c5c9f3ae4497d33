// Where the controls lie and what they say, for whoever drives the window from outside: tests.
#pragma once

#include <string>

#include "ui/frame.h"

namespace cohortscope::ui {

// Notes a control of this frame, if somebody wants to know and it is in sight. `at` is where it is
// pressed.
void tell_place(Frame& frame, ControlKind kind, const std::string& key, ImVec2 at,
                const std::string& says);
void tell_switch(Frame& frame, const std::string& key, const Area& area, bool on);

} // namespace cohortscope::ui
