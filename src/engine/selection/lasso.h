// The points of a projection that lie in a polygon.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/pca.h"
#include "analysis/pick_grid.h"
#include "engine/selection/shapes.h"

namespace cohortscope::engine {

// By the rule that Lasso states. O(corners).
bool contains(const Lasso& lasso, double x, double y);

// ⌈n / 64⌉ words, bit i of them set where point i is inside. `grid` is that of the projection:
// cells that no edge runs through are decided by one of their points. O(n / 64 + points inside +
// points in the other cells · edges at their height). The same bits on any number of threads.
std::vector<std::uint64_t> points_inside(const Lasso& lasso, const analysis::Projection& projection,
                                         const analysis::PickGrid& grid);

} // namespace cohortscope::engine
