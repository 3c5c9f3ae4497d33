// Probabilities of many tests, corrected for their number.
#pragma once

#include <span>
#include <vector>

namespace cohortscope::analysis {

// Holm's (1979) step-down adjusted p, in the order given: the largest of min(1, (m − j)·p₍ⱼ₎) up to
// each, j from 0 in ascending order. O(m log m).
std::vector<double> holm(std::span<const double> p);

} // namespace cohortscope::analysis
