// Claims put together as one short phrase: "senior backend engineers at rare employers".
#pragma once

#include <string>
#include <vector>

#include "analysis/naming/naming_claims.h"

namespace cohortscope::analysis {

inline constexpr std::size_t kNameAim = 30;     // characters that panels have room for
inline constexpr std::size_t kLongestName = 36; // where the difference from others needs them

// A claim with the measure that is said behind it; empty: none.
struct Said {
    Claim claim;
    std::string measure;
};

std::size_t length_of(const std::string& text); // characters of UTF-8

// The fullest words that there is room for: in full up to kNameAim characters, else shortened step
// by step, cut to kLongestName at the worst.
std::string phrase_of(const std::vector<Said>& said);
std::string full_phrase(const std::vector<Said>& said); // however long
bool fits(const std::vector<Said>& said);               // phrase_of cuts nothing

} // namespace cohortscope::analysis
