// Which names of a header are the columns wanted, by name or by another name in use.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/hints.h"

namespace cohortscope::data {

// Lower-case letters and digits only: what a name says whatever its spelling.
std::string bare_name(std::string_view name);

// What a name says whatever its case and the blanks, underscores, hyphens, dots and invisible
// characters in it.
std::string key_of(std::string_view name);

// How a name fits a wanted column: the lower, the better.
enum class Fit { same, spelling, other_name, none };

// The header's column for a wanted one, or none.
struct Match {
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    Fit fit = Fit::none;
    std::size_t column = kNone;
    std::size_t again = kNone; // a second one that fits as well
};

// One match for each wanted column. O(names · wanted).
std::vector<Match> match_columns(std::span<const std::string> header,
                                 std::span<const ColumnSpec> wanted);

// Of several kinds of tables, the one that a header fits best.
struct HeaderMatch {
    std::size_t set = 0;   // its place; the first one where none is found
    std::size_t found = 0; // how many of its columns
    bool enough = false;   // every column that must be there is, and one at least
    // Not enough, but by their own names two of those that must be there, or more than half of them
    // or of all.
    bool near = false;
};

// Those that fit before those that nearly do, then by the columns found, then the first.
HeaderMatch match_header(std::span<const std::string> names, std::span<const TableHints> sets);

// Whether a first line holds values rather than names; its cells are then nobody's business.
bool looks_like_data(std::span<const std::string> header);

} // namespace cohortscope::data
