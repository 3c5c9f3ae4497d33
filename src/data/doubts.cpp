#include "data/doubts.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/format.h"
#include "data/cell_text.h"

namespace cohortscope::data {

namespace {

constexpr double kLeastAmount = 1000.0; // less is probably lakh
constexpr std::array<std::string_view, 6> kTotals = {"total",     "totals", "grand total",
                                                     "sub total", "sum",    "overall"};

bool is_total(std::string_view text) {
    std::string name = base::lower(trimmed(text));
    while (name.ends_with(':'))
        name.pop_back();
    return std::ranges::find(kTotals, name) != kTotals.end();
}

void look_for_total(const Table& table, std::vector<std::string>& doubts) {
    for (const TextColumn& column : table.text) {
        const std::int32_t code = column.codes.empty() ? kMissingCode : column.codes.back();
        if (code < 0 || !is_total(column.dictionary[code]))
            continue;
        doubts.push_back("the last row looks like a total (" + column.name + " is " +
                         quoted(column.dictionary[code]) + "): it is read as a row");
        return;
    }
}

// Whether most of the positive numbers are below a limit.
bool mostly_below(const NumericColumn& column, double limit) {
    std::size_t below = 0;
    std::size_t positive = 0;
    for (const double value : column.values) {
        positive += value > 0.0 ? 1 : 0;
        below += value > 0.0 && value < limit ? 1 : 0;
    }
    return 2 * below > positive;
}

// The word for a missing cell that a text would be in another case, or nothing.
std::string_view word_meant(std::string_view text) {
    constexpr std::array<std::string_view, 7> kWords = {"NaN", "None", "NULL", "NA",
                                                        "N/A", "<NA>", "#N/A"};
    constexpr std::size_t kLongest = 4;
    if (text.size() > kLongest || text.size() < 2)
        return {};
    const std::string lower = base::lower(text);
    const auto word = std::ranges::find_if(
        kWords, [&](std::string_view known) { return base::lower(known) == lower; });
    return word == kWords.end() ? std::string_view() : *word;
}

// Names such as "none", where a hundredth of the cells has one: a few may be somebody's name.
void look_for_nothing(const TextColumn& column, std::vector<std::string>& doubts) {
    constexpr std::size_t kLeastShare = 100;
    std::vector<bool> is_word(column.dictionary.size(), false);
    std::int32_t first = kMissingCode;
    for (std::size_t code = 0; code < is_word.size(); ++code)
        if (!word_meant(column.dictionary.at(code)).empty()) {
            is_word[code] = true;
            first = first < 0 ? static_cast<std::int32_t>(code) : first;
        }
    if (first < 0)
        return;
    const auto cells = static_cast<std::size_t>(
        std::count_if(column.codes.begin(), column.codes.end(), [&](std::int32_t code) {
            return code >= 0 && is_word[static_cast<std::size_t>(code)];
        }));
    if (kLeastShare * cells < column.codes.size())
        return;
    const std::string_view text = column.dictionary[first];
    doubts.push_back("column " + column.name + ": " + base::grouped(static_cast<long long>(cells)) +
                     " of " + base::grouped(static_cast<long long>(column.codes.size())) +
                     " cells hold a name like " + quoted(text) + "; " + quoted(word_meant(text)) +
                     " or an empty cell would be missing");
}

bool may_differ_by_case(std::string_view text) {
    unsigned upper = 0;
    for (const char c : text)
        upper |= static_cast<unsigned char>(c - 'A') < 26 ? 1U : 0U;
    return upper != 0 || text.empty() || text.front() == ' ' || text.back() == ' ';
}

// Different ones, or one in several spellings.
void look_for_spellings(const TextColumn& column, const std::string& others,
                        std::vector<std::string>& doubts) {
    const std::size_t count = column.dictionary.size();
    bool any = false;
    for (std::size_t code = 0; code < count && !any; ++code)
        any = may_differ_by_case(column.dictionary.at(code));
    if (!any)
        return;
    std::unordered_set<std::string> plain;
    for (std::size_t code = 0; code < count; ++code)
        plain.insert(base::lower(trimmed(column.dictionary.at(code))));
    if (plain.size() == count)
        return;
    const std::size_t alike = count - plain.size();
    doubts.push_back("column " + column.name + ": " + base::grouped(static_cast<long long>(alike)) +
                     " of " + base::grouped(static_cast<long long>(count)) +
                     (alike == 1 ? " values differs" : " values differ") +
                     " from another one by case or blanks alone: they count as " + others);
}

} // namespace

std::vector<std::string> doubts_about(const Table& table, const TableHints& hints) {
    std::vector<std::string> doubts;
    look_for_total(table, doubts);
    for (const TextColumn& column : table.text)
        look_for_nothing(column, doubts);
    for (const ColumnSpec& spec : hints.columns)
        if (const TextColumn* column = spec.others.empty() ? nullptr : table.find_text(spec.name))
            look_for_spellings(*column, spec.others, doubts);
    for (const ColumnSpec& spec : hints.columns) {
        const NumericColumn* column = table.find_numeric(spec.name);
        if (column != nullptr && spec.meaning == NumberMeaning::amount &&
            mostly_below(*column, kLeastAmount))
            doubts.push_back("most of column " + column->name +
                             " is below 1,000: is it in lakh? It is read as it stands");
    }
    return doubts;
}

} // namespace cohortscope::data
