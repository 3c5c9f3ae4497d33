// Pictures of pixels for Cairo.
#pragma once

#include <string>

#include "plot/cloud/cloud.h"
#include "report/paint/cairo_handles.h"

namespace cohortscope::report {

// Sides of a picture of pixels, and its pixels, at most.
inline constexpr int kLargestSide = 32'767;
inline constexpr long long kMostPixels = 400'000'000;

// Throws base::Error for a size that cannot be drawn.
void expect_drawable(double width, double height);

// A copy with alpha.
CairoSurface surface_of(const plot::CloudImage& image);

} // namespace cohortscope::report
