// Text of files and users inside HTML.
#pragma once

#include <string>
#include <string_view>

namespace cohortscope::report {

// Printable text (base/printable.h) in which &, <, >, " and ' stand for themselves: safe between
// tags and inside quotes.
std::string html_text(std::string_view text);

// The same of several lines, whose ends stay.
std::string html_lines(std::string_view text);

// A picture as the address of an <img>, inside quotes: percent-encoded where that is needed.
std::string svg_address(std::string_view svg);

// The path of a file as the address of a link, inside quotes.
std::string path_address(std::string_view path);

} // namespace cohortscope::report
