// A pinned result's groups as thin outlines behind the rows of the clusters' chart.
#pragma once

#include <span>

#include "engine/ghost.h"
#include "plot/clusters/cluster_charts.h"

namespace cohortscope::plot {

// A cluster's row of the chart, as the ridge in it is drawn.
struct GhostRow {
    int colour = 0; // of the cluster: its ghost is the group that had this colour
    Box ridge; // left, right: ends of the axis; top: of the tallest ridge; bottom: the baseline
    double low = 0,
           high = 0; // places of the axis at its ends: log10 of the measure, or the measure
    bool logarithmic = true;
};

// The earlier group's outline, to a height scale of its own like every ridge's, and a broken line
// at its median. shares: of its rows by bin of the ghost's axis, smoothed as the ridges are.
// Nothing where there was no group of that colour, or the measure's axis was of another kind.
void add_ghost_ridge(Scene& scene, const engine::Ghost& ghost, const GhostRow& row,
                     std::span<const float> shares, const ChartOptions& options);

// A thin line across the bar of a share at what it was: a full bar is a share of 1.
void add_ghost_share(Scene& scene, const engine::Ghost& ghost, int colour, const Box& full,
                     const ChartOptions& options);

// "before: 24.2 %, 49,800 rows, median ₹9.5 L"; empty where there was no group of that colour.
std::string ghost_words(const engine::Ghost& ghost, int colour);

} // namespace cohortscope::plot
