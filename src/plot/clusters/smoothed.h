// Histograms made smooth for the eye.
#pragma once

#include <cstddef>
#include <vector>

namespace cohortscope::plot {

// Shares of `rows` per bin after the binomial kernel 1 4 6 4 1, counts reflected at the ends.
std::vector<float> smoothed_shares(const std::vector<double>& counts, std::size_t rows);

} // namespace cohortscope::plot
