// Sorting integers by a range of their bits, and ranking numbers: how features are grouped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace cohortscope::base {

// Bits that hold every number in [0, count).
int bits_for(std::size_t count);

// Stable sort by the bits [low_bit, low_bit + bit_count); least significant digit first, in
// parallel, the same on any number of threads. O(n · bit_count / 11).
void radix_sort(std::vector<std::uint64_t>& items, int low_bit, int bit_count);

// Dense codes of numbers by ascending value; O(n) for whole numbers of a small range.
struct Ranked {
    std::vector<std::int32_t> codes; // n; negative for NaN
    std::vector<double> values;      // value of each code; a code may occur in no row
};
Ranked rank_values(std::span<const double> numbers);

} // namespace cohortscope::base
