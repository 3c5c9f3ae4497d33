// The knee of an elbow curve.
#pragma once

#include <span>

namespace cohortscope::analysis {

// The k farthest below the chord from the first to the last point, both axes scaled to [0, 1]
// (after Satopää and others 2011); the lowest on equal distance. `k` ascending, `inertia` one for
// each. 0 with fewer than three points, and where no point lies below the chord.
int knee(std::span<const int> k, std::span<const double> inertia);

} // namespace cohortscope::analysis
