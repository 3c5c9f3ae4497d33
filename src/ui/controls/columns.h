// Where the window's three columns meet.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

// Device pixels: the left one ends at `left`, the right one begins behind `right`.
struct ColumnEdges {
    float left = 0, right = 0;
};

// A fifth, a half and a third, about; where the window is narrow the map gives way, because knobs
// and names need what they need.
ColumnEdges column_edges(const Frame& frame, const Area& area);

} // namespace cohortscope::ui
