#include "ui/controls/scrolled.h"

#include "ui/compat/compat.h"
#include "ui/controls/widgets.h"
#include "ui/painter.h"
#include "ui/panels/panels.h"

namespace cohortscope::ui {

namespace {

constexpr float kStaleCover = 0.55f; // of the panel's colour over what belongs to another result

} // namespace

Scrolled::Scrolled(const Frame& frame, const char* id, const Area& area)
    : frame_(frame), area_(area) {
    const float margin = frame.px(plot::kPanelPadding); // where the scroll bar goes
    ImGui::SetCursorScreenPos({area.left - margin, area.top});
    compat::begin_child(id, {area.width() + 2 * margin, area.height()}, 0);
    origin_ = {area.left, ImGui::GetCursorScreenPos().y};
}

void Scrolled::end(float height) {
    ImGui::SetCursorScreenPos({origin_.x, origin_.y + height - 1.0f});
    ImGui::Dummy({1.0f, 1.0f});
    fade_foot(frame_, area_);
    ImGui::EndChild();
}

const plot::Mark* show_scene_at(Frame& frame, ImVec2 origin, float width, const plot::Scene& scene,
                                const Showing& showing) {
    const Area place = {origin.x, origin.y, origin.x + width,
                        origin.y + scene.height * frame.look.scale};
    paint({ImGui::GetWindowDrawList(), origin, &frame.look, {}}, scene);
    if (showing.greyed > 0.0f)
        fill(place, plot::with_alpha(frame.look.tokens().panel, kStaleCover * showing.greyed));
    return touch_marks(frame, scene, origin, place, showing);
}

const plot::Mark* show_scene(Frame& frame, const char* id, const Area& area,
                             const plot::Scene& scene, const Showing& showing) {
    Scrolled list(frame, id, area);
    const plot::Mark* mark = show_scene_at(frame, list.origin(), area.width(), scene, showing);
    list.end(scene.height * frame.look.scale);
    return mark;
}

} // namespace cohortscope::ui
