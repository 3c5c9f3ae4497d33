// How far two words are from each other.
#pragma once

#include <cstddef>
#include <string_view>

namespace cohortscope::base {

// Levenshtein's distance: letters put in, left out or changed. O(a · b).
std::size_t edit_distance(std::string_view a, std::string_view b);

} // namespace cohortscope::base
