#include "schema/scales.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "schema/levels.h"

namespace cohortscope::schema {

namespace {

using namespace std::string_view_literals;

// Each a scale of levels in order, parted by "<"; "|" parts names of the same level.
constexpr std::array kScales = {
    "none<very low|verylow<low|lower<lower middle<middle|medium|mid|moderate|average|normal<"
    "upper middle<high|upper|higher<very high|veryhigh"sv,
    "very slow<slow<moderate|medium|average|normal<fast<very fast"sv,
    "never<almost never|hardly ever<rarely|seldom<occasionally<sometimes<regularly<"
    "often|frequently<usually<very often<almost always<always"sv,
    "non-travel<travel_rarely<travel_frequently"sv,
    "novice<beginner|beginner level<elementary<intermediate|intermediate level<"
    "upper intermediate<advanced|advanced level<expert|expert level<master"sv,
    "very poor|very bad<poor|bad<fair<average|ok<good<very good<excellent<outstanding"sv,
    "strongly disagree<disagree<somewhat disagree<neutral|neither agree nor disagree<"
    "somewhat agree<agree<strongly agree"sv,
    "very dissatisfied|very unsatisfied<dissatisfied|unsatisfied<neutral<satisfied<"
    "very satisfied"sv,
    "xs<s|small<m|medium<l|large<xl|very large|extra large<xxl"sv,
    "none<mild<moderate<severe"sv,
    "intern|trainee<junior|entry|entry level<mid|middle|mid-level<senior<lead<principal"sv,
    "primary<secondary<tertiary"sv,
    "uneducated<below high school|below college|some high school<high school<"
    "some college|college<associate|associate's degree<bachelor|bachelors|bachelor's|"
    "bachelor's degree|graduate<master|masters|master's|master's degree|post-graduate<"
    "phd|ph.d.|doctor|doctorate"sv,
    "first<second<third<fourth<fifth"sv};
constexpr std::array kUnknown = {
    "unknown"sv, "n/a"sv,         "not stated"sv, "not known"sv,  "prefer not to say"sv, "-"sv,
    "?"sv,       "undisclosed"sv, "other"sv,      "don't know"sv, "not available"sv};
constexpr std::size_t kMostLevels = 30;
constexpr std::size_t kUnknownPart = 5; // a fifth of the rows at most

struct Level {
    double low = 0.0;
    double high = 0.0;
    std::string_view shown;
    std::size_t rows = 0; // of `shown`
    bool as_date = false;
};

// Levels by what equals them, those of the most rows (then first in byte order) shown.
using Levels = std::map<std::pair<double, double>, Level>;

void add(Levels& levels, const Level& level) {
    Level& kept = levels.try_emplace({level.low, level.high}, level).first->second;
    const bool better =
        level.as_date != kept.as_date
            ? kept.as_date
            : level.rows > kept.rows || (level.rows == kept.rows && level.shown < kept.shown);
    if (better)
        kept = level;
}

struct Name {
    std::string_view text;
    std::string folded;
    std::size_t rows = 0;
};

// The text's parts between the signs.
std::vector<std::string_view> parts_of(std::string_view text, char sign) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t end = text.find(sign); end != text.npos; end = text.find(sign, begin)) {
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

std::optional<Levels> on_words(std::span<const Name> names, std::string_view scale) {
    std::map<std::string_view, double> places;
    for (const std::string_view level : parts_of(scale, '<')) {
        const auto place = static_cast<double>(places.size());
        for (const std::string_view word : parts_of(level, '|'))
            places[word] = place;
    }
    Levels levels;
    for (const Name& name : names) {
        const auto found = places.find(name.folded);
        if (found == places.end())
            return std::nullopt;
        add(levels, {found->second, 0.0, name.text, name.rows});
    }
    return levels;
}

// At least half of the levels must be more than a number.
std::optional<Levels> on_ranges(std::span<const Name> names) {
    Levels levels;
    for (const Name& name : names) {
        const auto range = range_of(name.text);
        if (!range)
            return std::nullopt;
        add(levels, {range->low, range->high, name.text, name.rows, range->as_date});
    }
    const auto wide = std::ranges::count_if(
        levels, [](const auto& entry) { return entry.second.low != entry.second.high; });
    if (2 * static_cast<std::size_t>(wide) < levels.size())
        return std::nullopt;
    return levels;
}

// "20-Oct" as the range that it was.
std::string shown(const Level& level, bool percent) {
    if (!level.as_date)
        return std::string(level.shown);
    return std::to_string(static_cast<int>(level.low)) + "-" +
           std::to_string(static_cast<int>(level.high)) + (percent ? "%" : "");
}

Scale scale_from(const Levels& levels, bool ranges, std::size_t unknown) {
    const bool percent = std::ranges::any_of(
        levels, [](const auto& entry) { return entry.second.shown.ends_with('%'); });
    Scale scale{{}, ranges, unknown};
    for (const auto& [key, level] : levels)
        scale.levels.push_back(shown(level, percent));
    return scale;
}

} // namespace

std::optional<Scale> scale_of(const ColumnFacts& facts) {
    if (facts.numeric() || facts.distinct > kMostLevels)
        return std::nullopt;
    std::vector<Name> names;
    std::size_t unknown = 0;
    for (std::size_t entry = 0; entry < facts.counts.size(); ++entry) {
        if (facts.counts[entry] == 0)
            continue;
        const std::string_view text = facts.column.text->dictionary.at(entry);
        std::string folded = folded_level(text);
        if (std::ranges::find(kUnknown, folded) != kUnknown.end())
            unknown += facts.counts[entry];
        else
            names.push_back({text, std::move(folded), facts.counts[entry]});
    }
    if (unknown * kUnknownPart > facts.rows)
        return std::nullopt;
    for (const std::string_view words : kScales)
        if (const auto levels = on_words(names, words); levels && levels->size() > 1)
            return scale_from(*levels, false, unknown);
    if (const auto levels = on_ranges(names); levels && levels->size() > 1)
        return scale_from(*levels, true, unknown);
    return std::nullopt;
}

} // namespace cohortscope::schema
