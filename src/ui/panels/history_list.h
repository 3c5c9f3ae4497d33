// The third view of the left panel: the steps so far, and the way to any of them.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

// Newest first; what was undone stands above the present step, greyed. A click goes there.
void history_list(Frame& frame, Column& column);

} // namespace cohortscope::ui
