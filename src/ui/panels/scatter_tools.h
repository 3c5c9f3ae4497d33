// The lasso and the rectangle on the map.
#pragma once

#include "ui/controls/widgets.h"
#include "ui/panels/scatter_plane.h"

namespace cohortscope::ui {

// Follows the button: shapes go to the worker while it is down. True where the tool took the mouse.
bool use_tool(Frame& frame, const Plane& plane, const Touch& mouse);

} // namespace cohortscope::ui
