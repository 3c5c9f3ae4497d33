// What the program says on a terminal: the one place that writes there, and makes it safe to.
#pragma once

#include <string_view>

namespace cohortscope::app {

void print_error(std::string_view message); // "error: …" on standard error
void print_note(std::string_view message);  // "note: …" on standard error

// Lines on standard output. Throws base::Error where it cannot be written.
void print_text(std::string_view lines);

} // namespace cohortscope::app
