// Rules over what is measured of a group: which names it may bear, and what is to be done for it.
// Plain data; docs/DEFINITIONS.md, "Personas", says what each fact is.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cohortscope::schema {

// What is measured of a group.
enum class Fact {
    difference, // Cohen's d of a number, the group against all other rows
    mean,       // of a number
    median,     // of a number
    ratio,      // median / median of all rows
    rank,       // place among the groups by the mean, 1 the highest
    share,      // of the rows that bear a name of a category, 0 to 1
    lift,       // that share / the share among all rows
    top_share,  // of the rows that bear the category's most frequent name
    rate,       // mean of the outcome: of yes and no the share of yes
    rate_ratio, // that / the mean of all rows
    size,       // share of all rows
};
inline constexpr std::array<std::string_view, 11> kFactNames = {
    "difference", "mean",      "median", "ratio",      "rank", "share",
    "lift",       "top_share", "rate",   "rate_ratio", "size"};

// Whether the fact is about a column, and about one of its names.
constexpr bool needs_column(Fact fact) { return fact <= Fact::top_share; }
constexpr bool needs_name(Fact fact) { return fact == Fact::share || fact == Fact::lift; }

// A fact and what it is about.
struct Subject {
    Fact fact = Fact::mean;
    std::vector<std::string> of; // features or columns; the first one that the table has
    std::string name;            // of share and lift: as it reads after cleaning, in any case
    auto operator<=>(const Subject&) const = default;
};

struct RuleCondition {
    Subject subject;
    bool at_least = true; // else at most; the threshold itself meets both
    double threshold = 0.0;
    std::string words; // "more pay updates than the rest"
    std::string word;  // the word of the persona's name that rests on it; empty: none
    bool operator==(const RuleCondition&) const = default;
};

// Text with numbers: pieces of plain text, before each but the first the number of a subject.
struct RuleText {
    std::vector<std::string> pieces = {""}; // subjects + 1
    std::vector<Subject> subjects;
    bool operator==(const RuleText&) const = default;
};

struct PersonaRule {
    std::string key; // "senior_leaders"
    std::string name;
    RuleText description;
    std::vector<RuleCondition> conditions; // at least one
    bool several = false;                  // it may name more than one group
    bool operator==(const PersonaRule&) const = default;
};

enum class ActionField { curriculum, career_services, employer_engagement, marketing, retention };
inline constexpr std::array<std::string_view, 5> kActionFieldNames = {
    "curriculum", "career services", "employer engagement", "marketing", "retention"};

enum class Grade { high, medium, low };
inline constexpr std::array<std::string_view, 3> kGradeNames = {"high", "medium", "low"};

// A recommendation.
struct ActionRule {
    std::string key;
    std::vector<std::string> personas; // keys; for groups that bear one of them
    ActionField field = ActionField::curriculum;
    Grade priority = Grade::medium;
    Grade effort = Grade::medium;
    RuleText text;
    std::vector<RuleCondition> conditions; // that trigger it, beside the persona
    bool operator==(const ActionRule&) const = default;
};

struct Rules {
    std::string name;  // "engagement"
    std::string label; // "Personas of applicants"; the name where not said
    std::vector<PersonaRule> personas;
    std::vector<ActionRule> actions;

    bool empty() const { return personas.empty(); }
    const PersonaRule* find(std::string_view key) const; // null if there is none
    bool operator==(const Rules&) const = default;
};

// The knob of a condition's threshold: "rule.senior_leaders.1", numbered from 1.
std::string threshold_key(std::string_view rule, std::size_t condition);

// "at least 0.5", as a knob says it, is the file's; the range that its knob has.
struct ThresholdRange {
    double low = 0.0, high = 1.0;
    double step = 0.01;
    bool whole = false;
};
ThresholdRange threshold_range(const RuleCondition& condition);

// The rules that come with the program, assets/rules/NAME.json; empty rules for another name. Made
// once.
const Rules& known_rules(std::string_view name);

} // namespace cohortscope::schema
