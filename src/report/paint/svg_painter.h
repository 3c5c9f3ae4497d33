// Paints a page as SVG: text stays text, the cloud is an embedded picture under it.
#pragma once

#include <string>

#include "report/paint/page.h"
#include "report/paint/typesetter.h"

namespace cohortscope::report {

// UTF-8, with title, description and settings inside. As large as page.points says. Each text has
// the length that the measure gives it, so that the layout holds where Roboto is not installed.
// The same bytes on any number of threads.
std::string svg_bytes(const Page& page, const CairoMeasure& measure, const FileWords& words);

} // namespace cohortscope::report
