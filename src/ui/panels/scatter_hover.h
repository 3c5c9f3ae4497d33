// What the mouse does in the scatter: pan, zoom, names, and the rows under the pixel.
#pragma once

#include "plot/scatter/scatter_chart.h"
#include "ui/frame.h"
#include "ui/painter.h"

namespace cohortscope::ui {

void touch_scatter(Frame& frame, const Canvas& canvas, const plot::Scatter& scatter);

} // namespace cohortscope::ui
