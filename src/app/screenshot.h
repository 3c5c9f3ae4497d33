// A picture of the whole window, drawn without a display.
#pragma once

#include "app/arguments.h"

namespace cohortscope::app {

// Writes a PNG of size × scale pixels with the final result at the settings. Throws base::Error.
void run_screenshot(const Screenshot& screenshot);

} // namespace cohortscope::app
