#include "schema/levels.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "base/format.h"

namespace cohortscope::schema {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kLongestRange = 40; // bytes
constexpr std::array<std::string_view, 18> kUnits = {
    "years", "year", "yrs",    "yr",  "minutes", "minute", "mins", "min", "hours",
    "hour",  "hrs",  "months", "day", "days",    "weeks",  "km",   "hr",  "points"};
constexpr std::array<std::string_view, 8> kBelow = {"<=",    "<",        "\u2264", "under",
                                                    "below", "lessthan", "upto",   "atmost"};
constexpr std::array<std::string_view, 8> kAbove = {">=",    ">",        "\u2265",  "over",
                                                    "above", "morethan", "atleast", "from"};
constexpr std::array<std::string_view, 8> kAndLess = {
    "orless", "andless", "orunder", "andunder", "orbelow", "andbelow", "orfewer", "oryounger"};
constexpr std::array<std::string_view, 12> kAndMore = {"+",       "<=",       "<",        "ormore",
                                                       "andmore", "andover",  "andabove", "orabove",
                                                       "orolder", "andolder", "plus",     "andup"};
constexpr std::array<std::string_view, 6> kBetween = {"-", "\u2013", "\u2014", "to", "..", "~"};
constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

// In lower case without blanks, percent and currency signs, and commas.
std::string bare_range(std::string_view text) {
    constexpr std::array<std::string_view, 9> kLeftOut = {
        " ", "\t", "%", "$", ",", "\u20AC", "\u00A3", "\u20B9", "\u00A0"};
    std::string bare;
    for (std::size_t at = 0; at < text.size();) {
        const auto found = std::ranges::find_if(
            kLeftOut, [&](std::string_view sign) { return text.substr(at).starts_with(sign); });
        if (found != kLeftOut.end())
            at += found->size();
        else
            bare += text[at++];
    }
    bare = base::lower(bare);
    for (const std::string_view unit : kUnits)
        if (bare.size() > unit.size() && bare.ends_with(unit)) {
            bare.resize(bare.size() - unit.size());
            break;
        }
    return bare;
}

// Takes one of the words from the front of `rest`.
template <std::size_t n>
bool take(std::string_view& rest, const std::array<std::string_view, n>& words) {
    for (const std::string_view word : words)
        if (rest.starts_with(word)) {
            rest.remove_prefix(word.size());
            return true;
        }
    return false;
}

// Takes a number without a sign from the front, in thousands or millions where "k" or "m" follows.
std::optional<double> take_number(std::string_view& rest) {
    if (rest.empty() || rest.front() < '0' || rest.front() > '9')
        return std::nullopt;
    double value = 0.0;
    // A second point is the beginning of "..", which is no part of a number.
    const std::size_t length = std::min(rest.find(".."), rest.size());
    const auto end =
        std::from_chars(rest.data(), rest.data() + length, value, std::chars_format::fixed);
    if (end.ec != std::errc())
        return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(end.ptr - rest.data()));
    if (rest.starts_with("k") || rest.starts_with("m")) {
        value *= rest.front() == 'k' ? 1e3 : 1e6;
        rest.remove_prefix(1);
    }
    return value;
}

// "20-oct" and "oct-20" are 10-20: what spreadsheets make of it.
std::optional<RangeText> range_of_date(std::string_view bare) {
    const std::size_t dash = bare.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    std::string_view day = bare.substr(0, dash);
    std::string_view name = bare.substr(dash + 1);
    if (std::ranges::find(kMonths, day) != kMonths.end())
        std::swap(day, name);
    const auto month = std::ranges::find(kMonths, name);
    const auto number = take_number(day);
    if (month == kMonths.end() || !number || !day.empty())
        return std::nullopt;
    const double low = static_cast<double>(month - kMonths.begin() + 1);
    if (*number <= low)
        return std::nullopt;
    return RangeText{low, *number, true};
}

} // namespace

std::optional<RangeText> range_of(std::string_view text) {
    if (text.empty() || text.size() > kLongestRange)
        return std::nullopt;
    const std::string bare = bare_range(text);
    std::string_view rest = bare;
    const bool below = take(rest, kBelow);
    const bool above = !below && take(rest, kAbove);
    const auto first = take_number(rest);
    if (!first)
        return range_of_date(bare);
    if (below || above)
        return rest.empty() ? std::optional(below ? RangeText{-kInfinity, *first}
                                                  : RangeText{*first, kInfinity})
                            : std::nullopt;
    if (rest.empty())
        return RangeText{*first, *first};
    std::string_view end = rest;
    if (take(end, kAndLess) && end.empty())
        return RangeText{-kInfinity, *first};
    end = rest;
    if (take(end, kAndMore) && end.empty())
        return RangeText{*first, kInfinity};
    if (!take(rest, kBetween))
        return std::nullopt;
    const auto last = take_number(rest);
    if (!last)
        return range_of_date(bare);
    return rest.empty() && *first <= *last ? std::optional(RangeText{*first, *last}) : std::nullopt;
}

std::string folded_level(std::string_view text) {
    if (const auto range = range_of(text))
        return base::shortest(range->low) + ".." + base::shortest(range->high);
    std::string folded;
    for (const char c : base::lower(text)) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank)
            folded += c;
        else if (!folded.empty() && folded.back() != ' ')
            folded += ' ';
    }
    if (!folded.empty() && folded.back() == ' ')
        folded.pop_back();
    return folded;
}

} // namespace cohortscope::schema
