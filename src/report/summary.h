// The result as a few readable lines: what `cohortscope analyze` prints on its own.
#pragma once

#include <string>

#include "engine/result.h"
#include "report/studies.h"

namespace cohortscope::report {

std::string summary_text(const engine::Result& result, std::span<const StudyOutcome> studies = {});

} // namespace cohortscope::report
