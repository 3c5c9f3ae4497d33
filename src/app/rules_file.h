// Rules in a file of their own: named on the command line, or dropped on the window.
#pragma once

#include <string>

#include "app/host.h"
#include "schema/rules/rules.h"

namespace cohortscope::app {

// Throws base::Error "FILE:LINE: …" for a file that cannot be read or holds no rules.
schema::Rules rules_of_file(const std::string& path);

// True where the file is meant as rules: then the window has them, as a step that can be taken
// back, or says what is wrong with them, and keeps those that it has.
bool take_rules(Host& host, const std::string& path);

} // namespace cohortscope::app
