// Sorting integers by a range of their bits, and rows by several dense keys: how this layer groups.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace cohortscope::features {

// Bits that hold every number in [0, count).
int bits_for(std::size_t count);

// Stable sort by the bits [low_bit, low_bit + bit_count); least significant digit first, in
// parallel, the same on any number of threads. O(n · bit_count / 11).
void radix_sort(std::vector<std::uint64_t>& items, int low_bit, int bit_count);

// One dense code a row, in [0, count); a negative one means that the row belongs to no group.
struct GroupKey {
    std::span<const std::int32_t> codes; // n
    std::size_t count = 0;
};

// The rows that belong to a group by every key, in ascending order of (key 0, key 1, …, row).
struct GroupOrder {
    std::vector<std::uint32_t> rows;
    // The first key in which a row differs from the one before it; keys.size() where none does, 0
    // for the first row.
    std::vector<std::uint8_t> changed;
    std::uint8_t key_count = 0;
};

GroupOrder order_by_keys(std::span<const GroupKey> keys);

// Where the ordered rows may be cut for parallel work, 0 and their number included, so that no
// group of rows that share the keys before `level` is split. The same on any number of threads.
std::vector<std::size_t> cut_between_groups(const GroupOrder& order, std::uint8_t level);

// Dense codes of numbers by ascending value; O(n) for whole numbers of a small range.
struct Ranked {
    std::vector<std::int32_t> codes; // n; negative for NaN
    std::vector<double> values;      // value of each code; a code may occur in no row
};
Ranked rank_values(std::span<const double> numbers);

} // namespace cohortscope::features
