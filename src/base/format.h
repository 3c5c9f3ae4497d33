// Numbers as text, independent of any locale.
#pragma once

#include <string>
#include <string_view>

namespace cohortscope::base {

// The shortest text that reads back as the same double ("0.1", "1e+30", "42").
std::string shortest(double value);

// Fixed decimals, 0 to 40: fixed(3.14159, 2) == "3.14". What rounds to 0 has no sign.
std::string fixed(double value, int decimals);

// Groups of three: grouped(205785) == "205,785".
std::string grouped(long long value);

// Groups of the Indian system: indian(12000000) == "1,20,00,000".
std::string indian(long long value);

// Indian money as people say it: "₹9.5 L" (lakh, 10^5), "₹1.2 Cr" (crore, 10^7), "₹37,000" below a
// lakh; three significant digits without final zeros from a lakh on, "–" for what is not finite.
std::string indian_money(double value);

// Lower-case ASCII; other bytes stay.
std::string lower(std::string_view text);

// At most `characters` UTF-8 characters, ending in "…" if anything was cut.
std::string shortened(std::string_view text, std::size_t characters);

} // namespace cohortscope::base
