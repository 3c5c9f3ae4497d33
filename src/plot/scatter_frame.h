// The parts of the scatter chart that share its layout: frame, loading arrows, names, legend.
#pragma once

#include <vector>

#include "plot/draw.h"
#include "plot/scatter_chart.h"

namespace cohortscope::plot {

inline constexpr float kPlateMargin = 3; // pixels at scale 1, beside the letters

// What every part of one scatter chart needs. Lives for one call of scatter_chart.
struct ScatterContext {
    const engine::Result& result;
    const Viewport& viewport;
    const ScatterOptions& options;
    const TextMeasure& measure;
    Scatter chart;
    LabelPlaces places{Box{}};

    const Tokens& colours() const { return tokens(options.theme); }
    float scaled(float pixels) const { return pixels * options.text_scale; }
    Point pixel(DataPoint p) const; // of data coordinates
    // Adds a text on a plate and keeps labels away from it.
    void add_blocking(const Text& text);
    // A label on a plate that lets little of the points through: legible from the back of a room.
    void add_on_plate(const Text& text);
};

// Plot box, grid, ticks and titles.
void add_frame(ScatterContext& context);

// Keeps labels off the places of the clusters' markers.
void block_markers(ScatterContext& context);

// One arrow a feature that has variance; all share one scale, the longest reaching about 40 % of
// the plot. Nothing where the origin is out of view.
void add_arrows(ScatterContext& context);

// A marker at each centroid in view with the cluster's name beside it.
void add_names(ScatterContext& context);

// "205,785 shown", and how many are out of view.
void add_row_note(ScatterContext& context);

// Rows per pixel, as steps of coverage.
void add_density_legend(ScatterContext& context);

} // namespace cohortscope::plot
