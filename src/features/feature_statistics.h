// Moments, quartiles and correlations of features: chunked double sums in a fixed order.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/order_statistics.h"
#include "features/feature.h"

namespace cohortscope::features {

// Every value with its count; O(n) where most are whole numbers of a small range. Not empty.
base::CountedValues count_values(std::span<const double> values);

// The same of values that ascend in the given order of their positions. O(n).
base::CountedValues count_ascending(std::span<const double> values,
                                    std::span<const std::uint32_t> order);

// Population form, in two passes over the entries. Not empty. The mean lies within the smallest and
// largest value. A deviation no larger than the rounding error of the mean is 0, as scikit-learn
// judges constant columns: variance ≤ n·ε·variance + (n·ε·mean)².
struct Moments {
    double mean = 0.0;
    double std = 0.0;
};
Moments moments_of(const base::CountedValues& counted);

// FeatureSet::correlation of the columns; entries of two columns that `previous` has too are taken
// from there. O(n · d²).
std::vector<double> correlation_of(std::span<const std::shared_ptr<const Feature>> columns,
                                   const FeatureSet* previous);

} // namespace cohortscope::features
