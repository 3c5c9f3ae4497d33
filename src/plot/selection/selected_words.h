// What charts say of the selected rows, against the rest.
#pragma once

#include <string>

#include "engine/result.h"
#include "engine/selection/selection_stats.h"

namespace cohortscope::plot {

// "1,204 of 49,800 rows selected (2.4 %), their median ₹9.5 L, the others' ₹8 L": of a cluster.
std::string selected_words(const engine::Result& result, const engine::SelectionStats& stats,
                           int cluster);

// "Selected: mean 8.2 years; the rest: 7.9 years" of the feature in that place; empty where there
// is none.
std::string selected_means(const engine::Result& result, const engine::SelectionStats& stats,
                           int feature);

} // namespace cohortscope::plot
