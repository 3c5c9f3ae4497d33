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
    float pixel_x(double x) const {
        return area.left + static_cast<float>((x - seen.min_x) / units_per_pixel_x());
    }
    float pixel_y(double y) const {
        return area.top + static_cast<float>((seen.max_y - y) / units_per_pixel_y());
    }
    double x(float pixel) const {
        return seen.min_x + static_cast<double>(pixel - area.left) * units_per_pixel_x();
    }
    double y(float pixel) const {
        return seen.max_y - static_cast<double>(pixel - area.top) * units_per_pixel_y();
    }
};

} // namespace cohortscope::ui
