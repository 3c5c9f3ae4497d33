// Cells and names as people see them: blanks and invisible characters at their ends do not count.
#pragma once

#include <string>
#include <string_view>

namespace cohortscope::data {

// Without the blanks (no-break ones too), controls and invisible characters at both ends.
std::string_view trimmed(std::string_view text);

// A cell or a name in a message: in quotes, cut where it is long, with what cannot be seen, or is a
// blank of another kind, as an escape ("\u200B").
std::string quoted(std::string_view text);

} // namespace cohortscope::data
