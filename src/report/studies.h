// Studies as JSON and as lines to read: what `cohortscope analyze --studies` adds.
#pragma once

#include <span>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/study.h"

namespace cohortscope::report {

// A finished study.
struct StudyOutcome {
    engine::Study study = engine::Study::elbow;
    engine::StudyValue value;
    double seconds = 0.0;
};

// The object "studies", one entry a study; the scores have one each. What is not defined is null.
nlohmann::ordered_json studies_json(std::span<const StudyOutcome> outcomes);

// One line or two a study.
std::string studies_text(std::span<const StudyOutcome> outcomes);

} // namespace cohortscope::report
