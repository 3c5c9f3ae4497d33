// Manual clustering: each row's pay against the mean of its peers (section 5 of the definitions).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "features/rows/learners.h"

namespace cohortscope::features {

enum PeerFlag : std::uint8_t { kAbove = 1, kEqual = 2, kBelow = 3 };

struct PeerFlags {
    // n each; values of PeerFlag.
    std::vector<std::uint8_t> designation; // peers: same experience, role and company
    std::vector<std::uint8_t> class_;      // peers: same role and company
    std::vector<std::uint8_t> tier;        // peers: same company
};

// Counts of flag 1, 2 and 3, in that order.
std::array<std::size_t, 3> count_flags(const std::vector<std::uint8_t>& flags);

inline constexpr int kManualGroups = 27;

// The manual grouping: n numbers below kManualGroups, one for each triple of flags (designation,
// class, tier), in their order.
std::vector<std::uint8_t> manual_groups(const PeerFlags& flags);

// Equal means |ctc − mean| ≤ 1e-9 · mean. O(n).
PeerFlags peer_flags(const Learners& learners);

} // namespace cohortscope::features
