// Manual clustering: each row's measure against the mean of its peers (section 5 of the
// definitions).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "features/rows/prepared_rows.h"

namespace cohortscope::features {

enum PeerFlag : std::uint8_t { kAbove = 1, kEqual = 2, kBelow = 3 };

// Whose peers a row has: nested groups, by slot.
struct PeerSlots {
    std::size_t outer = 0;  // names
    std::size_t inner = 0;  // names
    std::size_t number = 0; // numbers
};

// Those of the schema's three groups of peers, the finest first; nothing where it has none, or the
// table lacks a column of them or the measure.
std::optional<PeerSlots> peer_slots(const schema::Bound& bound);

struct PeerFlags {
    // n each; values of PeerFlag.
    std::vector<std::uint8_t> designation; // peers: same number, inner and outer name
    std::vector<std::uint8_t> class_;      // peers: same inner and outer name
    std::vector<std::uint8_t> tier;        // peers: same outer name
};

// Counts of flag 1, 2 and 3, in that order.
std::array<std::size_t, 3> count_flags(const std::vector<std::uint8_t>& flags);

inline constexpr int kManualGroups = 27;

// The manual grouping: n numbers below kManualGroups, one for each triple of flags (designation,
// class, tier), in their order.
std::vector<std::uint8_t> manual_groups(const PeerFlags& flags);

// Equal means |measure − mean| ≤ 1e-9 · mean. O(n).
PeerFlags peer_flags(const PreparedRows& prepared, const PeerSlots& slots);

} // namespace cohortscope::features
