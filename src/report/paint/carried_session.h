// Finds the settings that a figure's file carries.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cohortscope::report {

// The FileWords::session of a PNG, SVG or PDF that this program wrote, as the file was written or
// saved anew by a program that keeps such words. Nothing for any other bytes, whatever they are;
// no more than 16 MiB. O(bytes).
std::optional<std::string> carried_session(std::string_view bytes);

} // namespace cohortscope::report
