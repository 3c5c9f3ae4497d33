// The point cloud of a figure as a picture of pixels.
#pragma once

#include "report/paint/page.h"

namespace cohortscope::report {

// The cloud of a page in its box, drawn on the processor, width × height pixels, mirrored where its
// axes are. `scale`: pixels a unit of the scene, which the style's lengths grow by. A density is
// drawn in pixels of picture.cloud_pixel units, and smoothly between them. The same bytes on any
// number of threads.
plot::CloudImage cloud_picture(const plot::PointCloud& cloud, const Page& page, int width,
                               int height, double scale);

} // namespace cohortscope::report
