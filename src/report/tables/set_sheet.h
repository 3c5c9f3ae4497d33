// Selections that were given a name, as a table: how many rows each has, and how many of each
// cluster.
#pragma once

#include <span>

#include "engine/result.h"
#include "engine/selection/named_set.h"
#include "report/sheet.h"
#include "report/tables/figures.h"

namespace cohortscope::report {

// One row a set. Rows of a set that the result does not use count nowhere. Of each set alone no
// small count follows, nor one of the rows outside it; of what several sets have in common nothing
// is promised. O(rows · sets).
Sheet set_sheet(const engine::Result& result, const Figures& figures,
                std::span<const engine::NamedSet> sets);

} // namespace cohortscope::report
