// What a published analysis found, beside ours, as a table.
#pragma once

#include <optional>

#include "report/tables/figures.h"

namespace cohortscope::report {

// Nothing where the settings are those of no recipe (engine::preset_of).
std::optional<Sheet> published_sheet(const engine::Result& result, const Figures& figures);

} // namespace cohortscope::report
