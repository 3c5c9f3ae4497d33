// Small multiples: several columns beside each other, each in every cluster.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/spread/column_spread.h"
#include "plot/figures/figure.h"

namespace cohortscope::plot {

// How each of the columns lies in the clusters; names that are none of engine::shown_columns() are
// left out. O(n) a column.
std::vector<analysis::ColumnSpread> spreads_of(const engine::Result& result,
                                               std::span<const std::string> columns);

// One panel a column in the order given, as the clusters' chart shows it (cluster_chart.h): ridges
// of a number with its median, shares of names, the rate or mean of an outcome with its 95 %
// interval; above them what the clusters are called. The panels fill the frame, or are as high as
// they need. O(n) a column.
Scene column_panels(const engine::Result& result, std::span<const std::string> columns,
                    const FigureFrame& frame);

} // namespace cohortscope::plot
