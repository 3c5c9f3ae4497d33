#include "ui/controls/columns.h"

#include <algorithm>
#include <cmath>

namespace cohortscope::ui {

namespace {

constexpr float kLeftShare = 0.22f;
constexpr float kRightShare = 0.30f;
// At scale 1.
constexpr float kLeastLeft = 236.0f;
constexpr float kMostLeft = 420.0f;
constexpr float kLeastRight = 364.0f;

} // namespace

ColumnEdges column_edges(const Frame& frame, const Area& area) {
    const float left =
        std::clamp(area.width() * kLeftShare, frame.px(kLeastLeft), frame.px(kMostLeft));
    const float right = std::max(area.width() * kRightShare, frame.px(kLeastRight));
    return {std::floor(area.left + left), std::floor(area.right - right)};
}

} // namespace cohortscope::ui
