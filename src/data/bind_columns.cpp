#include "data/schema.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/error.h"
#include "base/format.h"
#include "base/whole.h"
#include "data/cell_text.h"
#include "data/column_names.h"
#include "data/csv/csv_number.h"

namespace cohortscope::data {

namespace {

// Names of columns that only count the rows, where they do.
constexpr std::array<std::string_view, 12> kIndexNames = {
    "index", "level0", "rownames", "row",      "rownumber", "rowid",
    "sno",   "srno",   "slno",     "serialno", "no",        "x1"};
// Names of what the program computes itself; a column of the file called so is another thing.
constexpr std::array<std::string_view, 5> kComputedNames = {
    "years_of_experience", "ctc_update_count", "company_frequency", "job_frequency", "ctc_log"};
constexpr std::size_t kShownCharacters = 40;
constexpr std::size_t kLongestName = 200; // characters of an extra column's name
constexpr std::size_t kNotedNames = 5;

// Lower-case letters and digits only: what a name says whatever its spelling.
std::string bare(std::string_view name) {
    std::string result;
    for (const char c : base::lower(name))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            result += c;
    return result;
}

// Levenshtein's distance, O(a · b).
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

// How far a header's name is from a missing column's; a large number where it is too far to be
// meant.
std::size_t misfit(std::string_view found, std::string_view wanted) {
    constexpr std::size_t kTooFar = 1000;
    const std::string a = bare(found);
    const std::string b = bare(wanted);
    if (a.size() > b.size() + 2 || b.size() > a.size() + 2)
        return kTooFar;
    const std::size_t distance = edit_distance(a, b);
    return distance <= (b.size() < 6 ? 1 : 2) ? distance : kTooFar;
}

std::string shown(std::string_view name) { return quoted(name); }

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
            result += "; " + shown(*best) + " nearly fits " + wanted;
    }
    return result;
}

// What a name says whatever its case and the blanks, underscores, hyphens, dots and invisible
// characters in it.
std::string key_of(std::string_view name) {
    std::string key;
    for (const char c : base::lower(trimmed(name)))
        if (c != ' ' && c != '_' && c != '-' && c != '.')
            key += c;
    return key;
}

// How a name fits a required column: the lower, the better.
enum class Fit { same, spelling, other_name, none };

Fit fit_of(const std::string& lower, const std::string& key, const ColumnSpec& spec) {
    if (lower == spec.name)
        return Fit::same;
    if (key == key_of(spec.name))
        return Fit::spelling;
    const auto& others = spec.other_names;
    return std::find(others.begin(), others.end(), key) != others.end() ? Fit::other_name
                                                                        : Fit::none;
}

// The header's column for each required one, or none.
struct Match {
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    Fit fit = Fit::none;
    std::size_t column = kNone;
    std::size_t again = kNone; // a second one that fits as well
};

std::vector<Match> match_columns(std::span<const std::string> header,
                                 std::span<const ColumnSpec> required) {
    std::vector<Match> matches(required.size());
    for (std::size_t c = 0; c < header.size(); ++c) {
        const std::string lower = base::lower(trimmed(header[c]));
        const std::string key = key_of(header[c]);
        if (key.empty())
            continue;
        for (std::size_t s = 0; s < required.size(); ++s) {
            const Fit fit = fit_of(lower, key, required[s]);
            Match& match = matches[s];
            if (fit < match.fit)
                match = {fit, c, Match::kNone};
            else if (fit == match.fit && fit != Fit::none && match.again == Match::kNone)
                match.again = c;
        }
    }
    return matches;
}

bool has_digits_only(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_unnamed(std::string_view name) {
    return name.empty() ||
           (name.starts_with("Unnamed: ") &&
            has_digits_only(bare(name.substr(std::string_view("Unnamed: ").size()))));
}

bool names_an_index(std::string_view name) {
    return std::find(kIndexNames.begin(), kIndexNames.end(), key_of(name)) != kIndexNames.end();
}

// Whether a first line holds values rather than names; its cells are then nobody's business.
bool looks_like_data(std::span<const std::string> header) {
    return std::any_of(header.begin(), header.end(), [](const std::string& name) {
        return parse_number(name).has_value() || name.find('@') != std::string::npos;
    });
}

// Names that no two columns share. A repeated name is numbered on from its last number.
class UniqueNames {
  public:
    void take(std::string_view name) { used_.emplace(name); }
    std::string make(const std::string& name) {
        if (used_.insert(name).second)
            return name;
        for (std::size_t& count = counts_.try_emplace(name, 1).first->second;;) {
            std::string next = name + " (" + std::to_string(++count) + ")";
            if (used_.insert(next).second)
                return next;
        }
    }

  private:
    std::set<std::string, std::less<>> used_;
    std::map<std::string, std::size_t> counts_;
};

std::string extra_name(const std::string& name, std::size_t position) {
    return name.empty() ? "Unnamed: " + std::to_string(position)
                        : base::shortened(name, kLongestName);
}

// Names of required columns that are not there, and of the header's that belong to none.
std::vector<std::string> missing_names(std::span<const ColumnSpec> required,
                                       std::span<const Match> matches, bool optional_too) {
    std::vector<std::string> missing;
    for (std::size_t s = 0; s < required.size(); ++s)
        if (matches[s].fit == Fit::none && (optional_too || !required[s].optional))
            missing.emplace_back(required[s].name);
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
        WantedColumn column{std::string(required[s].name), required[s].optional, ""};
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
    const std::vector<std::string> missing = missing_names(required, matches, false);
    if (has_no_names(header, matches))
        return "the first line looks like data, not like names; expected a header line with " +
               listed(missing);
    return "missing columns: " + listed(missing) + "; found: " + listed(header) +
           hint(free_names(header, matches), missing);
}

} // namespace

HeaderMatch match_header(std::span<const std::string> names, std::span<const ColumnSpec> required) {
    HeaderMatch result{0, true};
    const std::vector<Match> matches = match_columns(names, required);
    for (std::size_t s = 0; s < required.size(); ++s) {
        const bool found = matches[s].fit != Fit::none;
        result.found += found ? 1 : 0;
        result.enough = result.enough && (found || required[s].optional);
    }
    return result;
}

std::vector<ColumnBinding> bind_columns(std::span<const std::string> header,
                                        std::span<const ColumnSpec> required,
                                        const std::string& source, std::size_t header_line) {
    const std::vector<Match> matches = match_columns(header, required);
    std::vector<const ColumnSpec*> spec_of(header.size(), nullptr);
    UniqueNames names;
    for (std::size_t s = 0; s < required.size(); ++s) {
        const Match& match = matches[s];
        names.take(required[s].name);
        if (match.fit == Fit::none)
            continue;
        if (match.again != Match::kNone && match.fit != Fit::other_name)
            throw base::Error::at(source, header_line,
                                  "has the column " + std::string(required[s].name) + " twice (" +
                                      shown(header[match.column]) + " and " +
                                      shown(header[match.again]) + "); expected it once");
        spec_of[match.column] = &required[s];
    }
    if (!missing_names(required, matches, false).empty()) {
        const base::Error error =
            base::Error::at(source, header_line, describe_missing(header, required, matches));
        if (has_no_names(header, matches))
            throw error;
        throw UnknownColumns(error, {header.begin(), header.end()},
                             wanted_columns(header, required, matches));
    }
    for (const std::string_view name : kComputedNames)
        names.take(name);
    std::vector<ColumnBinding> bound;
    bool leading = true; // before the first required column
    for (std::size_t c = 0; c < header.size(); ++c) {
        const std::string name(trimmed(header[c]));
        if (spec_of[c] != nullptr) {
            leading = false;
            bound.push_back({std::string(spec_of[c]->name), true, false, spec_of[c]->kind,
                             spec_of[c]->meaning});
        } else if (c == 0 && is_unnamed(name)) {
            bound.push_back({name, false, true});
        } else {
            bound.push_back({names.make(extra_name(name, c))});
            bound.back().unnamed = is_unnamed(name);
            bound.back().may_be_index = is_unnamed(name) || (leading && names_an_index(name));
        }
    }
    return bound;
}

std::vector<std::string> notes_of_binding(std::span<const std::string> header,
                                          std::span<const ColumnBinding> bound,
                                          std::span<const ColumnSpec> required) {
    std::vector<std::string> notes;
    std::vector<std::string> renamed;
    for (std::size_t c = 0; c < header.size(); ++c) {
        if (bound[c].required && key_of(header[c]) != key_of(bound[c].name))
            notes.push_back("column " + shown(header[c]) + " is read as " + bound[c].name);
        else if (!bound[c].required && !bound[c].ignored && !is_unnamed(header[c]) &&
                 bound[c].name != base::shortened(trimmed(header[c]), kLongestName))
            renamed.push_back(shown(header[c]) + " as " + shown(bound[c].name));
    }
    if (!renamed.empty()) {
        std::string note = "columns whose name is taken already have another one: ";
        for (std::size_t i = 0; i < std::min(renamed.size(), kNotedNames); ++i)
            note += (i == 0 ? "" : ", ") + renamed[i];
        if (renamed.size() > kNotedNames)
            note += " and " + std::to_string(renamed.size() - kNotedNames) + " more";
        notes.push_back(std::move(note));
    }
    for (const ColumnSpec& spec : required) {
        const bool found =
            std::any_of(bound.begin(), bound.end(), [&](const ColumnBinding& column) {
                return column.required && column.name == spec.name;
            });
        if (!found)
            notes.push_back("there is no column " + std::string(spec.name) + ": " +
                            std::string(spec.without));
    }
    return notes;
}

} // namespace cohortscope::data
