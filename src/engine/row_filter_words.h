// How a filter's text falls into terms, signs and numbers; see row_filter.h.
#pragma once

#include <string_view>
#include <vector>

namespace cohortscope::engine::filter_words {

// The terms as they stand, without the commas and "and" between them.
std::vector<std::string_view> split(std::string_view text);

enum class Sign { none, contains, is, between, less, less_equal, greater, greater_equal };

struct Parts {
    std::string_view left, right;
    Sign sign = Sign::none;
    std::string_view written; // the sign as it stands
};

// A term at its first sign outside of quotes; without one, all of it is `left`.
Parts parts_of(std::string_view term);

// Without the quotes around it.
std::string_view unquoted(std::string_view text);

// Where the word, in lower case, stands between blanks; text.size() if nowhere.
std::size_t find_word(std::string_view text, std::string_view word);

} // namespace cohortscope::engine::filter_words
