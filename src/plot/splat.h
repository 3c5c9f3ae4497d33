// The point cloud drawn on the processor: for software renderers and for files.
#pragma once

#include "plot/cloud.h"

namespace cohortscope::plot {

// Every point, in parallel, without order; the same picture as gl::PointRenderer within 2 of 255 levels
// (but for pixels on a point's rim).
CloudImage splat(const CloudData& data, const CloudView& view, const CloudStyle& style);

} // namespace cohortscope::plot
