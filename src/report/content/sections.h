// What the report's page says of a result, section by section, in words and numbers.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/result.h"
#include "report/page/page.h"
#include "report/studies.h"

namespace cohortscope::report {

// Of clusters and names with fewer rows than this nothing is told but that they are few.
inline constexpr std::size_t kFewestTold = 10;

// How many rows were used and why not the others, the clusters as a table, and the scores.
PageSection summary_section(const engine::Result& result, std::span<const StudyOutcome> studies);

// What each step did to rows, cells and names.
PageSection repairs_section(const engine::Result& result);

// A card for each cluster.
std::vector<PageCard> cluster_cards(const engine::Result& result,
                                    std::span<const StudyOutcome> studies);

// The terms of statistics in plain English, and what the features are.
PageSection definitions_section(const engine::Result& result);

// Every knob and weight: its value, its default, what it does.
PageSection settings_section(const engine::Settings& settings);

// The value of a study of that type among the outcomes, or null.
template <class Value> const Value* outcome_of(std::span<const StudyOutcome> studies) {
    for (const StudyOutcome& outcome : studies)
        if (const auto* value = std::get_if<Value>(&outcome.value))
            return value;
    return nullptr;
}

} // namespace cohortscope::report
