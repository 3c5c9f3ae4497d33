// Dates as spreadsheets of Microsoft's line keep them: days as numbers with a format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cohortscope::data {

enum class NumberFormat { number, date, time };

// What a built-in format of Office Open XML (ECMA-376 part 1, 18.8.30) makes of a number.
NumberFormat builtin_format(int id);

// What a format's code ("yyyy\-mm\-dd;@", "[$-409]d-mmm", "#,##0.00") makes of it: of its first
// section, without quoted and escaped letters. Hours that count on beyond a day ("[h]:mm") are a
// number, of days.
NumberFormat format_of_code(std::string_view code);

// "2016-03-01", with " 13:45:00" where there is a time of day; of a time alone "13:45:00". Day 1 is
// 1900-01-01, and 1900 counts as a leap year (day 60 is 1900-02-29); or day 0 is 1904-01-01.
// Rounded to seconds. Nothing for a number outside the calendar (1900 to 9999), and for a time that
// is not within one day.
std::optional<std::string> date_text(double days, NumberFormat format, bool from_1904);

} // namespace cohortscope::data
