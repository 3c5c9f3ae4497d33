// Finished studies as sheets.
#pragma once

#include <span>
#include <vector>

#include "report/disclosure/small_cells.h"
#include "report/sheet.h"
#include "report/studies.h"

namespace cohortscope::report {

// One or two a study, in the order given: elbow, scores (with Hopkins), ward_merges, comparison,
// silhouettes, stability, sensitivity. Counts below `smallest` stay out.
std::vector<Sheet> study_sheets(const engine::Result& result, std::span<const StudyOutcome> studies,
                                std::size_t smallest);

} // namespace cohortscope::report
