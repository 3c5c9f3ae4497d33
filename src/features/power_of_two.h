// Numbers so large or small that their sums or squares leave the range of a double are multiplied
// by a power of two first, which changes no digit.
#pragma once

#include <cmath>
#include <cstddef>

namespace cohortscope::features {

// What to multiply n numbers of at most that magnitude by, so that their sum is finite: 1, or where
// it might not be, 2^-64.
inline double scale_for_sum(double largest, std::size_t n) {
    return std::isfinite(largest * static_cast<double>(n)) ? 1.0 : 0x1p-64;
}

// The power of two that brings a magnitude into [0.5, 1); for subnormal numbers as far as powers
// go.
inline double scale_to_one(double largest) {
    constexpr int kMostDoublings = 1000;
    const int exponent = largest > 0.0 ? std::ilogb(largest) + 1 : 0;
    return std::ldexp(1.0, exponent < -kMostDoublings ? kMostDoublings : -exponent);
}

} // namespace cohortscope::features
