// What the report's page says of a result, section by section, in words and numbers.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/result.h"
#include "report/disclosure/small_cells.h"
#include "report/page/page.h"
#include "report/studies.h"

namespace cohortscope::report {

// How many rows were used and why not the others, the clusters as a table, and the scores.
PageSection summary_section(const engine::Result& result, std::span<const StudyOutcome> studies);

// What each step did to rows, cells and names.
PageSection repairs_section(const engine::Result& result);

// Of which clusters nothing is told, as they, or others by subtraction, are of too few rows. k
std::vector<char> untold_clusters(const engine::Result& result);

// A card for each cluster.
std::vector<PageCard> cluster_cards(const engine::Result& result,
                                    std::span<const StudyOutcome> studies);

// The profile with a column for each cluster, what tells them apart most first.
PageTable profile_table(const engine::Result& result);

// The terms of statistics in plain English.
PageDefinitions definitions();

// What is not at its default, in words.
PageSection settings_section(const engine::Settings& settings);

// The value of a study of that type among the outcomes, or null.
template <class Value> const Value* outcome_of(std::span<const StudyOutcome> studies) {
    for (const StudyOutcome& outcome : studies)
        if (const auto* value = std::get_if<Value>(&outcome.value))
            return value;
    return nullptr;
}

} // namespace cohortscope::report
