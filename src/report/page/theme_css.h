// The program's colours as variables of style sheets.
#pragma once

#include <string>
#include <vector>

#include "report/page/page.h"

namespace cohortscope::report {

// "--text:#1b1f26;…" of plot/palette.h for light, dark where the reader's system is dark, and light
// on paper, and each cluster's colour as --cluster of the class "cN".
std::string theme_css(const std::vector<PageCluster>& clusters);

} // namespace cohortscope::report
