// Which texts are the same level of an ordered column: whatever their case and blanks, and ranges
// however they are written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cohortscope::schema {

// "0-10%", "35 to 55", "$40K - $60K", "under 5", "55<=", "60+", "3 years"; open ends are infinite.
struct RangeText {
    double low = 0.0;
    double high = 0.0;
    bool as_date = false; // "20-Oct": 10-20, as spreadsheets write it
};
std::optional<RangeText> range_of(std::string_view text);

// Equal for texts that are the same level.
std::string folded_level(std::string_view text);

} // namespace cohortscope::schema
