#include "report/tables/safe_text.h"

#include <algorithm>
#include <array>

#include "base/printable.h"

namespace cohortscope::report {

namespace {

constexpr std::array<std::string_view, 9> kBegins = {"=",  "+",  "-",  "@", "\t",
                                                     "\r", "\n", "＝", "＠"};
constexpr std::array<std::string_view, 3> kWideBegins = {"＋", "－", "−"};

bool is_formula(std::string_view text) {
    const auto begins = [&](std::string_view begin) { return text.starts_with(begin); };
    return std::ranges::any_of(kBegins, begins) || std::ranges::any_of(kWideBegins, begins);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A sign, digits with at most one point.
bool is_plain_number(std::string_view text) {
    if (!text.empty() && (text.front() == '-' || text.front() == '+'))
        text.remove_prefix(1);
    return !text.empty() && is_digit(text.front()) &&
           std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '.'; }) &&
           std::ranges::count(text, '.') <= 1;
}

} // namespace

std::string safe_text(std::string_view text) {
    std::string line = base::printable(text);
    return is_formula(text) && !is_plain_number(text) ? "'" + line : line;
}

} // namespace cohortscope::report
