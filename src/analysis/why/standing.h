// Where a row stands between the centre of its own cluster and the nearest other one.
#pragma once

#include <span>
#include <vector>

#include "analysis/clustering.h"

namespace cohortscope::analysis {

struct Standing {
    int own = 0;
    int other = -1;               // the cluster of the nearest other centre; -1: none
    double own_squared = 0.0;     // squared distances: the sums of the following
    double other_squared = 0.0;   // 0 where there is no other
    std::vector<double> to_own;   // d, squared differences to the own centre
    std::vector<double> to_other; // d, to the nearest other one; empty where there is none
    bool own_is_nearest = true;   // else another centre is: as Ward's method may have it
};

// row: d values in the scaled, weighted space of the centres. Clusters without rows do not count;
// of equal distances the lower cluster is the nearer one. O(k · d).
Standing standing_of(std::span<const double> row, const Clustering& clustering, int own);

// The cluster of the nearest centre, of equal distances the lower one. O(k · d).
int nearest_centre(std::span<const double> row, const Clustering& clustering);

} // namespace cohortscope::analysis
