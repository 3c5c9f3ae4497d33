// Flows between two columns of groups: blocks as high as their rows, and ribbons from one to the
// other.
#pragma once

#include <cstddef>
#include <vector>

#include "plot/sketch.h"

namespace cohortscope::plot {

inline constexpr float kFlowColumn = 8; // width of a column, at scale 1

// A group's block in its column, and how far ribbons fill it.
struct FlowBlock {
    float top = 0, bottom = 0;
    float label = 0;  // middle of its label
    float filled = 0; // from the top

    float middle() const { return (top + bottom) / 2; }
};

// A row is as high in both columns, so that a ribbon is as thick at both its ends.
struct FlowColumns {
    float left = 0, right = 0; // inner edges: where ribbons begin and end
    std::vector<FlowBlock> from, to;
    float pixels_per_row = 0;
};

// sizes: rows of the groups, the same sum on both sides. pitch: of labels, pixels.
struct FlowLayout {
    float left = 0, right = 0, top = 0, bottom = 0;
    float pitch = 0;
};
FlowColumns lay_out_flows(const Sketch& sketch, const std::vector<std::size_t>& from,
                          const std::vector<std::size_t>& to, const FlowLayout& layout);

struct Ribbon {
    std::size_t from = 0, to = 0; // blocks
    std::size_t rows = 0;
    Colour hue;
    float alpha = 1;
};

// A ribbon's place: its upper edge and its thickness, 0 of no rows. Takes the room in both blocks.
struct RibbonPath {
    std::vector<Point> upper;
    float thickness = 0;
};
RibbonPath take_path(FlowColumns& columns, const Ribbon& ribbon);

// Bent like an S; below a pixel and a half a hair that is the fainter the fewer rows.
void add_ribbon(Sketch& sketch, const RibbonPath& path, const Ribbon& ribbon);

// Boxes along the ribbon, for marks: these are boxes, a ribbon is bent. At least kLeastTouch high.
inline constexpr float kLeastTouch = 6; // at scale 1
std::vector<Box> ribbon_boxes(const Sketch& sketch, const RibbonPath& path);

// A block in its column: the left one ends, the right one begins, at the ribbons' edge.
void add_flow_block(Sketch& sketch, const FlowColumns& columns, const FlowBlock& block, bool left,
                    Colour hue);

// The line from a block to its label, where they are not level.
void add_flow_lead(Sketch& sketch, Point from, Point to);

} // namespace cohortscope::plot
