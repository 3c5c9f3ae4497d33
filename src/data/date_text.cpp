#include "data/date_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/format.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kLongestDate = 40; // bytes
constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

bool is_month_name(std::string_view word) {
    return word.size() >= 3 && (word == "sept" || std::ranges::any_of(kMonths, [&](auto month) {
                                    return word == month || word == month.substr(0, 3);
                                }));
}

// A time of day: digits, colons, points, and what names its zone.
bool is_time(std::string_view text) {
    return text.size() >= 4 && is_digit(text.front()) && text.find(':') != text.npos &&
           text.find_first_not_of("0123456789:.+-zapm ") == text.npos;
}

// The date alone, without the time behind a blank or a T.
std::string_view without_time(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == text.npos)
        return text;
    const std::size_t begin = text.find_last_of(" t", colon);
    if (begin == text.npos || !is_time(text.substr(begin + 1)))
        return {};
    return text.substr(0, begin);
}

struct Parts {
    std::vector<int> numbers;
    std::vector<std::size_t> digits; // of each number
    std::size_t months = 0;          // names of months
    std::string separators;          // between the parts, each once where it repeats
};

// Numbers and names of months between separators; nothing where there is anything else.
std::optional<Parts> parts_of(std::string_view text) {
    Parts parts;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (is_digit(text[at])) {
            while (at < text.size() && is_digit(text[at]))
                ++at;
            if (at - begin > 4)
                return std::nullopt;
            parts.numbers.push_back(std::stoi(std::string(text.substr(begin, at - begin))));
            parts.digits.push_back(at - begin);
        } else if (is_letter(text[at])) {
            while (at < text.size() && is_letter(text[at]))
                ++at;
            if (!is_month_name(text.substr(begin, at - begin)))
                return std::nullopt;
            ++parts.months;
        } else if (std::string_view("-/. ,").find(text[at]) != std::string_view::npos) {
            if (parts.separators.empty() || parts.separators.back() != text[at])
                parts.separators += text[at];
            ++at;
        } else {
            return std::nullopt;
        }
    }
    return parts;
}

bool is_day(int number) { return number >= 1 && number <= 31; }
bool is_month(int number) { return number >= 1 && number <= 12; }

} // namespace

std::optional<int> year_of_date(std::string_view text) {
    if (text.size() < 6 || text.size() > kLongestDate)
        return std::nullopt;
    const std::string lower = base::lower(text);
    const std::optional<Parts> parts = parts_of(without_time(lower));
    if (!parts || parts->months > 1)
        return std::nullopt;
    const auto& numbers = parts->numbers;
    const auto is_year = [&](std::size_t i) { return parts->digits[i] == 4; };
    if (parts->months == 1) { // "July 2016", "1 Jul 2016", "Jul 1, 2016", "2016-Jul-01"
        if (numbers.size() == 1 && is_year(0))
            return numbers[0];
        if (numbers.size() == 2 && is_year(1) && !is_year(0) && is_day(numbers[0]))
            return numbers[1];
        if (numbers.size() == 2 && is_year(0) && !is_year(1) && is_day(numbers[1]))
            return numbers[0];
        return std::nullopt;
    }
    if (parts->separators.size() != 1 || parts->separators == "," || parts->separators == " ")
        return std::nullopt;
    const auto day_and_month = [&](std::size_t a, std::size_t b) {
        return !is_year(a) && !is_year(b) && is_day(numbers[a]) && is_day(numbers[b]) &&
               (is_month(numbers[a]) || is_month(numbers[b]));
    };
    if (numbers.size() == 2 && parts->separators != ".") { // 2016-07, 07/2016
        if (is_year(0) && !is_year(1) && is_month(numbers[1]))
            return numbers[0];
        if (is_year(1) && !is_year(0) && is_month(numbers[0]))
            return numbers[1];
    }
    if (numbers.size() == 3 && is_year(0) && is_month(numbers[1]) && day_and_month(1, 2))
        return numbers[0];
    if (numbers.size() == 3 && is_year(2) && day_and_month(0, 1))
        return numbers[2];
    return std::nullopt;
}

} // namespace cohortscope::data
