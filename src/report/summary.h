// The result as a few readable lines: what `cohortscope analyze` prints on its own.
#pragma once

#include <string>

#include "engine/result.h"

namespace cohortscope::report {

std::string summary_text(const engine::Result& result);

} // namespace cohortscope::report
