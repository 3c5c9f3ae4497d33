// A card for one row: why it is in its group, and what would move it to another.
#pragma once

#include "engine/why_row.h"
#include "plot/clusters/cluster_charts.h"

namespace cohortscope::plot {

// As wide as asked and as tall as it needs, from the top: the row and its group; how well it lies
// there; of each column in the distance a bar that pulls to the own group (right, in its colour) or
// to the next (left, in that one's), with the cell as read and as used and the smallest change that
// would move the row; last the columns outside of the distance. Text wraps. One mark a column: its
// tip has the encoded and scaled values and the shares of both distances.
Scene why_card(const engine::WhyRow& row, float width, const ChartOptions& options,
               const TextMeasure& measure);

} // namespace cohortscope::plot
