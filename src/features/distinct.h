// Equal rows, found by hashing and confirmed by comparing, so that no chance decides.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace cohortscope::features {

// One step of a quick hash; good enough where equality is confirmed. Not for fingerprints.
inline std::uint64_t folded(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * 0x9e3779b97f4a7c15ULL;
    return hash ^ (hash >> 32);
}

// -0 and 0 give the same hash, and so do all NaN.
inline std::uint64_t folded(std::uint64_t hash, double number) {
    return folded(hash, number != number ? ~std::uint64_t{0}
                                         : std::bit_cast<std::uint64_t>(number + 0.0));
}

// Calls on_repeat(row) for every row equal to an earlier one, in ascending order; returns how many
// rows are not. hashes: n, equal for equal rows. same(a, b): whether two rows are equal.
template <class Same, class OnRepeat>
std::size_t find_repeats(std::span<const std::uint64_t> hashes, const Same& same,
                         const OnRepeat& on_repeat) {
    constexpr std::uint32_t kEmpty = 0xffffffffU;
    const std::size_t mask = std::bit_ceil(std::max<std::size_t>(16, 2 * hashes.size())) - 1;
    std::vector<std::uint32_t> slots(mask + 1, kEmpty);
    std::size_t distinct = 0;
    for (std::size_t row = 0; row < hashes.size(); ++row) {
        std::size_t slot = hashes[row] & mask;
        while (slots[slot] != kEmpty &&
               (hashes[slots[slot]] != hashes[row] || !same(slots[slot], row)))
            slot = (slot + 1) & mask;
        if (slots[slot] == kEmpty) {
            slots[slot] = static_cast<std::uint32_t>(row);
            ++distinct;
        } else {
            on_repeat(row);
        }
    }
    return distinct;
}

// The rows whose hash another row has too, ascending.
inline std::vector<std::uint32_t> rows_of_shared_hashes(std::span<const std::uint64_t> hashes) {
    constexpr std::uint32_t kEmpty = 0xffffffffU;
    const std::size_t mask = std::bit_ceil(std::max<std::size_t>(16, 2 * hashes.size())) - 1;
    std::vector<std::uint32_t> slots(mask + 1, kEmpty);
    std::vector<std::uint32_t> shared;
    std::vector<bool> listed(hashes.size());
    const auto list = [&](std::uint32_t row) {
        if (!listed[row])
            shared.push_back(row);
        listed[row] = true;
    };
    for (std::uint32_t row = 0; row < hashes.size(); ++row) {
        std::size_t slot = hashes[row] & mask;
        while (slots[slot] != kEmpty && hashes[slots[slot]] != hashes[row])
            slot = (slot + 1) & mask;
        if (slots[slot] == kEmpty) {
            slots[slot] = row;
        } else {
            list(slots[slot]);
            list(row);
        }
    }
    std::sort(shared.begin(), shared.end());
    return shared;
}

} // namespace cohortscope::features
