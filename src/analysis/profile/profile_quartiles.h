// Exact quartiles of the measure in each cluster, from the rows' order by measure, without sorting.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/profile/profile_pass.h"

namespace cohortscope::analysis {

struct Quartiles {
    double q1 = 0.0;
    double median = 0.0;
    double q3 = 0.0;
};

struct OrderedRows {
    std::span<const double> measure;           // n
    std::span<const std::uint32_t> by_measure; // n; positions by ascending measure
};

// One a cluster, by the interpolation of features::percentile; zeros for a cluster without rows.
// Slots never decrease with the measure. Reads only the rows of the slots in which quartiles lie.
std::vector<Quartiles> quartiles_by_cluster(const OrderedRows& ordered,
                                            std::span<const Label> labels, const CodeCounts& slots);

// Of all rows, O(1).
Quartiles quartiles_of_all(const OrderedRows& ordered);

} // namespace cohortscope::analysis
