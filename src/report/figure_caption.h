// The line below a figure in a file: what it shows, and of what.
#pragma once

#include <string>

#include "plot/figures/figure.h"

namespace cohortscope::report {

// The figure's words, then "sales.csv: 1,200 of 1,300 rows; k = 5, seed 3; 2026-11-27.": the file
// without its folder, the rows that are used, the settings that differ from the schema's, and the
// date given; empty: none.
std::string figure_caption(const plot::Figure& figure, const plot::FigureInput& input,
                           const std::string& date = {});

} // namespace cohortscope::report
