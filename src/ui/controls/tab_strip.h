// The tabs' names in one line of fixed height; what does not fit stands under "More".
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

inline constexpr float kTabStrip = 30.0f; // height at scale 1

// Which names stand where depends on the line's width and on the tab last taken out of "More",
// never on the open tab's contents: nothing moves while tabs are opened one after another.
void tab_strip(Frame& frame, const Area& line);

// A name in such a line, with a bar under it while its tab is open; `place` is as wide as the text.
// True when it was clicked.
bool tab_name(Frame& frame, const char* id, const std::string& text, const Area& place, bool open);
float tab_name_width(const Frame& frame, const std::string& text);
inline constexpr float kTabGap = 16.0f; // between names, at scale 1

} // namespace cohortscope::ui
