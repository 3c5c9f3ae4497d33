// Rows that tell what a group is like: one in its middle, one at its edge, one far out.
#pragma once

#include <cstdint>
#include <optional>

#include "base/progress.h"
#include "engine/result.h"

namespace cohortscope::engine {

// By squared distances in the scaled, weighted space.
enum class Telling {
    typical, // nearest to the group's centre
    edge,    // the distances to the own and to the nearest other centre differ least
    far_out, // farthest from the group's centre
};

// The position among the prepared rows, of equal ones the lowest. Nothing where the group has no
// row, and at the edge where no other group has one. O(n · d), at the edge O(n · k · d). Throws
// base::Cancelled.
std::optional<std::uint32_t> telling_row(const Result& result, int cluster, Telling telling,
                                         base::Progress& progress);

} // namespace cohortscope::engine
