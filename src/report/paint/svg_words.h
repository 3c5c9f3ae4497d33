// Text inside an SVG's bytes: escaped for it, and the settings that it carries.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cohortscope::report {

// Text of an element or of an attribute in either kind of quotes. Valid XML 1.0 whatever it is:
// bytes that are no UTF-8 become U+FFFD, and characters that XML cannot hold JSON's escape of them
// ("\u0007"), so that JSON stays the same.
std::string xml_escaped(std::string_view text);

// <metadata> with the session; empty without one.
std::string svg_metadata(const std::string& session);

// Nothing where there is none of at most `most` bytes.
std::optional<std::string> session_of_svg(std::string_view svg, std::size_t most);

} // namespace cohortscope::report
