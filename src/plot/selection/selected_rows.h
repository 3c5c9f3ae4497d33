// The selected rows drawn over the clusters' chart.
#pragma once

#include "engine/selection/selection_stats.h"
#include "plot/clusters/cluster_chart.h"

namespace cohortscope::plot {

// Lies over ClusterChart::rows, in the text's colour: in each size bar the share of its rows that
// is selected, and the selected rows' ridge, smoothed as the others are and to a height of its own,
// over the cluster's, which fades. One mark a bar and a ridge says how many they are. `raised`: the
// cluster whose row has a raised ground; −1: none. `spread`: Selected::spread; of names it is drawn
// as a strip, of an outcome as a disc.
Scene selected_rows(const engine::Result& result, const engine::SelectionStats& stats,
                    const ClusterChart& chart, int raised, const ChartOptions& options,
                    const analysis::ColumnSpread* spread = nullptr);

} // namespace cohortscope::plot
