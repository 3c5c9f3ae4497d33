// How the parts of the window lie.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

void begin_root(const Frame& frame); // the window that holds all others; ImGui::End ends it
void whole_window(Frame& frame);

} // namespace cohortscope::ui
