// Text of a table made safe for whoever reads the file: a spreadsheet, a terminal, a script.
#pragma once

#include <string>
#include <string_view>

namespace cohortscope::report {

// One line. Control, invisible and direction-changing characters stand as escapes ("\x1B", "\n"),
// and what a spreadsheet would run as a formula (= + - @ or a tab in front, their full-width forms
// too) gets the spreadsheets' mark of text before it, "'". A text that is a plain number stays:
// "-5", "+1.5".
std::string safe_text(std::string_view text);

} // namespace cohortscope::report
