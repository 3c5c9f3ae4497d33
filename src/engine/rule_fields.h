// Knobs of the rules' thresholds.
#pragma once

#include <vector>

#include "engine/settings.h"

namespace cohortscope::engine {

// One a condition, of personas first, then of recommendations.
std::vector<Field> made_rule_fields(const schema::Rules& rules);

} // namespace cohortscope::engine
