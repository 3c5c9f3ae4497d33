#include "data/csv/csv_number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace cohortscope::data {

namespace {

// Powers of ten up to here, and whole numbers below 2^53, are exact as doubles, so that one
// division rounds a short decimal correctly (Clinger 1990).
constexpr std::array<double, 23> kPowersOfTen = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                 1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr std::size_t kExactDigits = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Whether an unsigned number out of a double's range is too small rather than too large, by the
// decimal exponent of its first digit that is not 0; from_chars does not tell.
bool is_tiny(std::string_view text) {
    const std::size_t e = std::min(text.find_first_of("eE"), text.size());
    const std::string_view digits = text.substr(0, e);
    const auto point = static_cast<long long>(std::min(digits.find('.'), digits.size()));
    const auto first = static_cast<long long>(digits.find_first_of("123456789"));
    if (e == text.size())
        return first > point;
    const bool plus = text[e + 1] == '+';
    const std::string_view power = text.substr(e + 1 + (plus ? 1 : 0));
    long long exponent = 0;
    const auto end = std::from_chars(power.data(), power.data() + power.size(), exponent);
    if (end.ec != std::errc() || std::llabs(exponent) > (1LL << 60))
        return power.front() == '-';
    return point - first + exponent < 0;
}

std::optional<double> parse_any(std::string_view digits) {
    double value = 0.0;
    const char* last = digits.data() + digits.size();
    const auto end = std::from_chars(digits.data(), last, value);
    if (end.ptr != last)
        return std::nullopt;
    if (end.ec == std::errc::result_out_of_range)
        return is_tiny(digits) ? std::optional<double>(0.0) : std::nullopt;
    if (end.ec != std::errc() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<double> parse_unsigned(std::string_view text) {
    std::uint64_t mantissa = 0;
    std::size_t at = 0;
    for (; at < text.size() && is_digit(text[at]); ++at)
        mantissa = mantissa * 10 + static_cast<std::uint64_t>(text[at] - '0');
    std::size_t digits = at;
    std::size_t decimals = 0;
    if (at < text.size() && text[at] == '.')
        for (++at; at < text.size() && is_digit(text[at]); ++at, ++decimals)
            mantissa = mantissa * 10 + static_cast<std::uint64_t>(text[at] - '0');
    digits += decimals;
    if (at == text.size() && digits > 0 && digits <= kExactDigits)
        return static_cast<double>(mantissa) / kPowersOfTen[decimals];
    return parse_any(text);
}

} // namespace

std::optional<double> parse_number(std::string_view text) {
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    if (text.empty())
        return std::nullopt;
    const bool negative = text.front() == '-';
    if (negative || text.front() == '+')
        text.remove_prefix(1);
    if (text.empty() || !(is_digit(text.front()) || text.front() == '.'))
        return std::nullopt;
    const std::optional<double> size = parse_unsigned(text);
    return size && negative && *size != 0.0 ? -*size : size;
}

} // namespace cohortscope::data
