// The silhouette of one row, without those of all others.
#pragma once

#include "analysis/silhouette/silhouette.h"

namespace cohortscope::analysis {

// As silhouettes() defines it, in double precision: up to rounding the value of the study. O(n · d)
// in chunks, for a worker. Throws base::Cancelled.
double silhouette_of_row(const features::Matrix& matrix, const Labelling& labelling,
                         std::size_t row, base::Progress& progress);

} // namespace cohortscope::analysis
