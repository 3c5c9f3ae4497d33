// The session in a file: JSON of its own, or what a figure or a report carries.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cohortscope::app {

// The JSON of the session in these bytes; nothing where there is none in them.
std::optional<std::string> session_text(std::string_view bytes);

// That of a file. Of one that holds none its bytes, so that reading them says what is wrong.
// Throws base::Error for a file that cannot be read, and for a picture or a page without a session.
std::string session_text_of_file(const std::string& path);

// Whether a file of this name may hold a session: no table has such a name.
bool may_hold_session(const std::string& path);

// Whether it is a name of a table. Of any other file the first bytes tell what it is.
bool names_table(const std::string& path);

// Whether a file begins as PNG, PDF or SVG does. Looks at no more than its first bytes, and at none
// of what is no regular file.
bool begins_like_figure(const std::string& path);

} // namespace cohortscope::app
