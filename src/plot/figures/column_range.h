// From which group to which a column runs, in a clause.
#pragma once

#include <string>

#include "analysis/spread/column_spread.h"
#include "engine/result.h"

namespace cohortscope::plot {

// "median time from 120 minutes (“beginners”) to 940 minutes (“regulars”)"; of names the share of
// the most frequent one of all rows: "pace moderate from 31 % (…) to 60 % (…)"; of an outcome its
// rate or mean. Where all groups are alike, or one alone has rows, without the groups.
std::string range_in_words(const engine::Result& result, const analysis::ColumnSpread& spread);

} // namespace cohortscope::plot
