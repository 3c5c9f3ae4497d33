// The sizes at which charts of the right panel must read, from a small presenter's to a wide one.
#pragma once

#include <doctest/doctest.h>

#include "plot/clusters/cluster_charts.h"
#include "support/scene_check.h"

namespace cohortscope::tests {

// Draws at every size, theme and text scale and expects no fault. `make` takes width, height,
// options and measure, and returns a scene.
template <class Make> void check_at_all_sizes(const Make& make) {
    const EstimatedMeasure measure;
    for (const float width : {216.0f, 300.0f, 360.0f, 552.0f, 900.0f})
        for (const float height : {100.0f, 220.0f, 420.0f})
            for (const float scale : {1.0f, 1.6f}) {
                plot::ChartOptions options;
                options.theme = height > 200 ? plot::Theme::dark : plot::Theme::light;
                options.text_scale = scale;
                CAPTURE(width);
                CAPTURE(height);
                CAPTURE(scale);
                const plot::Scene scene = make(width * scale, height * scale, options, measure);
                CHECK(fault_of(scene, scale, measure) == "");
                CHECK(scene.width == width * scale);
                CHECK(scene.height > 0);
            }
}

} // namespace cohortscope::tests
