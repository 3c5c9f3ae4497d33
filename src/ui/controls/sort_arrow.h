// The mark beside the heading that a list is sorted by.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

void sort_arrow(const Frame& frame, ImVec2 left_middle, bool descending);

} // namespace cohortscope::ui
