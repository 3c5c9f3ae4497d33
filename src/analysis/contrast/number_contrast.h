// One column of numbers of two groups, from how many rows of each have each value.
#pragma once

#include <span>

#include "analysis/contrast/side_counts.h"

namespace cohortscope::analysis {

// values: ascending, as many as pairs. p_adjusted, kind and slot are left alone. O(values).
NumberContrast number_contrast(std::span<const double> values,
                               std::span<const OfBoth<std::uint32_t>> pairs);

} // namespace cohortscope::analysis
