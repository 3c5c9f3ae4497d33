#include "base/format.h"

#include <charconv>
#include <cmath>

#include "base/error.h"

namespace cohortscope::base {

namespace {

constexpr double kExponentFrom = 1e15;

// Three significant digits and an exponent: "1.23e+40".
std::string with_exponent(double value) {
    char buffer[40];
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, 2);
    return {buffer, end.ptr};
}

std::string with_separators(long long value, std::size_t later_group) {
    const std::string digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0; // after the sign
    std::string result;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        const std::size_t left = digits.size() - at; // digits from here to the end
        if (at > first && left >= 3 && (left - 3) % later_group == 0)
            result += ',';
        result += digits[at];
    }
    return result;
}

// "9.50" as "9.5", "12.0" as "12".
std::string without_final_zeros(std::string digits) {
    if (digits.find('.') == std::string::npos)
        return digits;
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.')
        digits.pop_back();
    return digits;
}

} // namespace

std::string shortest(double value) {
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, end.ptr};
}

std::string fixed(double value, int decimals) {
    ENSURE(decimals >= 0 && decimals <= 40);
    if (!std::isfinite(value))
        return "–";
    if (std::fabs(value) >= kExponentFrom)
        return with_exponent(value);
    char buffer[80];
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals);
    const std::string_view text(buffer, static_cast<std::size_t>(end.ptr - buffer));
    const bool negative_zero =
        text.starts_with('-') && text.find_first_not_of("-0.") == std::string_view::npos;
    return std::string(text.substr(negative_zero ? 1 : 0));
}

std::string grouped(long long value) { return with_separators(value, 3); }

std::string indian(long long value) { return with_separators(value, 2); }

std::string indian_money(double value) {
    if (!std::isfinite(value))
        return "–";
    const double size = std::fabs(value);
    const auto scaled = [&](double unit, const char* suffix) {
        const double amount = value / unit;
        const double magnitude = std::fabs(amount);
        const int decimals = magnitude < 9.995 ? 2 : magnitude < 99.95 ? 1 : 0;
        if (decimals == 0)
            return "₹" + indian(std::llround(std::nearbyint(amount))) + suffix;
        return "₹" + without_final_zeros(fixed(amount, decimals)) + suffix;
    };
    if (size >= 999'995e6)
        return "₹" + with_exponent(value);
    if (size >= 9.995e6)
        return scaled(1e7, " Cr");
    if (size >= 99'950)
        return scaled(1e5, " L");
    return "₹" + indian(std::llround(value));
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return result;
}

std::string shortened(std::string_view text, std::size_t characters) {
    std::size_t count = 0;
    std::size_t cut = 0; // where the text ends if it must be cut
    for (std::size_t at = 0; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xc0) == 0x80)
            continue; // inside a character
        if (++count == characters)
            cut = at;
        if (count > characters)
            return std::string(text.substr(0, cut)) + "…";
    }
    return std::string(text);
}

} // namespace cohortscope::base
