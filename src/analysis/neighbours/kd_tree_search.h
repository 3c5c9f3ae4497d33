// The search for nearest neighbours in a kd-tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace cohortscope::analysis {

// Points of a leaf and children of a node.
inline constexpr std::size_t kTreeLanes = 8;

// The same coordinate of eight points or boxes.
struct alignas(64) TreeLanes {
    double at[kTreeLanes];
};

inline constexpr std::uint32_t kNobody = 0xffffffffU;

struct Neighbour {
    double cost = std::numeric_limits<double>::infinity();
    std::uint32_t id = kNobody;
};

// A tree as plain arrays. A place without a point has infinite coordinates, a child without points
// an infinite box: their costs are infinite. Sizes are at least 1 everywhere.
struct TreeView {
    std::size_t d;
    const TreeLanes* points;  // leaves × (d + 1): coordinates, then sizes
    const std::uint32_t* ids; // leaves × 8
    // For each level, groups of eight children × (2d + 1): lower bounds, upper bounds, then the
    // least size below. The children of level 0 are leaves, those of level l + 1 groups of level l;
    // the last level has one group.
    const TreeLanes* const* boxes;
    std::size_t levels;
};

inline constexpr std::size_t kNoSlot = ~std::size_t{0};

struct TreeQuery {
    const double* point; // d
    double size;
    std::uint32_t id; // the point itself, never an answer; or kNobody
    std::size_t slot; // its place (8 · leaf + lane), where the search starts
};

// The point with the least Ward cost ab / (a + b) · ‖x − y‖², a and b the sizes; of equal ones that
// with the lowest id. The cost has the same bits from both sides. A box's bound is computed by the
// same steps from coordinates no farther and a size no greater, and every step is monotone also
// when rounded: no point is ever missed by rounding.
Neighbour find_nearest(const TreeView& tree, const TreeQuery& query);

} // namespace cohortscope::analysis
