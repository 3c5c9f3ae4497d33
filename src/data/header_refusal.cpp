#include "data/header_refusal.h"

#include <algorithm>

#include "base/edit_distance.h"
#include "base/format.h"
#include "base/whole.h"
#include "data/cell_text.h"
#include "data/column_names.h"

namespace cohortscope::data {

namespace {

constexpr std::size_t kShownCharacters = 40;

// How far a header's name is from a missing column's; a large number where it is too far to be
// meant.
std::size_t misfit(std::string_view found, std::string_view wanted) {
    constexpr std::size_t kTooFar = 1000;
    const std::string a = bare_name(found);
    const std::string b = bare_name(wanted);
    if (a.size() > b.size() + 2 || b.size() > a.size() + 2)
        return kTooFar;
    const std::size_t distance = base::edit_distance(a, b);
    return distance <= (b.size() < 6 ? 1 : 2) ? distance : kTooFar;
}

std::string listed(std::span<const std::string> names) {
    return base::listed(names, kShownCharacters);
}

std::string hint(std::span<const std::string> free_names, std::span<const std::string> missing) {
    std::string result;
    for (const std::string& wanted : missing) {
        const auto best = std::min_element(free_names.begin(), free_names.end(),
                                           [&](const std::string& a, const std::string& b) {
                                               return misfit(a, wanted) < misfit(b, wanted);
                                           });
        if (best != free_names.end() && misfit(*best, wanted) <= 2)
            result += "; " + quoted(*best) + " nearly fits " + wanted;
    }
    return result;
}

// Names of required columns that are not there, and of the header's that belong to none.
std::vector<std::string> missing_names(std::span<const ColumnSpec> required,
                                       std::span<const Match> matches) {
    std::vector<std::string> missing;
    for (std::size_t s = 0; s < required.size(); ++s)
        if (matches[s].fit == Fit::none && !required[s].optional)
            missing.push_back(required[s].name);
    return missing;
}

// A first line of values, as it seems.
bool has_no_names(std::span<const std::string> header, std::span<const Match> matches) {
    return looks_like_data(header) &&
           std::all_of(matches.begin(), matches.end(),
                       [](const Match& match) { return match.fit == Fit::none; });
}

// The header's names that belong to no required column.
std::vector<std::string> free_names(std::span<const std::string> header,
                                    std::span<const Match> matches) {
    std::vector<std::string> names;
    for (std::size_t c = 0; c < header.size(); ++c)
        if (!header[c].empty() && std::none_of(matches.begin(), matches.end(),
                                               [&](const Match& m) { return m.column == c; }))
            names.push_back(header[c]);
    return names;
}

// The required columns, each with the header's that it was bound to or is nearest to.
std::vector<WantedColumn> wanted_columns(std::span<const std::string> header,
                                         std::span<const ColumnSpec> required,
                                         std::span<const Match> matches) {
    const std::vector<std::string> free = free_names(header, matches);
    std::vector<WantedColumn> wanted;
    for (std::size_t s = 0; s < required.size(); ++s) {
        WantedColumn column{required[s].name, required[s].optional, ""};
        if (matches[s].fit != Fit::none)
            column.guess = header[matches[s].column];
        for (const std::string& name : free)
            if (column.guess.empty() && misfit(name, column.name) <= 2)
                column.guess = name;
        wanted.push_back(std::move(column));
    }
    return wanted;
}

std::string describe_missing(std::span<const std::string> header,
                             std::span<const ColumnSpec> required, std::span<const Match> matches) {
    const std::vector<std::string> missing = missing_names(required, matches);
    if (has_no_names(header, matches))
        return "the first line looks like data, not like names; expected a header line" +
               (missing.empty() ? std::string() : " with " + listed(missing));
    return "missing columns: " + listed(missing) + "; found: " + listed(header) +
           hint(free_names(header, matches), missing);
}

} // namespace

void refuse_header(std::span<const std::string> header, const TableHints& hints,
                   std::span<const Match> matches, const HeaderPlace& place) {
    const std::span<const ColumnSpec> required = hints.columns;
    const base::Error error =
        base::Error::at(place.source, place.line, describe_missing(header, required, matches));
    if (has_no_names(header, matches))
        throw error;
    throw UnknownColumns(error, {header.begin(), header.end()},
                         wanted_columns(header, required, matches));
}

} // namespace cohortscope::data
