#include "analysis/disclosure/uniqueness.h"

#include <algorithm>
#include <bit>

namespace cohortscope::analysis {

namespace {

std::uint64_t place_factor(std::size_t place) { return 2 * key_of(place + 1) + 1; }

} // namespace

// The finaliser of splitmix64 (Steele, Lea, Flood 2014).
std::uint64_t key_of(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

void add_keys(RowKeys& sums, std::span<const std::uint64_t> column, std::size_t place) {
    const std::uint64_t factor = place_factor(place);
    for (std::size_t row = 0; row < sums.size(); ++row)
        sums[row] += column[row] * factor;
}

void take_keys(RowKeys& sums, std::span<const std::uint64_t> column, std::size_t place) {
    const std::uint64_t factor = place_factor(place);
    for (std::size_t row = 0; row < sums.size(); ++row)
        sums[row] -= column[row] * factor;
}

Uniqueness uniqueness_of(std::span<const std::uint64_t> keys) {
    struct Group {
        std::uint64_t key = 0;
        std::uint64_t rows = 0; // 0: nobody's place
    };
    const std::size_t places = std::bit_ceil(keys.size() + keys.size() / 2 + 2);
    std::vector<Group> groups(places);
    for (const std::uint64_t key : keys) {
        std::size_t at = key_of(key) & (places - 1);
        while (groups[at].rows > 0 && groups[at].key != key)
            at = (at + 1) & (places - 1);
        groups[at].key = key;
        ++groups[at].rows;
    }
    Uniqueness made;
    made.rows = keys.size();
    for (const Group& group : groups) {
        if (group.rows == 0)
            continue;
        ++made.groups;
        made.unique += group.rows == 1 ? 1 : 0;
        made.below_5 += group.rows < 5 ? group.rows : 0;
        made.below_10 += group.rows < 10 ? group.rows : 0;
        made.smallest =
            made.smallest == 0 ? group.rows : std::min<std::size_t>(made.smallest, group.rows);
    }
    return made;
}

} // namespace cohortscope::analysis
