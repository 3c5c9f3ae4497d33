// Years out of dates.
#pragma once

#include <optional>
#include <string_view>

namespace cohortscope::data {

// The year of a date that is the whole of `text`: 2016-07, 2016-07-01, 2016/7/1, 1.7.2016,
// 07/01/2016 (day and month in any order), 1 Jul 2016, July 2016, Jul 1, 2016, each with or without
// a time of day behind. Nothing for any other text, among them 2016-17 and years of two digits.
std::optional<int> year_of_date(std::string_view text);

} // namespace cohortscope::data
