// The line between two parts of a column, which is dragged and moves for nothing else.
#pragma once

#include "ui/frame.h"

namespace cohortscope::ui {

inline constexpr float kSplitter = 11.0f; // height at scale 1

// Draws it over the panel's width and follows the mouse; a double click puts it back. Returns its
// top within the column, which depends on the column's place and the user's share alone.
float splitter(Frame& frame, const Area& column);

} // namespace cohortscope::ui
