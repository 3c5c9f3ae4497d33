#include "ui/controls/sort_arrow.h"

#include "ui/painter.h"

namespace cohortscope::ui {

void sort_arrow(const Frame& frame, ImVec2 left_middle, bool descending) {
    const float r = frame.px(4), x = left_middle.x + r;
    const float up = descending ? -r * 0.6f : r * 0.6f;
    ImGui::GetWindowDrawList()->AddTriangleFilled(
        {x - r, left_middle.y + up}, {x + r, left_middle.y + up}, {x, left_middle.y - up},
        packed(frame.look.tokens().accent));
}

} // namespace cohortscope::ui
