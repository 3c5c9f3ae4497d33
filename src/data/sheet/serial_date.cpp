#include "data/sheet/serial_date.h"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "base/format.h"

namespace cohortscope::data {

namespace {

constexpr int kSecondsADay = 86'400;
constexpr int kDaysFrom1900To1904 = 1462;
constexpr int kLastDay = 2'958'465; // 9999-12-31
constexpr int kLeapDay = 60;        // 1900-02-29, which never was

// The code's first section without what is shown as it stands: quoted and escaped letters, what a
// space is as wide as ("_)"), what fills the cell ("*x"), and brackets but for [h], [m], [s].
std::string telling_part(std::string_view code) {
    std::string part;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '"' || c == '[') {
            const std::size_t end = code.find(c == '"' ? '"' : ']', i + 1);
            if (end == code.npos)
                break;
            const std::string inside = base::lower(code.substr(i + 1, end - i - 1));
            if (c == '[' && !inside.empty() && inside.find_first_not_of(inside[0]) == inside.npos &&
                std::string_view("hms").find(inside[0]) != std::string_view::npos)
                return "[";
            i = end;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else {
            part += c;
        }
    }
    return base::lower(part);
}

std::string clock_text(int seconds) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d:%02d", seconds / 3600 % 24,
                  seconds / 60 % 60, seconds % 60);
    return text.data();
}

std::string day_text(int day) {
    if (day == kLeapDay)
        return "1900-02-29";
    const auto begin = std::chrono::sys_days(std::chrono::year(1899) / 12 / 31);
    const std::chrono::year_month_day date(begin + std::chrono::days(day - (day > kLeapDay)));
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", int(date.year()),
                  unsigned(date.month()), unsigned(date.day()));
    return text.data();
}

} // namespace

NumberFormat builtin_format(int id) {
    if ((id >= 18 && id <= 21) || id == 45 || id == 47)
        return NumberFormat::time;
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return NumberFormat::date;
    return NumberFormat::number;
}

NumberFormat format_of_code(std::string_view code) {
    const std::string part = telling_part(code);
    if (part.starts_with("general") || part.starts_with("standard") || part == "[")
        return NumberFormat::number;
    const auto has = [&](const char* letters) { return part.find_first_of(letters) != part.npos; };
    if (has("yd"))
        return NumberFormat::date;
    if (has("hs"))
        return NumberFormat::time;
    // Months alone, if no digit's place says that the letter stands for itself.
    return has("m") && !has("0#?") ? NumberFormat::date : NumberFormat::number;
}

std::optional<std::string> date_text(double days, NumberFormat format, bool from_1904) {
    if (format == NumberFormat::number || !(days >= 0.0) || days > kLastDay)
        return std::nullopt;
    auto day = static_cast<int>(days);
    auto seconds = static_cast<int>(std::lround((days - day) * kSecondsADay));
    day += seconds / kSecondsADay;
    seconds %= kSecondsADay;
    if (format == NumberFormat::time)
        return day == 0 ? std::optional(clock_text(seconds)) : std::nullopt;
    day += from_1904 ? kDaysFrom1900To1904 : 0;
    if (day > kLastDay || day == 0)
        return std::nullopt;
    std::string text = day_text(day);
    if (seconds > 0)
        text.append(" ").append(clock_text(seconds));
    return text;
}

} // namespace cohortscope::data
