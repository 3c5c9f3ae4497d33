// Tables for other programs, as CSV text: labels and the scaled features.
#pragma once

#include <string>

#include "engine/result.h"

namespace cohortscope::report {

// "row,cluster": the data row of the file (from 1) and its cluster's canonical number (from 0), one
// line a row used.
std::string labels_csv(const engine::Result& result);

// "row" and one column a feature: scaled, weighted values with as many digits as it takes to read
// back the same double.
std::string features_csv(const engine::Result& result);

} // namespace cohortscope::report
