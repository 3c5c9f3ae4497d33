// Rows by place in the projection, so that hovering finds the rows under the pointer at once.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/pca.h"
#include "base/buffer.h"

namespace cohortscope::analysis {

// A uniform grid over the projection's bounding box; rows of a cell are ascending.
struct PickGrid {
    float min_x = 0, min_y = 0, max_x = 0, max_y = 0; // bounding box of all rows
    int columns = 0, lines = 0;
    std::vector<std::uint32_t> starts; // columns · lines + 1; offsets into rows
    base::Buffer<std::uint32_t> rows;  // n

    // Rows whose point lies within `radius_x`, `radius_y` (an axis-aligned ellipse) of (x, y),
    // ascending.
    std::vector<std::uint32_t> find(const Projection& projection, float x, float y, float radius_x,
                                    float radius_y) const;
};

PickGrid build_pick_grid(const Projection& projection);

// Where the rows lie but the farthest thousandth at each side, to a cell. O(cells).
struct InnerRange {
    double min_x = 0, max_x = 0, min_y = 0, max_y = 0;
};
InnerRange inner_range(const PickGrid& grid);

} // namespace cohortscope::analysis
