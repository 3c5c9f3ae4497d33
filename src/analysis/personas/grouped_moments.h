// Number of values, mean and squares of a column in each cluster.
#pragma once

#include <span>
#include <vector>

#include "analysis/clustering.h"

namespace cohortscope::analysis {

struct GroupMoments {
    std::size_t n = 0;    // rows that have a value
    double mean = 0.0;    // NaN without any
    double squares = 0.0; // Σ(x − mean)², of values times `scale`
};

struct GroupedMoments {
    double scale = 1.0;                // a power of two that keeps squares within a double
    bool zero_or_one = true;           // every value
    std::vector<GroupMoments> cluster; // k

    // All clusters but one; all of them for k.
    GroupMoments without(std::size_t one) const;
};

// values: n, NaN where missing. Two passes, added chunk by chunk in their order.
GroupedMoments grouped_moments(std::span<const double> values, const Clustering& clustering);

} // namespace cohortscope::analysis
