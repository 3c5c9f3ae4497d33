// Rare names become one name (S8).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "features/rows/sorted_names.h"

namespace cohortscope::features {

struct LumpRule {
    std::size_t threshold = 1;     // names with fewer rows are lumped
    std::string_view rare_name;    // what they become
    std::string_view missing_name; // what a missing name counts as; never used if none is missing
};

// Rows of each code of a text; those of a missing name at the code of `missing_name`, or behind all
// codes where the text lacks it.
struct NameCounts {
    std::vector<std::uint32_t> rows; // names + 1
    std::size_t missing = 0;         // where a missing name was counted
    bool any_missing = false;
};
NameCounts count_names(const SortedText& text, std::string_view missing_name);

struct Lumped {
    SortedText text;                      // never missing; every name has a row
    std::vector<std::uint32_t> name_rows; // rows of each name
    std::size_t names = 0;                // distinct before lumping
    std::size_t rare_names = 0;
    std::size_t rare_rows = 0;
};

// `counts` are those of `text` by the rule's missing name. O(rows + names). A file's own name that
// equals one of the rule's is that name.
Lumped lump_rare(const SortedText& text, const NameCounts& counts, const LumpRule& rule);

} // namespace cohortscope::features
