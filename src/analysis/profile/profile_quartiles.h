// Exact quartiles of pay in each cluster, from the rows' order by pay, without sorting.
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

struct PaidRows {
    std::span<const double> ctc;           // n
    std::span<const std::uint32_t> by_pay; // n; positions by ascending ctc
};

// One a cluster, by the interpolation of features::percentile; zeros for a cluster without rows.
// Slots never decrease with pay. Reads only the rows of the slots in which quartiles lie.
std::vector<Quartiles> quartiles_by_cluster(const PaidRows& paid, std::span<const Label> labels,
                                            const CodeCounts& slots);

// Of all rows, O(1).
Quartiles quartiles_of_all(const PaidRows& paid);

} // namespace cohortscope::analysis
