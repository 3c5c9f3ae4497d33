// Charts are built when what they show has changed, not each frame.
#pragma once

#include "plot/cluster_charts.h"
#include "ui/frame.h"

namespace cohortscope::ui {

inline constexpr float kPointRadius = 1.5f; // of a point, in pixels at scale 1

// Theme and focused cluster of this frame's charts.
plot::ChartOptions chart_options(const Frame& frame);

// Everything that every chart of this frame depends on.
base::Hasher chart_key(const Frame& frame);

// `make(measure)` again if the result, the theme, the focus, the scale or `size` differ.
template <class Make>
const plot::Scene& cached(const Frame& frame, CachedScene& slot, ImVec2 size, const Make& make) {
    base::Hasher hasher = chart_key(frame);
    hasher.add_number(static_cast<double>(size.x)).add_number(static_cast<double>(size.y));
    const base::Fingerprint key = hasher.finish();
    if (slot.key != key) {
        slot.scene = make(FontMeasure(*frame.look.fonts));
        slot.key = key;
    }
    return slot.scene;
}

} // namespace cohortscope::ui
