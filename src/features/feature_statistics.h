// Moments, quartiles and correlations of features: chunked double sums in a fixed order.
#pragma once

#include <span>
#include <vector>

#include "features/encode.h"
#include "features/order_statistics.h"

namespace cohortscope::features {

struct Moments {
    double mean = 0.0;
    double std = 0.0; // population form, two passes
    double min = 0.0;
    double max = 0.0;
};
Moments moments_of(std::span<const double> values); // not empty

// Every value with its count; O(n) where most are whole numbers of a small range.
CountedValues count_values(std::span<const double> values, const Moments& moments);

// FeatureSet::correlation of the columns; entries of two columns that `previous` has too are taken
// from there. O(n · d²).
std::vector<double> correlation_of(std::span<const std::shared_ptr<const Feature>> columns,
                                   const FeatureSet* previous);

} // namespace cohortscope::features
