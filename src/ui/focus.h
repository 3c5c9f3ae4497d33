// Which cluster stands out: hovered or pinned, remembered by its colour, so that it survives a new
// clustering, and how far the others have dimmed.
#pragma once

#include <map>

#include "engine/result.h"
#include "plot/cloud/cloud.h"

namespace cohortscope::ui {

inline constexpr int kNobody = -1;

class Focus {
  public:
    // A panel found the pointer over this colour; shown from the next frame on.
    void hover(int colour) { hovering_ = colour; }
    void pin(int colour) { pinned_ = colour; }
    void toggle_pin(int colour) { pinned_ = pinned_ == colour ? kNobody : colour; }
    void clear() { pinned_ = hovered_ = hovering_ = kNobody; }
    int pinned() const { return pinned_; }

    // The colour in focus (hovered before pinned), or kNobody.
    int colour() const { return hovered_ != kNobody ? hovered_ : pinned_; }

    // At the start of a frame: takes what the frame before found and moves every emphasis on.
    // `result` may be null. True while something still moves.
    bool advance(const engine::Result* result, double seconds);

    // 1 full, down to kDimmed.
    float emphasis(int colour) const;

    static constexpr float kDimmed = plot::kDimmedEmphasis;

  private:
    int hovered_ = kNobody;
    int hovering_ = kNobody;
    int pinned_ = kNobody;
    double last_seconds_ = -1.0;
    std::map<int, float> emphasis_; // those below 1
};

// The cluster that has this colour in `result`, or kNobody.
int cluster_of_colour(const engine::Result& result, int colour);
// The focused cluster of this result, or kNobody.
int focused_cluster(const Focus& focus, const engine::Result& result);

} // namespace cohortscope::ui
