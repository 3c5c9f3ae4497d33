// Every sheet that a result has: what `cohortscope analyze --tables` writes.
#pragma once

#include <span>
#include <vector>

#include "engine/selection/named_set.h"
#include "report/disclosure/small_cells.h"
#include "report/sheet.h"
#include "report/studies.h"

namespace cohortscope::report {

struct TableOptions {
    std::size_t smallest = kSmallestCount;       // counts below it are not given; 1: all are
    std::span<const engine::NamedSet> sets = {}; // listed
};

// cluster_profiles, numbers, category_levels, flags_by_cluster where there are peers, sets where
// there are any, personas, persona_conditions and recommendations where there are rules, published
// where the settings are a recipe's, benchmark and underpaid where these were studied, those of the
// other studies, features, repairs, settings, definitions; each of a name of its own.
// O(n log n · columns).
std::vector<Sheet> result_sheets(const engine::Result& result,
                                 std::span<const StudyOutcome> studies = {},
                                 const TableOptions& options = {});

// The names that sheets may have, notes among them: so that whoever writes files can look first.
std::vector<std::string> sheet_names();

// What each sheet is, what was done to it and what its columns mean: the sheet "notes".
Sheet notes_sheet(std::span<const Sheet> sheets);

} // namespace cohortscope::report
