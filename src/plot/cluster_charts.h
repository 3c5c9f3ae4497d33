// Charts of clusters beside each other: pay distributions, shares of distance, kept and lumped
// rows.
#pragma once

#include "engine/result.h"
#include "plot/palette.h"
#include "plot/scene.h"

namespace cohortscope::plot {

struct ChartOptions {
    Theme theme = Theme::dark;
    float text_scale = 1.0f;
    int focus = -1; // cluster in focus; the others are dimmed
};

// Pay by cluster: one ridge a cluster on one shared log axis in lakh, with median and quartiles,
// and where there is room the medians as numbers. One mark a ridge. Heights are shares of the
// cluster's rows per bin, one scale for all ridges, smoothed lightly for the eye (binomial kernel 1
// 4 6 4 1 over bins of 1/24 decade, counts reflected at the ends): people report round numbers,
// which leaves spikes and gaps. Medians and quartiles are exact.
Scene pay_ridges(const engine::Result& result, float width, float height,
                 const ChartOptions& options, const TextMeasure& measure);

// The strip below the rare-company slider: companies kept and rows lumped, as two parts of one bar
// with their numbers.
Scene rare_strip(const engine::Result& result, float width, const ChartOptions& options,
                 const TextMeasure& measure);

// The cluster table's size bar: rows against the largest cluster's, in the cluster's colour.
Scene size_bar(const engine::Result& result, int cluster, float width, float height,
               const ChartOptions& options);

// Profile of the clusters: one row a feature, one column a cluster; cells hold the mean in the
// feature's own unit, shaded by the difference from all rows in deviations (diverging blue to
// orange), heads the clusters' numbers (from 1, in canonical order) and, where words need not be
// broken, their names. Where the clusters do not fit beside each other, they go in bands below each
// other. The scene's height says how much was needed. One mark a head and a cell.
Scene profile_heatmap(const engine::Result& result, float width, const ChartOptions& options,
                      const TextMeasure& measure);

} // namespace cohortscope::plot
