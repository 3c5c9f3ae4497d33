#include "data/match_header.h"

#include <algorithm>
#include <tuple>

#include "base/format.h"
#include "data/cell_text.h"
#include "data/csv/csv_number.h"

namespace cohortscope::data {

namespace {

// A name, in the forms that are compared.
struct Name {
    std::string lower;
    std::string key;
};

std::vector<Name> forms_of(std::span<const std::string> header) {
    std::vector<Name> names;
    names.reserve(header.size());
    for (const std::string& name : header)
        names.push_back({base::lower(trimmed(name)), key_of(name)});
    return names;
}

Fit fit_of(const Name& name, const ColumnSpec& spec, const std::string& spec_key) {
    if (name.lower == spec.name)
        return Fit::same;
    if (name.key == spec_key)
        return Fit::spelling;
    return std::ranges::find(spec.other_names, name.key) != spec.other_names.end() ? Fit::other_name
                                                                                   : Fit::none;
}

Match match_of(std::span<const Name> names, const ColumnSpec& spec) {
    const std::string spec_key = key_of(spec.name);
    Match match;
    for (std::size_t c = 0; c < names.size(); ++c) {
        if (names[c].key.empty())
            continue;
        const Fit fit = fit_of(names[c], spec, spec_key);
        if (fit < match.fit)
            match = {fit, c, Match::kNone};
        else if (fit == match.fit && fit != Fit::none && match.again == Match::kNone)
            match.again = c;
    }
    return match;
}

HeaderMatch match_set(std::span<const Name> names, const TableHints& hints, std::size_t set) {
    constexpr std::size_t kNearlyThere = 2;
    HeaderMatch result{set};
    std::size_t needed = 0;
    std::size_t there = 0; // of those needed
    // By their own name and not another that many tables use: of all, and of those needed.
    std::size_t named = 0, needed_named = 0;
    for (const ColumnSpec& spec : hints.columns) {
        const Fit fit = match_of(names, spec).fit;
        const bool found = fit != Fit::none;
        result.found += found ? 1 : 0;
        needed += spec.optional ? 0 : 1;
        there += found && !spec.optional ? 1 : 0;
        named += found && fit != Fit::other_name ? 1 : 0;
        needed_named += found && fit != Fit::other_name && !spec.optional ? 1 : 0;
    }
    result.enough = there == needed && result.found > 0;
    result.near = !result.enough && (needed_named >= kNearlyThere || 2 * needed_named > needed ||
                                     2 * named > hints.columns.size());
    return result;
}

} // namespace

std::string bare_name(std::string_view name) {
    std::string result;
    for (const char c : base::lower(name))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            result += c;
    return result;
}

std::string key_of(std::string_view name) {
    std::string key;
    for (const char c : base::lower(trimmed(name)))
        if (c != ' ' && c != '_' && c != '-' && c != '.')
            key += c;
    return key;
}

std::vector<Match> match_columns(std::span<const std::string> header,
                                 std::span<const ColumnSpec> wanted) {
    const std::vector<Name> names = forms_of(header);
    std::vector<Match> matches;
    for (const ColumnSpec& spec : wanted)
        matches.push_back(match_of(names, spec));
    return matches;
}

HeaderMatch match_header(std::span<const std::string> header, std::span<const TableHints> sets) {
    const std::vector<Name> names = forms_of(header);
    const auto rank = [](const HeaderMatch& match) {
        return std::make_tuple(match.enough, match.near, match.found);
    };
    HeaderMatch best;
    for (std::size_t set = 0; set < sets.size(); ++set)
        if (const HeaderMatch next = match_set(names, sets[set], set); rank(next) > rank(best))
            best = next;
    return best;
}

bool looks_like_data(std::span<const std::string> header) {
    return std::ranges::any_of(header, [](const std::string& name) {
        return parse_number(name).has_value() || name.find('@') != std::string::npos;
    });
}

} // namespace cohortscope::data
