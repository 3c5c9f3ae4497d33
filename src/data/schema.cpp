#include "data/schema.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/error.h"
#include "base/format.h"
#include "base/whole.h"
#include "data/csv_number.h"

namespace cohortscope::data {

namespace {

constexpr std::array<ColumnSpec, 6> kScalerColumns = {{
    {"company_hash", ColumnKind::text},
    {"email_hash", ColumnKind::text},
    {"orgyear", ColumnKind::numeric},
    {"ctc", ColumnKind::numeric},
    {"job_position", ColumnKind::text},
    {"ctc_updated_year", ColumnKind::numeric},
}};
// Names of what the program computes itself; a column of the file called so is another thing.
constexpr std::array<std::string_view, 5> kComputedNames = {
    "years_of_experience", "ctc_update_count", "company_frequency", "job_frequency", "ctc_log"};
constexpr std::array<std::string_view, 18> kMissingNames = {
    "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A",      "NA",  "NULL",    "NaN",      "None", "n/a",  "nan",    "null"};
constexpr std::size_t kLongestMissingName = 8;
constexpr std::size_t kShownCharacters = 40;
constexpr std::size_t kLongestName = 200; // characters of an extra column's name

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

std::string shown(std::string_view name) {
    return "\"" + base::shortened(name.substr(0, 4 * kShownCharacters), kShownCharacters) + "\"";
}

std::string listed(std::span<const std::string> names) {
    return base::listed(names, kShownCharacters);
}

// A file without a header: its first line holds cells of people, which no message repeats.
bool looks_like_data(std::span<const std::string> header) {
    return std::any_of(header.begin(), header.end(), [](const std::string& cell) {
        return cell.find('@') != std::string::npos || parse_number(cell).has_value();
    });
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

std::string separator_hint(std::span<const std::string> header) {
    if (header.size() != 1)
        return "";
    if (header[0].find(';') != std::string::npos)
        return "; the header seems to be separated by semicolons, expected commas";
    if (header[0].find('\t') != std::string::npos)
        return "; the header seems to be separated by tabs, expected commas";
    return "";
}

const ColumnSpec* find_spec(std::span<const ColumnSpec> required, std::string_view name) {
    const std::string wanted = base::lower(name);
    const auto found = std::find_if(required.begin(), required.end(), [&](const ColumnSpec& spec) {
        return base::lower(spec.name) == wanted;
    });
    return found == required.end() ? nullptr : &*found;
}

bool is_index(std::span<const ColumnBinding> before, std::string_view name) {
    return before.empty() && (name.empty() || name == "Unnamed: 0");
}

// Names that are taken, and how often each was asked for: ten thousand equal ones are numbered in
// one go.
class UsedNames {
  public:
    void take(std::string_view name) { used_.emplace(name); }
    std::string unique(const std::string& name) {
        std::string next = name;
        for (std::size_t& count = counts_[name]; !used_.insert(next).second;)
            next = name + " (" + std::to_string(++count + 1) + ")";
        return next;
    }

  private:
    std::set<std::string> used_;
    std::map<std::string, std::size_t> counts_;
};

std::string extra_name(const std::string& name, std::size_t position) {
    return name.empty() ? "Unnamed: " + std::to_string(position)
                        : base::shortened(name, kLongestName);
}

std::vector<std::string> missing_names(std::span<const ColumnSpec> required,
                                       const std::set<std::string_view>& seen) {
    std::vector<std::string> missing;
    for (const ColumnSpec& spec : required)
        if (!seen.contains(spec.name))
            missing.emplace_back(spec.name);
    return missing;
}

std::string describe_missing(std::span<const std::string> header,
                             std::span<const ColumnSpec> required,
                             std::span<const std::string> missing) {
    if (missing.size() == required.size() && looks_like_data(header))
        return "the first line looks like data, not like names; expected a header line with " +
               listed(missing);
    std::vector<std::string> free_names;
    for (const std::string& name : header)
        if (!name.empty() && !find_spec(required, name))
            free_names.push_back(name);
    return "missing columns: " + listed(missing) + "; found: " + listed(header) +
           hint(free_names, missing) + separator_hint(header);
}

} // namespace

std::span<const ColumnSpec> scaler_columns() { return kScalerColumns; }

bool is_missing(std::string_view cell) {
    if (cell.empty())
        return true;
    if (cell.size() > kLongestMissingName)
        return false;
    switch (cell.front()) {
    case '#':
    case '-':
    case '1':
    case '<':
    case 'N':
    case 'n':
        return std::find(kMissingNames.begin(), kMissingNames.end(), cell) != kMissingNames.end();
    default:
        return false;
    }
}

std::vector<ColumnBinding> bind_columns(std::span<const std::string> header,
                                        std::span<const ColumnSpec> required,
                                        const std::string& source, std::size_t header_line) {
    std::vector<ColumnBinding> bound;
    std::set<std::string_view> seen; // required columns
    UsedNames used;                  // names that extra columns cannot have
    for (const ColumnSpec& spec : required)
        used.take(spec.name);
    for (const std::string_view name : kComputedNames)
        used.take(name);
    for (const std::string& name : header) {
        const ColumnSpec* spec = find_spec(required, name);
        if (is_index(bound, name)) {
            bound.push_back({name, false, true, ColumnKind::text});
        } else if (!spec) {
            bound.push_back(
                {used.unique(extra_name(name, bound.size())), false, false, ColumnKind::text});
        } else if (seen.insert(spec->name).second) {
            bound.push_back({std::string(spec->name), true, false, spec->kind});
        } else {
            throw base::Error::at(source, header_line,
                                  "has the column " + std::string(spec->name) +
                                      " twice; expected it once");
        }
    }
    const std::vector<std::string> missing = missing_names(required, seen);
    if (!missing.empty())
        throw base::Error::at(source, header_line, describe_missing(header, required, missing));
    return bound;
}

} // namespace cohortscope::data
