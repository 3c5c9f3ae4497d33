// The script that repeats an analysis, of a table chosen on the command line.
#pragma once

#include <string>

#include "app/arguments.h"
#include "engine/result.h"

namespace cohortscope::app {

// A script names its table by the hash of a file. Throws WrongUsage for what cannot be read again.
void expect_readable_again(const TableChoice& choice);

// Reads the file once more for its hash; the built-in sample is the file that `sample` writes.
// Throws base::Error.
std::string script_of(const TableChoice& choice, const engine::Result& result);

} // namespace cohortscope::app
