// Text from files and users made safe to print: no escape sequences, nothing that breaks a line,
// hides or changes the order of what is read.
#pragma once

#include <string>
#include <string_view>

namespace cohortscope::base {

// One line: control, invisible and direction-changing characters as escapes ("\n", "\x1B",
// "\u202E"), bytes that are no UTF-8 as "\xE9". The rest stays, joiners of scripts and emoji too.
std::string printable(std::string_view text);

// The same for text of several lines, whose ends stay.
std::string printable_lines(std::string_view text);

} // namespace cohortscope::base
