#include "plot/personas/persona_words.h"

#include <cmath>

#include "base/format.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

using analysis::Personas;
using analysis::SubjectFacts;
using schema::Fact;

std::string signed_number(double value) {
    const std::string text = base::fixed(std::abs(value), 2);
    return (value < 0.0 && text != "0.00" ? kMinus : "") + text;
}

// In the unit of what it is about.
std::string in_unit(const SubjectFacts& facts, double value) {
    if (facts.feature != nullptr)
        return format_value(*facts.feature, value);
    if (facts.column != nullptr)
        return format_measure(*facts.column, value);
    return significant(value);
}

std::string about_words(const SubjectFacts& facts, const schema::Subject& subject) {
    if (facts.feature != nullptr)
        return facts.feature->label;
    if (facts.column != nullptr)
        return facts.column->label.empty() ? facts.column->name : facts.column->label;
    return subject.of.empty() ? "the outcome" : subject.of.front();
}

} // namespace

std::string fact_value(const Personas& personas, const schema::Subject& subject, double value) {
    if (!std::isfinite(value))
        return "–";
    const SubjectFacts& facts = personas.facts_of(subject);
    switch (subject.fact) {
    case Fact::difference:
        return signed_number(value);
    case Fact::mean:
    case Fact::median:
        return in_unit(facts, value);
    case Fact::ratio:
    case Fact::lift:
    case Fact::rate_ratio:
        return base::fixed(value, 2) + " ×";
    case Fact::rank:
        return base::fixed(value, 0) + " of " + std::to_string(personas.groups.size());
    case Fact::rate:
        return facts.as_share ? percent(value) : in_unit(facts, value);
    case Fact::share:
    case Fact::top_share:
    case Fact::size:
        break;
    }
    return percent(value);
}

std::string fact_interval(const Personas& personas, const schema::Subject& subject,
                          const analysis::Interval& interval) {
    if (!std::isfinite(interval.low) || !std::isfinite(interval.high))
        return "";
    return fact_value(personas, subject, interval.low) + " to " +
           fact_value(personas, subject, interval.high);
}

std::string filled_text(const Personas& personas, const schema::RuleText& text, std::size_t group) {
    std::string made = text.pieces.front();
    for (std::size_t i = 0; i < text.subjects.size(); ++i)
        made += fact_value(personas, text.subjects[i],
                           personas.facts_of(text.subjects[i]).clusters[group].value) +
                text.pieces[i + 1];
    return made;
}

std::string threshold_text(const Personas& personas, const analysis::CheckedCondition& condition) {
    const schema::RuleCondition& rule = *condition.condition;
    const std::string value = rule.subject.fact == Fact::rank
                                  ? base::fixed(condition.threshold, 0)
                                  : fact_value(personas, rule.subject, condition.threshold);
    return (rule.at_least ? "at least " : "at most ") + value;
}

std::string condition_text(const Personas& personas, const analysis::CheckedCondition& condition) {
    const schema::RuleCondition& rule = *condition.condition;
    if (!condition.fact.known())
        return rule.words + ": cannot be checked, " + condition.fact.lack;
    return rule.words + " " + fact_value(personas, rule.subject, condition.fact.value) + ", " +
           threshold_text(personas, condition) + (condition.holds ? ": holds" : ": does not hold");
}

std::string fact_help(const Personas& personas, const schema::Subject& subject) {
    const std::string about = about_words(personas.facts_of(subject), subject);
    switch (subject.fact) {
    case Fact::difference:
        return "Cohen's d of " + about +
               ": the group's mean less that of all other rows, in deviations within the two";
    case Fact::mean:
        return "Mean of " + about;
    case Fact::median:
        return "Median of " + about;
    case Fact::ratio:
        return "Median of " + about + " over that of all rows";
    case Fact::rank:
        return "Place of the group by its mean " + about + ", 1 the highest";
    case Fact::share:
        return "Share of the group whose " + about + " is " + subject.name;
    case Fact::lift:
        return "Share of the group whose " + about + " is " + subject.name +
               ", over that of all rows";
    case Fact::top_share:
        return "Share of the group's most frequent " + about;
    case Fact::rate:
        return "Mean of " + about + " (of yes and no the share of yes)";
    case Fact::rate_ratio:
        return "Mean of " + about + " over that of all rows";
    case Fact::size:
        break;
    }
    return "Share of all rows that are in the group";
}

std::string description_of(const Personas& personas, std::size_t group) {
    const int persona = personas.groups[group].persona;
    if (persona < 0)
        return "";
    return filled_text(
        personas, personas.rules->personas[static_cast<std::size_t>(persona)].description, group);
}

std::string standing_words(std::size_t rows, std::optional<double> stability) {
    const auto number = [&] { return base::fixed(*stability, 2); };
    switch (analysis::action_standing(rows, stability)) {
    case analysis::ActionStanding::too_few:
        return "refused: " + row_count(rows) + ", fewer than " +
               std::to_string(analysis::kLeastRows);
    case analysis::ActionStanding::shaky:
        return "refused: stability " + number() + ", below " +
               base::fixed(analysis::kLeastStability, 1);
    case analysis::ActionStanding::provisional:
        return "provisional: stability not checked yet";
    case analysis::ActionStanding::given:
        break;
    }
    return "stability " + number();
}

} // namespace cohortscope::plot
