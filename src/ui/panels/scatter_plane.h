// The plot on the screen, with the coordinates under its pixels.
#pragma once

#include "plot/scatter/scatter_chart.h"
#include "ui/frame.h"

namespace cohortscope::ui {

struct Plane {
    Area area;
    plot::Viewport seen; // canonical; mirrored axes have min > max

    double units_per_pixel_x() const {
        return (seen.max_x - seen.min_x) / static_cast<double>(area.width());
    }
    double units_per_pixel_y() const {
        return (seen.max_y - seen.min_y) / static_cast<double>(area.height());
    }
    double x(float pixel) const {
        return seen.min_x + static_cast<double>(pixel - area.left) * units_per_pixel_x();
    }
    double y(float pixel) const {
        return seen.max_y - static_cast<double>(pixel - area.top) * units_per_pixel_y();
    }
};

} // namespace cohortscope::ui
