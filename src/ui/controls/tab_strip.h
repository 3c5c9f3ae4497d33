// The tabs' names in one line of fixed height; what does not fit stands under "More".
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

inline constexpr float kTabStrip = 30.0f; // height at scale 1

// Which names stand where depends on the line's width and on the tab last taken out of "More",
// never on the open tab's contents: nothing moves while tabs are opened one after another.
void tab_strip(Frame& frame, const Area& line);

} // namespace cohortscope::ui
