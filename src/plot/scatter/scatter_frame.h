// The parts of the scatter chart that share its layout: frame, loading arrows, names, legend.
#pragma once

#include <vector>

#include "plot/draw.h"
#include "plot/scatter/scatter_chart.h"

namespace cohortscope::plot {

inline constexpr float kPlateMargin = 3; // pixels at scale 1, beside the letters

// What every part of one scatter chart needs. Lives for one call of scatter_chart.
struct ScatterContext {
    const engine::Result& result;
    const Viewport& viewport;
    const ScatterOptions& options;
    const TextMeasure& measure;
    Scatter chart;
    Box strip; // above the plot: the row count and the legend, never over points
    LabelPlaces places{Box{}};

    const Tokens& colours() const { return tokens(options.theme); }
    float scaled(float pixels) const { return pixels * options.text_scale; }
    Point pixel(DataPoint p) const; // of data coordinates
    // A label on a plate that lets little of the points through: legible from the back of a room.
    void add_on_plate(const Text& text);
};

// Plot box and strip, grid, ticks and titles.
void add_frame(ScatterContext& context);

// Of a density: the outline of the half of each cluster's rows that lie closest.
void add_contours(ScatterContext& context);

// Keeps labels off the places of the clusters' markers.
void block_markers(ScatterContext& context);

// One arrow a feature that has variance; all share one scale, the longest reaching about 40 % of
// the plot. Nothing where the origin is out of view.
void add_arrows(ScatterContext& context);

// A marker at each centroid in view with the cluster's name beside it.
void add_names(ScatterContext& context);

// "205,785 shown", and how many are out of view, in the strip. Returns where it ends.
float add_row_note(ScatterContext& context);

// The density's ramp with rows per pixel on it, at the right of the strip, after `left`.
void add_density_legend(ScatterContext& context, float left);

} // namespace cohortscope::plot
