// Numbers without decimals, whatever their size, and lists of names, whatever their length.
#pragma once

#include <span>
#include <string>

namespace cohortscope::base {

// In groups of three: whole(205785.2) == "205,785"; from 10^15 on with an exponent ("1.23e+40"),
// "–" for what is not finite.
std::string whole(double value);

// "a, b and 7 more": at most 30 of the names, each of at most so many characters; "(no name)" for
// an empty one.
std::string listed(std::span<const std::string> names, std::size_t characters);

} // namespace cohortscope::base
