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

// A row whose hash an earlier row has: a link to the last such row.
struct HashLink {
    static constexpr std::uint32_t kNone = 0xffffffffU;
    std::uint32_t row = 0;
    std::uint32_t before = 0;          // the last earlier row of the same hash
    std::uint32_t before_link = kNone; // that row's own link, if it has one
    std::uint32_t depth = 1;           // links up to the first row of the hash
};

// One for each row that is not the first of its hash, ascending.
inline std::vector<HashLink> link_equal_hashes(std::span<const std::uint64_t> hashes) {
    struct Slot {
        std::uint32_t row = HashLink::kNone; // the last one of its hash
        std::uint32_t link = HashLink::kNone;
    };
    const std::size_t mask = std::bit_ceil(std::max<std::size_t>(16, 2 * hashes.size())) - 1;
    std::vector<Slot> slots(mask + 1);
    std::vector<HashLink> links;
    for (std::uint32_t row = 0; row < hashes.size(); ++row) {
        std::size_t at = hashes[row] & mask;
        while (slots[at].row != HashLink::kNone && hashes[slots[at].row] != hashes[row])
            at = (at + 1) & mask;
        Slot& slot = slots[at];
        if (slot.row != HashLink::kNone) {
            const std::uint32_t depth =
                slot.link == HashLink::kNone ? 1 : links[slot.link].depth + 1;
            links.push_back({row, slot.row, slot.link, depth});
            slot.link = static_cast<std::uint32_t>(links.size() - 1);
        }
        slot.row = row;
    }
    return links;
}

} // namespace cohortscope::features
