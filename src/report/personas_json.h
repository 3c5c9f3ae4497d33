// Personas and recommendations as JSON.
#pragma once

#include <span>

#include <nlohmann/json.hpp>

#include "engine/result.h"
#include "report/studies.h"

namespace cohortscope::report {

// The stability of each group, where the study of it is among them.
std::vector<double> stability_of(std::span<const StudyOutcome> studies);

// "personas": one entry a cluster with its persona or null, every condition with its value, and
// the next best persona; "recommendations": one entry each with its trigger and its standing
// ("given", "provisional", "too few rows", "shaky"). Nothing where the schema has no rules.
void add_personas(nlohmann::ordered_json& object, const engine::Result& result,
                  std::span<const StudyOutcome> studies);

// "published": the numbers of the recipe whose settings these are, beside ours. Nothing where they
// are no recipe's.
void add_published(nlohmann::ordered_json& object, const engine::Result& result);

} // namespace cohortscope::report
