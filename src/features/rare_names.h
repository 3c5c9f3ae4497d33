// Rare companies and roles become one name (S8).
#pragma once

#include <string_view>
#include <vector>

#include "features/clean.h"

namespace cohortscope::features {

struct LumpRule {
    std::size_t threshold = 1;     // names with fewer rows are lumped
    std::string_view rare_name;    // what they become
    std::string_view missing_name; // what a missing name counts as; never used if none is missing
};

struct Lumped {
    SortedText text;                      // never missing; every name has a row
    std::vector<std::uint32_t> name_rows; // rows of each name
    std::size_t names = 0;                // distinct before lumping
    std::size_t rare_names = 0;
    std::size_t rare_rows = 0;
};

// O(rows + names). A file's own name that equals one of the rule's is that name.
Lumped lump_rare(const SortedText& text, const LumpRule& rule);

} // namespace cohortscope::features
