// Why the row in question is in its group.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

// Three buttons for rows that tell of a group, and the card of the row in question, scrolled where
// it is higher than its room. Without a row: how to choose one.
void why_tab(Frame& frame, const Area& area);

} // namespace cohortscope::ui
