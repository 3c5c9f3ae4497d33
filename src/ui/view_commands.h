// Commands that change nothing but how things are shown.
#pragma once

#include "ui/view.h"
#include "ui/workbench.h"

namespace cohortscope::ui {

// Does nothing for all other commands.
void run_on_view(View& view, Command command);

} // namespace cohortscope::ui
