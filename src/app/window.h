// The window: GLFW, its events and keys, and the frame loop that sleeps when nothing moves.
#pragma once

#include "app/arguments.h"

namespace cohortscope::app {

// Runs until the window is closed. Throws base::Error when the table cannot be read or there is no
// display.
void run_window(const Explore& explore);

} // namespace cohortscope::app
