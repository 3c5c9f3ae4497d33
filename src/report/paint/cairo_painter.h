// Paints pages to PNG and PDF through Cairo.
#pragma once

#include <span>
#include <string>

#include "report/paint/page.h"
#include "report/paint/typesetter.h"

namespace cohortscope::report {

// PNG bytes: lines and rectangles lie on whole pixels, letters where the measure has them, with
// page.pixels a unit. The words stand in it as chunks of text; dots_per_inch of 0: not said. The
// same bytes on any number of threads. Throws base::Error for more pixels than can be drawn.
std::string png_bytes(const Page& page, const CairoMeasure& measure, const FileWords& words,
                      double dots_per_inch = 0);

// PDF bytes, one page each, whose text is text; the cloud is a picture of page.cloud_pixels a unit.
// Words are those of the whole file.
std::string pdf_bytes(std::span<const Page> pages, const CairoMeasure& measure,
                      const FileWords& words);

} // namespace cohortscope::report
