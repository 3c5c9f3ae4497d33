// The command that writes a report.
#pragma once

#include "app/arguments.h"

namespace cohortscope::app {

// Throws base::Error, before anything is computed where the folder cannot be made.
void run_report(const Report& report);

} // namespace cohortscope::app
