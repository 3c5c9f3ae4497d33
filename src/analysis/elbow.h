// The knee of an elbow curve.
#pragma once

#include <span>

namespace cohortscope::analysis {

// The k farthest below the chord from the first to the last point, both axes scaled to [0, 1]
// (after Satopää and others 2011); the lowest on equal distance. `k` ascending, `inertia` one for
// each. 0 with fewer than three points, where no point lies below the chord, and where the curve
// does not end below its beginning.
int knee(std::span<const int> k, std::span<const double> inertia);

} // namespace cohortscope::analysis
