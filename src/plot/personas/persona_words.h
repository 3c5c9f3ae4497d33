// Personas and recommendations in words: numbers as people read them, texts with numbers in place.
#pragma once

#include <optional>
#include <string>

#include "analysis/personas/personas.h"

namespace cohortscope::plot {

// A fact's value with its unit: "8.8 years", "₹9.5 L", "24.2 %", "1.25 ×", "−0.84", "2 of 5". What
// is not known is "–".
std::string fact_value(const analysis::Personas& personas, const schema::Subject& subject,
                       double value);

// "24.1 % to 24.4 %"; empty where there is no interval.
std::string fact_interval(const analysis::Personas& personas, const schema::Subject& subject,
                          const analysis::Interval& interval);

// The text of a rule with the group's numbers.
std::string filled_text(const analysis::Personas& personas, const schema::RuleText& text,
                        std::size_t group);

// "at least 14 years", "at most 40 %".
std::string threshold_text(const analysis::Personas& personas,
                           const analysis::CheckedCondition& condition);

// "mean years of experience 19.4 years, at least 14 years: holds", or why it cannot be checked.
std::string condition_text(const analysis::Personas& personas,
                           const analysis::CheckedCondition& condition);

// What kind of number it is, for a tooltip: "Cohen's d of experience, the group against all other
// rows".
std::string fact_help(const analysis::Personas& personas, const schema::Subject& subject);

// Of the description of the group's persona; empty without one.
std::string description_of(const analysis::Personas& personas, std::size_t group);

// "stability 0.93", "provisional: stability not checked yet", "refused: 12 rows, fewer than 30".
std::string standing_words(std::size_t rows, std::optional<double> stability);

} // namespace cohortscope::plot
