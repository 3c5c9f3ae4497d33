// Personas, what carries them, and recommendations as tables.
#pragma once

#include <span>
#include <vector>

#include "report/studies.h"
#include "report/tables/figures.h"

namespace cohortscope::report {

// personas, persona_conditions, recommendations; none where the schema has no rules. Of clusters of
// which nothing is given (Figures::hidden) no number and no recommendation is.
std::vector<Sheet> persona_sheets(const engine::Result& result,
                                  std::span<const StudyOutcome> studies, const Figures& figures);

} // namespace cohortscope::report
