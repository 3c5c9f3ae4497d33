// A chart, or several below each other, in an area that scrolls where they are higher.
#pragma once

#include <functional>
#include <optional>

#include "ui/frame.h"
#include "ui/selecting.h"

namespace cohortscope::ui {

class Scrolled {
  public:
    // The contents are `area.width()` wide; the scroll bar lies outside, in the panel's padding.
    Scrolled(const Frame& frame, const char* id, const Area& area);
    ImVec2 origin() const { return origin_; }
    void end(float height); // of the contents, in device pixels

  private:
    const Frame& frame_;
    Area area_;
    ImVec2 origin_;
};

// How a scene is shown: whose clusters its marks mean, how far it is greyed, and which rows a mark
// stands for instead of its group's.
struct Showing {
    const engine::Result* of = nullptr; // null: the frame's
    float greyed = 0.0f;                // 0 to 1: because it belongs to another result
    std::function<std::optional<PartRows>(const plot::Mark&)> rows_of = {};
};

// Paints the scene at `origin` into an area of this width and lets its marks be touched. The mark
// under the pointer, or null.
const plot::Mark* show_scene_at(Frame& frame, ImVec2 origin, float width, const plot::Scene& scene,
                                const Showing& showing = {});

// The same in an area of its own that scrolls.
const plot::Mark* show_scene(Frame& frame, const char* id, const Area& area,
                             const plot::Scene& scene, const Showing& showing = {});

} // namespace cohortscope::ui
