// The session in a file: JSON of its own, or what a figure or a report carries.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cohortscope::app {

// The JSON of the session in these bytes; nothing where there is none in them.
std::optional<std::string> session_text(std::string_view bytes);

// That of a file. Of one that holds none its bytes, so that reading them says what is wrong.
// Throws base::Error for a file that cannot be read.
std::string session_text_of_file(const std::string& path);

// Whether a file of this name may hold a session: no table has such a name.
bool may_hold_session(const std::string& path);

} // namespace cohortscope::app
