// A feature's values in bins, so that every threshold between two bins is found in one pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/buffer.h"

namespace cohortscope::analysis {

inline constexpr std::size_t kMostBins = 512;

// Equal values share a bin. A threshold lies between two bins, so that which side a row is on is
// the same for every number from the highest of one to below the lowest of the next.
struct FeatureBins {
    base::Buffer<std::uint16_t> of_row; // n
    std::vector<double> lowest;         // of each bin: the values in it, ascending from bin to bin
    std::vector<double> highest;

    std::size_t size() const { return highest.size(); }
    // The bin after which a threshold leaves `value` on the lower side: the last one whose middle
    // to the next does not exceed it.
    std::size_t bin_of(double value) const;
};

// A bin for each value where there are at most kMostBins; else bins of about equally many rows.
// O(n log bins).
FeatureBins bin_values(std::span<const double> values);

// The shortest decimal in [low, high): a threshold that people can read; low where
// there is none.
double short_decimal_between(double low, double high);

} // namespace cohortscope::analysis
