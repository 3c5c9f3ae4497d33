#include "analysis/naming/naming_words.h"

#include <algorithm>
#include <iterator>

#include "base/format.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kPlaceLength = 14;
constexpr std::size_t kPeopleLength = 26;
constexpr std::size_t kValueLength = 20;

// Endings of what a person is: "engineer", "analyst", "administrator", "architect".
constexpr std::string_view kPersons[] = {"er",  "or",  "ist", "yst", "ian",
                                         "ect", "ant", "ent", "ern"};

std::string plural(const std::string& name) {
    const bool person = std::any_of(std::begin(kPersons), std::end(kPersons),
                                    [&](std::string_view end) { return name.ends_with(end); });
    return person ? name + "s" : name;
}

// Every backend engineer works on the backend: the shorter words claim less, so they stay true.
std::string without_engineer(const std::string& name) {
    constexpr std::string_view kEngineer = " engineer";
    return name.ends_with(kEngineer) ? name.substr(0, name.size() - kEngineer.size()) : name;
}

std::string share_of(int percent) { return percent > 0 ? std::to_string(percent) + " % " : ""; }

std::string plural_of(const schema::ColumnSpec& column) {
    return column.plural.empty() ? column.label : column.plural;
}

Words people_words(const schema::ColumnSpec& column, const std::string& name, int percent) {
    const std::string share = share_of(percent);
    std::string plain;
    if (name == column.rare_name)
        plain = "rare " + plural_of(column);
    else if (name == column.missing_name)
        plain = column.label + " \"" + name + "\"";
    if (!plain.empty())
        return {share + plain, share + plain, "", "", true};
    return {share + base::shortened(plural(name), kPeopleLength),
            share + base::shortened(without_engineer(name), kPeopleLength), "", "", true};
}

Words place_words(const schema::ColumnSpec& column, const std::string& name, int percent) {
    const std::string share = share_of(percent);
    const bool named = name != column.rare_name && name != column.missing_name;
    const std::string shown = name == column.rare_name      ? "rare " + plural_of(column)
                              : name == column.missing_name ? name + " " + plural_of(column)
                                                            : base::shortened(name, kPlaceLength);
    if (percent > 0)
        return {share + "at " + shown, share + "at " + shown, "", "", false};
    return {std::string(kPeople) + " at " + shown, named ? "at " + shown : shown, "", "at " + shown,
            false};
}

// Of a category that is or is not: "y", "no".
bool is_yes_or_no(const std::string& name) {
    constexpr std::string_view kAnswers[] = {"y", "yes", "t", "true", "n", "no", "f", "false"};
    return std::ranges::find(kAnswers, base::lower(name)) != std::end(kAnswers);
}

std::string answer_of(const std::string& name) {
    const char first = base::lower(name).front();
    return first == 'y' || first == 't' ? "yes" : "no";
}

// "gender female"; where there is little room "female", but "band IV"; "research: yes".
Words value_words(const schema::ColumnSpec& column, const std::string& name, int percent) {
    constexpr std::size_t kShortest = 4; // letters that speak for themselves
    const std::string share = share_of(percent);
    if (name == column.rare_name) {
        const std::string rare = share + "rare " + plural_of(column);
        return {rare, rare, "", "", false};
    }
    if (is_yes_or_no(name)) {
        const std::string answer = ": " + answer_of(name);
        return {share + base::shortened(column.label, kValueLength) + answer,
                share + base::shortened(column.label, kPlaceLength) + answer, "", "", false};
    }
    const std::string shown = base::shortened(name, kValueLength);
    const std::string said = base::shortened(column.label, kValueLength) + " " + shown;
    const std::string brief =
        name.size() < kShortest ? base::shortened(column.label, kPlaceLength) + " " + shown : shown;
    return {share + said, share + brief, "", "", false};
}

} // namespace

Words words_of(const schema::ColumnSpec& column, const std::string& name, int percent) {
    switch (column.speech) {
    case schema::Speech::people:
        return people_words(column, name, percent);
    case schema::Speech::place:
        return place_words(column, name, percent);
    case schema::Speech::value:
        break;
    }
    return value_words(column, name, percent);
}

Words middle_words(bool broad) {
    return {broad ? "the broad middle" : "near the average", "", "", "", true};
}

} // namespace cohortscope::analysis
