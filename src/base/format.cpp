#include "base/format.h"

#include <charconv>
#include <cmath>

namespace cohortscope::base {

namespace {

std::string with_separators(long long value, std::size_t later_group) {
    std::string digits = std::to_string(value < 0 ? -value : value);
    std::size_t group = 3;
    for (std::size_t at = digits.size(); at > group;) {
        at -= group;
        digits.insert(at, ",");
        group = later_group;
    }
    return (value < 0 ? "-" : "") + digits;
}

} // namespace

std::string shortest(double value) {
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, end.ptr};
}

std::string fixed(double value, int decimals) {
    char buffer[400];
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals);
    return {buffer, end.ptr};
}

std::string grouped(long long value) { return with_separators(value, 3); }

std::string indian(long long value) { return with_separators(value, 2); }

std::string rupees(double value) {
    const double size = std::fabs(value);
    const auto scaled = [&](double unit, const char* suffix) {
        const double amount = value / unit;
        const double magnitude = std::fabs(amount);
        return "₹" + fixed(amount, magnitude < 9.995 ? 2 : magnitude < 99.95 ? 1 : 0) + suffix;
    };
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
