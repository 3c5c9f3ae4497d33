// Hopkins' statistic: do the rows form clusters at all?
#pragma once

#include <cstdint>

#include "base/progress.h"
#include "features/matrix.h"

namespace cohortscope::analysis {

// H = Σu / (Σu + Σw) over m = min(n / 10, 2,000) seeded draws (at least 1): u is the distance from
// a uniform point in the bounding box to its nearest row, w that from a drawn row (without
// replacement) to its nearest other row (Hopkins, Skellam 1954; Banerjee, Dave 2004). About ½ for
// rows without structure, near 1 for clusterable ones. NaN with fewer than two rows, or where every
// distance is 0. Throws base::Cancelled.
double hopkins(const features::Matrix& matrix, std::uint64_t seed, base::Progress& progress);

} // namespace cohortscope::analysis
