// Mean and quartiles of every column of numbers, cluster by cluster.
#pragma once

#include <vector>

#include "analysis/clustering.h"
#include "analysis/contrast/contrast.h"
#include "features/rows/prepared_rows.h"

namespace cohortscope::analysis {

struct NumberProfile {
    double mean = 0.0;
    double q1 = 0.0, median = 0.0, q3 = 0.0;
    Interval median_interval{}; // 95 %, of median_interval.h; NaN for fewer than 6 rows
};

// k profiles of n values; NaN throughout for a cluster without rows. Exact. O(n log n).
std::vector<NumberProfile> number_profiles(const features::Column<double>& values,
                                           const Clustering& clustering);

} // namespace cohortscope::analysis
