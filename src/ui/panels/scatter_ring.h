// A ring about one row's point on the map.
#pragma once

#include <cstdint>
#include <string>

#include "plot/scatter/scatter_chart.h"
#include "ui/frame.h"
#include "ui/painter.h"

namespace cohortscope::ui {

// About a row of the result, over the cloud, with a label beside it that keeps clear of other text
// where it can; an empty one is none. Nothing where the point is out of sight. position: of
// PreparedRows. Returns where the label lies, in device pixels; empty where there is none.
plot::Box ring_row(const Frame& frame, const Canvas& canvas, const plot::Scatter& scatter,
                   std::uint32_t position, const std::string& label);

// The same about the row in question, whose label then lies at WhyView::label, and without one
// about the row under the pointer in the list.
void ring_rows(Frame& frame, const Canvas& canvas, const plot::Scatter& scatter);

} // namespace cohortscope::ui
