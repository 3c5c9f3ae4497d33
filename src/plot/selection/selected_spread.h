// The selected rows of one cluster over a bar of names or an outcome's mean.
#pragma once

#include "analysis/spread/column_spread.h"
#include "plot/clusters/cluster_chart.h"

namespace cohortscope::plot {

// What of the cluster is drawn: the chart's column, all rows' and the selected ones' figures.
struct SelectedSpread {
    const analysis::ColumnSpread& all;
    const analysis::ColumnSpread& selected; // a cluster more than `all` (Selected::spread)
    std::size_t cluster = 0;
};

// A strip along the foot of the bar, framed in the text's colour: the shares of the names among the
// selected rows, in the tints and the order of the bar above it. Nothing where none is selected.
void add_selected_names(Scene& scene, const SelectedSpread& spread, const Box& bar,
                        const ChartOptions& options);

// A disc in the text's colour at the selected rows' mean, on the axis from `low` to `high`.
void add_selected_mean(Scene& scene, const SelectedSpread& spread, const Box& place, double low,
                       double high, const ChartOptions& options);

} // namespace cohortscope::plot
