#include "ui/places.h"

namespace cohortscope::ui {

void tell_place(Frame& frame, ControlKind kind, const std::string& key, ImVec2 at,
                const std::string& says) {
    if (!frame.input.wants_controls)
        return;
    constexpr float kMargin = 8.0f; // a control that is cut off is not pressed there
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    const float margin = frame.px(kMargin);
    if (at.y - margin < list.GetClipRectMin().y || at.y + margin > list.GetClipRectMax().y)
        return;
    frame.out.controls.push_back({kind, key, at.x, at.y, says});
}

void tell_switch(Frame& frame, const std::string& key, const Area& area, bool on) {
    tell_place(frame, ControlKind::toggle, key,
               {(area.left + area.right) / 2, (area.top + area.bottom) / 2}, on ? "on" : "off");
}

} // namespace cohortscope::ui
