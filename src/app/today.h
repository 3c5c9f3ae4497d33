// The date by this machine's calendar, without the help of a locale.
#pragma once

#include <string>

namespace cohortscope::app {

std::string today();          // "2026-11-27"
std::string today_in_words(); // "27 November 2026"

} // namespace cohortscope::app
