// Charts are built when what they show has changed, not each frame.
#pragma once

#include "plot/clusters/cluster_charts.h"
#include "ui/frame.h"

namespace cohortscope::ui {

inline constexpr float kPointRadius = 1.5f; // of a point, in pixels at scale 1

// Theme and focused cluster of this frame's charts.
plot::ChartOptions chart_options(const Frame& frame);

// Everything that every chart of this frame depends on.
base::Hasher chart_key(const Frame& frame);

// The same for a chart of another result, whose clusters the focus is looked up in.
plot::ChartOptions chart_options(const Frame& frame, const engine::Result& of);

// What a chart of a study is made from, besides everything above.
struct StudyChart {
    std::shared_ptr<const engine::StudyValue> value;
    std::shared_ptr<const engine::Result> of; // may be null
    ImVec2 size;                              // at scale 1
    std::uint64_t more = 0;                   // anything else that it shows
};

// Whether the slot has to be made again; it then holds on to the value, so that another one cannot
// come to lie at its address.
bool takes_new(const Frame& frame, CachedChart& slot, const StudyChart& chart);

// `make(options, measure)` again if anything that the chart shows differs.
template <class Made, class Make>
const Made& cached_study(const Frame& frame, CachedStudy<Made>& slot, const StudyChart& chart,
                         const Make& make) {
    if (takes_new(frame, slot, chart))
        slot.made = make(chart.of ? chart_options(frame, *chart.of) : chart_options(frame),
                         FontMeasure(*frame.look.fonts));
    return slot.made;
}

// `make(measure)` again if the result, the theme, the focus, the scale, `size` or `more`, which is
// anything else that it shows, differ.
template <class Make>
const plot::Scene& cached(const Frame& frame, CachedScene& slot, ImVec2 size, const Make& make,
                          std::uint64_t more = 0) {
    base::Hasher hasher = chart_key(frame);
    hasher.add(more);
    hasher.add_number(static_cast<double>(size.x)).add_number(static_cast<double>(size.y));
    const base::Fingerprint key = hasher.finish();
    if (slot.key != key) {
        ++frame.view.work.charts;
        slot.scene = make(FontMeasure(*frame.look.fonts));
        slot.key = key;
    }
    return slot.scene;
}

} // namespace cohortscope::ui
