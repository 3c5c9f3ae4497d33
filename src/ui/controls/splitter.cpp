#include "ui/controls/splitter.h"

#include <algorithm>
#include <cmath>

#include "ui/compat/compat.h"
#include "ui/controls/widgets.h"

namespace cohortscope::ui {

namespace {

// What the parts keep, at scale 1: heads, two rows and the axis; the tabs with something below.
constexpr float kLeastUpper = 118.0f;
constexpr float kLeastLower = 150.0f;
constexpr float kGrip = 34.0f;
constexpr float kStep = 24.0f; // of an arrow key

float place_of(const Frame& frame, const Area& column) {
    const float low = column.top + frame.px(kLeastUpper);
    const float high = column.bottom - frame.px(kLeastLower);
    const float wanted = column.top + column.height() * frame.view.layout.upper_share;
    return std::floor(std::clamp(wanted, low, std::max(low, high)));
}

void draw(const Frame& frame, const Area& line, bool touched) {
    const plot::Tokens& t = frame.look.tokens();
    const float middle = std::floor((line.top + line.bottom) / 2);
    horizontal_rule(frame, line.left, line.right, middle);
    const float grip = frame.px(kGrip), centre = (line.left + line.right) / 2;
    const float half = std::max(1.0f, frame.px(2));
    fill({centre - grip / 2, middle - half, centre + grip / 2, middle + half},
         touched ? t.accent : plot::mix(t.faint, t.muted, 0.6f), half);
}

// Up and down, while the keyboard acts on the line.
int steps_by_key(Frame& frame, const Touch& line) {
    if (!line.focused)
        return 0;
    frame.view.key_focus.takes_arrows = true;
    return (compat::key_pressed(ImGuiKey_DownArrow) ? 1 : 0) -
           (compat::key_pressed(ImGuiKey_UpArrow) ? 1 : 0);
}

} // namespace

float splitter(Frame& frame, const Area& column) {
    Layout& layout = frame.view.layout;
    float top = place_of(frame, column);
    const float margin = frame.px(plot::kPanelPadding);
    const float height = frame.px(kSplitter);
    const Touch mouse =
        touch("###splitter", {column.left - margin, top, column.right + margin, top + height});
    const float pointer = ImGui::GetIO().MousePos.y;
    const int steps = steps_by_key(frame, mouse);
    if (mouse.clicked && !mouse.by_key) {
        layout.splitting = true;
        layout.grab = pointer - top;
    }
    layout.splitting = layout.splitting && mouse.held;
    if (mouse.double_clicked || mouse.by_key) {
        layout.upper_share = Layout{}.upper_share;
        layout.splitting = false; // the drag that follows is ignored
    } else if (layout.splitting && column.height() > 0) {
        layout.upper_share = (pointer - layout.grab - column.top) / column.height();
    } else if (steps != 0 && column.height() > 0) {
        layout.upper_share =
            (top + static_cast<float>(steps) * frame.px(kStep) - column.top) / column.height();
    }
    if (layout.splitting || mouse.double_clicked || mouse.by_key || steps != 0)
        top = place_of(frame, column);
    // A share beyond what the parts keep would have to be dragged back first.
    if (layout.splitting || steps != 0)
        layout.upper_share = (top - column.top) / column.height();
    if (layout.splitting || mouse.hovered)
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
    if (mouse.hovered && !layout.splitting)
        frame.tip = {
            {"Drag to share the height, or Tab and arrows; double-click puts it back.", ""}};
    draw(frame, {column.left - margin, top, column.right + margin, top + height},
         layout.splitting || mouse.hovered);
    return top;
}

} // namespace cohortscope::ui
