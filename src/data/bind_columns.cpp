#include "data/bind_columns.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/error.h"
#include "base/format.h"
#include "data/cell_text.h"
#include "data/header_refusal.h"
#include "data/match_header.h"

namespace cohortscope::data {

namespace {

// Names of columns that only count the rows, where they do.
constexpr std::array<std::string_view, 12> kIndexNames = {
    "index", "level0", "rownames", "row",      "rownumber", "rowid",
    "sno",   "srno",   "slno",     "serialno", "no",        "x1"};
constexpr std::size_t kLongestName = 200; // characters of an extra column's name
constexpr std::size_t kNotedNames = 5;

bool has_digits_only(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_unnamed(std::string_view name) {
    return name.empty() ||
           (name.starts_with("Unnamed: ") &&
            has_digits_only(bare_name(name.substr(std::string_view("Unnamed: ").size()))));
}

bool names_an_index(std::string_view name) {
    return std::find(kIndexNames.begin(), kIndexNames.end(), key_of(name)) != kIndexNames.end();
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

// The wanted column that each of the header's is, or null.
std::vector<const ColumnSpec*> specs_of(std::span<const std::string> header,
                                        const TableHints& hints, const HeaderPlace& place) {
    const std::vector<Match> matches = match_columns(header, hints.columns);
    std::vector<const ColumnSpec*> specs(header.size(), nullptr);
    bool whole = true;
    for (std::size_t s = 0; s < matches.size(); ++s) {
        const Match& match = matches[s];
        const ColumnSpec& spec = hints.columns[s];
        whole = whole && (match.fit != Fit::none || spec.optional);
        if (match.fit == Fit::none)
            continue;
        if (match.again != Match::kNone && match.fit != Fit::other_name)
            throw base::Error::at(place.source, place.line,
                                  "has the column " + spec.name + " twice (" +
                                      quoted(header[match.column]) + " and " +
                                      quoted(header[match.again]) + "); expected it once");
        specs[match.column] = &spec;
    }
    if (!whole)
        refuse_header(header, hints, matches, place);
    return specs;
}

} // namespace

const TableHints& hints_for(std::span<const std::string> header, std::span<const TableHints> sets,
                            bool any_table, const HeaderPlace& place) {
    static const TableHints kNone;
    const HeaderMatch match = match_header(header, sets);
    if (!sets.empty() && (match.enough || match.near || !any_table))
        return sets[match.set];
    const TableHints& first = sets.empty() ? kNone : sets.front();
    if (match.found == 0 && !place.has_number_names && looks_like_data(header))
        refuse_header(header, first, match_columns(header, first.columns), place);
    return kNone;
}

std::vector<ColumnBinding> bind_columns(std::span<const std::string> header,
                                        const TableHints& hints, const HeaderPlace& place) {
    const std::vector<const ColumnSpec*> specs = specs_of(header, hints, place);
    UniqueNames names;
    for (const ColumnSpec& spec : hints.columns)
        names.take(spec.name);
    for (const std::string& name : hints.computed_names)
        names.take(name);
    std::vector<ColumnBinding> bound;
    bool leading = true; // only indices stand before it, or extra columns before the first wanted
    for (std::size_t c = 0; c < header.size(); ++c) {
        const std::string name(trimmed(header[c]));
        if (specs[c] != nullptr) {
            leading = false;
            bound.push_back({specs[c]->name, true, false, specs[c]->kind, specs[c]->meaning});
        } else if (c == 0 && is_unnamed(name)) {
            bound.push_back({name, false, true});
        } else {
            bound.push_back({names.make(extra_name(name, c))});
            bound.back().unnamed = is_unnamed(name);
            bound.back().may_be_index = is_unnamed(name) || (leading && names_an_index(name));
            leading = leading && (bound.back().may_be_index || !hints.columns.empty());
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
            notes.push_back("column " + quoted(header[c]) + " is read as " + bound[c].name);
        else if (!bound[c].required && !bound[c].ignored && !is_unnamed(header[c]) &&
                 bound[c].name != base::shortened(trimmed(header[c]), kLongestName))
            renamed.push_back(quoted(header[c]) + " as " + quoted(bound[c].name));
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
            notes.push_back("there is no column " + spec.name + ": " + spec.without);
    }
    return notes;
}

} // namespace cohortscope::data
