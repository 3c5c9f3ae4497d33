// Python source: values as literals, statements that fit into the width of a page, comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cohortscope::report {

inline constexpr std::size_t kScriptWidth = 100; // columns

// A literal that Python reads as the same text, on one line: quotes, backslashes, controls and what
// changes the order of letters are escaped. `text` is UTF-8.
std::string python_literal(std::string_view text);

// "None" for NaN, "np.inf" for what is infinite, else the shortest number that reads back the same.
std::string python_number(double value);

// prefix + open + items + close, on one line where that fits, else with lines of as many items as
// fit; `open` and `close` are a pair of brackets.
std::string python_list(const std::string& prefix, char open, const std::vector<std::string>& items,
                        char close);

// A line of code with its end; an assignment that does not fit goes on in brackets on a second
// line.
std::string python_line(const std::string& line);

// "# " and the text, broken at blanks into lines that fit. Nothing in it can end the comment.
std::string python_comment(std::string_view text);

std::vector<std::string> python_literals(const std::vector<std::string>& texts);

} // namespace cohortscope::report
