// Rows among their peers as tables that leave the program: the benchmark, and who is underpaid.
#pragma once

#include <vector>

#include "engine/study.h"
#include "report/sheet.h"
#include "report/tables/figures.h"

namespace cohortscope::report {

// Categories in them: those with most rows, the others together.
inline constexpr std::size_t kMostSheetCategories = 60;

// "benchmark" and "underpaid"; none where the study has no peers. Counts from 1 to smallest − 1
// stay out with all that tells them; so do the figures of what is hidden.
std::vector<Sheet> peer_sheets(const engine::Result& result, const engine::PeerStudy& study,
                               const Figures& figures);

} // namespace cohortscope::report
