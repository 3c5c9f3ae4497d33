// The point cloud drawn on the processor: for software renderers and for files.
#pragma once

#include <memory>

#include "plot/cloud/cloud.h"
#include "plot/cloud/splat_kernels.h"

namespace cohortscope::plot {

// Every point, in parallel, without order; the same picture as gl::PointRenderer within 2 of 255
// levels (but for pixels on a point's rim). The same bytes whatever the order of the rows, the
// number of threads and the instruction set: the sums are of whole numbers. Rows with coordinates
// that are not finite are not drawn.
CloudImage splat(const CloudData& data, const CloudView& view, const CloudStyle& style);

// The same for one picture a frame: the memory is used again.
class Splatter {
  public:
    explicit Splatter(const SplatKernels& kernels = splat_kernels());
    ~Splatter();
    Splatter(const Splatter&) = delete;
    Splatter& operator=(const Splatter&) = delete;

    // Valid until the next call.
    const CloudImage& draw(const CloudData& data, const CloudView& view, const CloudStyle& style);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace cohortscope::plot
