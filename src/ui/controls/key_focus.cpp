#include "ui/controls/key_focus.h"

#include <algorithm>

#include "ui/compat/compat.h"
#include "ui/frame.h"

namespace cohortscope::ui {

namespace {

// How many stops on, by the keys of this frame.
int steps(const KeyFocus& focus) {
    if (compat::key_pressed(ImGuiKey_Tab))
        return ImGui::GetIO().KeyShift ? -1 : 1;
    if (!focus.shown || focus.takes_arrows)
        return 0;
    if (compat::key_pressed(ImGuiKey_DownArrow) || compat::key_pressed(ImGuiKey_RightArrow))
        return 1;
    if (compat::key_pressed(ImGuiKey_UpArrow) || compat::key_pressed(ImGuiKey_LeftArrow))
        return -1;
    return 0;
}

void move_on(KeyFocus& focus, int by) {
    const std::size_t count = focus.stops.size();
    const auto found = std::ranges::find(focus.stops, focus.id, &KeyFocus::Stop::id);
    if (found != focus.stops.end())
        focus.place = static_cast<std::size_t>(found - focus.stops.begin());
    if (focus.id == 0) // the first one, or the last
        focus.place = by > 0 ? 0 : count - 1;
    else
        focus.place = (std::min(focus.place, count - 1) + (by > 0 ? 1 : count - 1)) % count;
    focus.id = focus.stops[focus.place].id;
    focus.shown = true;
    focus.scrolls = true;
}

} // namespace

void begin_key_focus(KeyFocus& focus, bool listens) {
    ImGui::GetIO().UserData = &focus;
    focus.pressed = false;
    if (ImGui::IsMouseClicked(0))
        focus.shown = false;
    if (listens && !focus.stops.empty()) {
        if (const int by = steps(focus); by != 0)
            move_on(focus, by);
        else if (focus.shown)
            focus.pressed = compat::enter_pressed() || compat::key_pressed(ImGuiKey_Space);
    }
    focus.takes_arrows = false;
    focus.stops.clear();
}

KeyTouch key_stop(const char* id, const plot::Box& area) {
    auto* focus = static_cast<KeyFocus*>(ImGui::GetIO().UserData);
    if (focus == nullptr)
        return {};
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 low = list.GetClipRectMin(), high = list.GetClipRectMax();
    const ImGuiID own = ImGui::GetID(id);
    focus->stops.push_back({own, id, area, {low.x, low.y, high.x, high.y}});
    if (ImGui::IsMouseClicked(0) &&
        area.contains({ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y}))
        focus->id = own; // Tab goes on from here
    if (focus->id != own || !focus->shown)
        return {};
    if (focus->scrolls && (area.top < low.y || area.bottom > high.y))
        ImGui::SetScrollFromPosY((area.top + area.bottom) / 2 - ImGui::GetWindowPos().y);
    focus->scrolls = false;
    return {true, focus->pressed};
}

namespace {

void tell_stops(const Frame& frame) {
    for (const KeyFocus::Stop& stop : frame.view.key_focus.stops) {
        const plot::Point middle = {(stop.area.left + stop.area.right) / 2,
                                    (stop.area.top + stop.area.bottom) / 2};
        if (stop.seen.contains(middle))
            frame.out.controls.push_back({ControlKind::stop, stop.name, middle.x, middle.y, ""});
    }
}

} // namespace

void draw_key_focus(const Frame& frame) {
    const KeyFocus& focus = frame.view.key_focus;
    if (frame.input.wants_controls)
        tell_stops(frame);
    const auto found = std::ranges::find(focus.stops, focus.id, &KeyFocus::Stop::id);
    if (!focus.shown || found == focus.stops.end())
        return;
    frame.out.focused = found->area;
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    const float reach = frame.px(2), width = std::max(2.0f, frame.px(2));
    list.PushClipRect({found->seen.left, found->seen.top}, {found->seen.right, found->seen.bottom});
    list.AddRect({found->area.left - reach, found->area.top - reach},
                 {found->area.right + reach, found->area.bottom + reach},
                 packed(frame.look.tokens().accent), frame.px(plot::kCornerRadius), 0, width);
    list.PopClipRect();
}

} // namespace cohortscope::ui
