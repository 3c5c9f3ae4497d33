// The point cloud drawn on the processor: for software renderers and for files.
#pragma once

#include "plot/cloud.h"

namespace cohortscope::plot {

// Every point, in parallel, without order; the same picture as gl::PointRenderer within 2 of 255
// levels (but for pixels on a point's rim). The same bytes whatever the order of the rows and the
// number of threads: the sums are of whole numbers. Rows with coordinates that are not finite are
// not drawn.
CloudImage splat(const CloudData& data, const CloudView& view, const CloudStyle& style);

// The same, into a picture whose memory is used again: for one picture a frame.
void splat_into(CloudImage& image, const CloudData& data, const CloudView& view,
                const CloudStyle& style);

} // namespace cohortscope::plot
