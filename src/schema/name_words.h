// What the name of a column says it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cohortscope::schema {

// "MonthlyIncome_2019" → monthly, income, 2019: in lower case, parted at signs, digits and
// capitals.
std::vector<std::string> words_of(std::string_view name);

bool named_like_id(std::string_view name);
bool named_like_year(std::string_view name);
bool named_like_code(std::string_view name); // a postcode or the like: digits that are no number
bool named_like_chance(std::string_view name);

// How much the name is that of an outcome, or of pay or an amount: the smallest is the best.
std::optional<std::size_t> outcome_rank(std::string_view name);
std::optional<std::size_t> measure_rank(std::string_view name);

// True for a value that means that what the outcome is named for came true: "churned", "left".
bool says_so(std::string_view value);

} // namespace cohortscope::schema
