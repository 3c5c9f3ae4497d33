// Charts of the result: kept and lumped rows, and the clusters' profile.
#pragma once

#include "engine/result.h"
#include "plot/palette.h"
#include "plot/scene.h"

namespace cohortscope::plot {

struct ChartOptions {
    Theme theme = Theme::dark;
    float text_scale = 1.0f;
    int focus = -1;           // cluster in focus; the others are dimmed
    bool by_strength = false; // rows of the profile: what tells the clusters apart comes first
    float room =
        0; // height that a chart without one of its own may grow to; 0: no more than it needs
};

// The strip below the slider of rare names: names kept and rows lumped of lumped_names(), as two
// parts of one bar with their numbers. An empty scene without one.
Scene rare_strip(const engine::Result& result, float width, const ChartOptions& options,
                 const TextMeasure& measure);

// Profile of the clusters: one row a feature, one column a cluster; cells hold the mean in the
// feature's own unit, shaded by the difference from all rows in deviations (diverging blue to
// orange), heads the clusters' numbers (from 1, in canonical order) and, where words need not be
// broken, their names. Where the clusters do not fit beside each other, they go in bands below each
// other. The scene's height says how much was needed. One mark a head and a cell; that of a cell
// has as `value` the place of its row among profile_rows of the same order.
Scene profile_heatmap(const engine::Result& result, float width, const ChartOptions& options,
                      const TextMeasure& measure);

} // namespace cohortscope::plot
