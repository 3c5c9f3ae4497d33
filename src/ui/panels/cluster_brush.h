// Selecting in the clusters' chart: ranges dragged over ridges and along their axis, groups by
// clicks with a key; and the selected rows drawn over the chart.
#pragma once

#include <memory>

#include "engine/selection/selected.h"
#include "plot/clusters/cluster_chart.h"
#include "ui/focus.h"

namespace cohortscope::ui {

struct Frame;
struct Area;

// The stretch of the axis under the mouse button.
struct Brush {
    bool held = false;    // the button went down here
    bool moved = false;   // and was dragged: it is no click any more
    int colour = kNobody; // of the group whose ridge it is; none: all rows
    float from = 0.0f;    // device pixels
};

struct CachedSelectedRows {
    std::shared_ptr<const engine::Selected> of;
    base::Fingerprint key;
    plot::Scene scene;
};

// A stretch of the ridges' axis that can be dragged over; `colour`: of the group, kNobody for all.
// True where it was clicked without a drag.
bool brush_axis(Frame& frame, const Area& area, const plot::RidgeAxis& axis, int colour);

// With Ctrl, Shift or Alt a click selects the group's rows; false without.
bool select_group(Frame& frame, int colour);

// The selected rows over the chart's rows; null where there are none.
const plot::Scene* selected_rows_scene(Frame& frame, const plot::ClusterChart& chart);

} // namespace cohortscope::ui
