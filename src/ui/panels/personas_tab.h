// Who the groups are by the schema's rules, and what is recommended for them.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

// The groups with their personas, conditions and recommendations, scrolled; below them the
// threshold that was clicked, to be moved. Without rules: how to get some.
void personas_tab(Frame& frame, const Area& area);

} // namespace cohortscope::ui
