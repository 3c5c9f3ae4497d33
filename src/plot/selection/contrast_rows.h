// The rows of the contrast's chart as words and numbers: one a column of the table.
#pragma once

#include <string>
#include <vector>

#include "analysis/contrast/contrast.h"
#include "engine/result.h"
#include "engine/selection/contrasted.h"

namespace cohortscope::plot {

// How both sides are called: "selected" and "others", "A" and "B".
using SideNames = analysis::OfBoth<std::string>;

struct ContrastRow {
    std::string label;                         // "rows of the same town"
    std::string brief;                         // where there is little room: "same town"
    std::string what;                          // of it is compared: "median, years", "data analyst"
    bool outside = false;                      // the column has no part in the distance
    analysis::OfBoth<std::string> figures;     // "19" and "8", "41 %" and "12 %"
    analysis::OfBoth<std::string> ranges = {}; // of rates: "40 – 42 %"; else empty
    double effect = 0.0;                       // −1 to 1
    analysis::Interval interval;               // of it
    bool telling = false;
    std::string tip; // sentences
};

// In the order of the ranking. `of`: a result with the rows compared.
std::vector<ContrastRow> contrast_rows(const engine::Contrasted& contrasted,
                                       const engine::Result& of, const SideNames& sides);

// "p < 0.001", "p = 0.03".
std::string p_words(double p);

} // namespace cohortscope::plot
