// Numbers as people write them in tables.
#pragma once

#include <optional>
#include <string_view>

namespace cohortscope::data {

// The number that is the whole of `text`: blanks and tabs around it, a sign, digits, a decimal
// point, an exponent; rounded to the nearest double, and 0 where it is too small for one. Nothing
// for any other text, among them hexadecimal numbers, thousands separators, "inf", "nan" and what
// is too large for a double. Never -0.
std::optional<double> parse_number(std::string_view text);

} // namespace cohortscope::data
