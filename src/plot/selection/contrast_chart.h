// What tells two sets of rows apart, as a chart: sentences, then a row a column by strength.
#pragma once

#include "plot/clusters/cluster_charts.h"
#include "plot/selection/contrast_rows.h"

namespace cohortscope::plot {

// How the sides are called in the heading, behind their rows, and at the head of their figures.
struct ContrastSides {
    SideNames behind = {"selected", "others"}; // "1,204 selected against 204,581 others"
    SideNames heads = {"selected", "others"};
};

// Heading, sentences, which rows are left out; then each column's label, its effect as a point with
// its 95 % interval on one axis from −1 to 1, and the figures of both sides; last, in grey, those
// that may differ by chance. The height says how much was needed. One mark a row and a head.
Scene contrast_chart(const engine::Contrasted& contrasted, const engine::Result& of,
                     const ContrastSides& sides, float width, const ChartOptions& options,
                     const TextMeasure& measure);

} // namespace cohortscope::plot
