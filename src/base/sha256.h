// SHA-256 (FIPS 180-4), so that other programs can tell whether a file is the one meant.
#pragma once

#include <string>
#include <string_view>

namespace cohortscope::base {

// 64 hexadecimal digits in lower case, as sha256sum and Python's hashlib write them. O(bytes).
std::string sha256(std::string_view bytes);

} // namespace cohortscope::base
