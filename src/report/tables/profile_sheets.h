// What each cluster is like, as sheets.
#pragma once

#include "report/tables/figures.h"

namespace cohortscope::report {

inline constexpr std::size_t kTopLevels = 3; // of each category in a cluster's row

// One row a cluster: size, share, each number's mean, median with its 95 % interval and quartiles,
// each category's leading levels with share and lift, the outcome. In front the columns that the
// schema calls by names of its own for exports ("export.…", see export_columns.h).
Sheet profile_sheet(const engine::Result& result, const Figures& figures);

// One row a level and cluster: rows, share of the cluster's rows, lift.
Sheet level_sheet(const Figures& figures);

// One row a number and cluster, and one of all rows.
Sheet number_sheet(const Figures& figures);

} // namespace cohortscope::report
