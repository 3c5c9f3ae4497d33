// Cells that say there is no value.
#pragma once

#include <string_view>

namespace cohortscope::data {

// True for the strings pandas reads as missing ("", "NA", "nan", …); the match is exact.
bool is_missing(std::string_view cell);

} // namespace cohortscope::data
