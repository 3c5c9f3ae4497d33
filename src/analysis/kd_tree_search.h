// The search for nearest neighbours in a kd-tree, compiled once for each instruction set.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cohortscope::analysis {

// Points of a leaf and children of a node.
inline constexpr std::size_t kTreeLanes = 8;

// The same coordinate of eight points or boxes.
struct alignas(64) TreeLanes {
    double at[kTreeLanes];
};

inline constexpr std::uint32_t kNobody = 0xffffffffU;

// Without initialisers: a constructor would be an inline function in files of several sets.
struct Neighbour {
    double cost; // infinite where there is nobody
    std::uint32_t id;
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
    std::size_t slot; // its place (8 · leaf + lane), where the search starts; or kNoSlot
};

// The point with the least Ward cost ab / (a + b) · ‖x − y‖², a and b the sizes; of equal ones that
// with the lowest id. The cost has the same bits from both sides. A box's bound is computed by the
// same steps from coordinates no farther and a size no greater, and every step is monotone also
// when rounded: no point is ever missed by rounding.
struct TreeSearch {
    const char* name; // as Kernels have it
    Neighbour (*nearest)(const TreeView& tree, const TreeQuery& query);
};

// The sets' searches, for tests.
extern const TreeSearch kBaselineTreeSearch;
#if defined(__x86_64__)
extern const TreeSearch kV3TreeSearch;
extern const TreeSearch kV4TreeSearch;
#endif

// That of the set which kernels() chose.
const TreeSearch& tree_search();

} // namespace cohortscope::analysis
