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

// Of the earlier group's rows by bin of its axis, smoothed as the ridges are, without those that
// clipping moved to the ends; empty where there was none.
std::vector<float> ghost_shares(const engine::Ghost& ghost, int colour);

// A thin line across the bar of a share at what it was: a full bar is a share of `full_share`; at
// its end where it was more.
void add_ghost_share(Scene& scene, const engine::Ghost& ghost, int colour, const Box& full,
                     const ChartOptions& options, double full_share = 1.0);

// "before: 24.2 %, 49,800 rows, median ₹9.5 L"; empty where there was no group of that colour.
std::string ghost_words(const engine::Ghost& ghost, int colour);

// "share +3.1 points, median −₹1.2 L" of the present group with that colour; "new" where there was
// none.
std::string ghost_change(const engine::Ghost& ghost, int colour,
                         const analysis::ClusterProfile& now);

} // namespace cohortscope::plot
