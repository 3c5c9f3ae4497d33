#include "ui/controls/menu.h"

#include <algorithm>

#include "ui/compat/compat.h"
#include "ui/controls/widgets.h"
#include "ui/places.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kLine = 28.0f, kReason = 18.0f; // heights of an item and of what hinders it
constexpr float kEdge = 6.0f, kInset = 12.0f, kBetween = 28.0f;

std::string popup_of(const std::string& key) { return "###menu " + key; }

float height_of(const Frame& frame, const MenuItem& item) {
    return frame.px(kLine) + (item.hindrance.empty() ? 0.0f : frame.px(kReason));
}

ImVec2 size_of(const Frame& frame, const std::string& hindrance, std::span<const MenuItem> items) {
    const Look& look = frame.look;
    ImVec2 size(text_width(look, hindrance, small(look)), 2 * frame.px(kEdge));
    size.y += hindrance.empty() ? 0.0f : frame.px(kLine);
    for (const MenuItem& item : items) {
        const float keys = item.keys.empty()
                               ? 0.0f
                               : frame.px(kBetween) + text_width(look, item.keys, small(look));
        size.x = std::max({size.x, text_width(look, item.label, body(look)) + keys,
                           text_width(look, item.hindrance, small(look))});
        size.y += height_of(frame, item);
    }
    size.x += 2 * frame.px(kInset);
    return size;
}

ImVec2 place_of(const Frame& frame, const Area& beside, ImVec2 size) {
    const float gap = frame.px(2);
    const float below = beside.bottom + gap;
    const bool fits = below + size.y <= frame.input.height;
    return {std::max(0.0f, beside.right - size.x),
            fits ? below : std::max(0.0f, beside.top - gap - size.y)};
}

struct ItemLook {
    bool can = true, lit = false;
};

void draw_item(const Frame& frame, const Area& place, const MenuItem& item, ItemLook look) {
    const plot::Tokens& t = frame.look.tokens();
    if (look.lit && look.can)
        fill(place.inset(frame.px(4), 0), plot::mix(t.raised, t.accent, 0.25f), frame.px(4));
    const float left = place.left + frame.px(kInset), top = place.top + frame.px(4);
    draw_text(frame.look, {left, top}, item.label, {look.can ? t.text : t.muted});
    if (!item.keys.empty())
        draw_text_right(frame.look, {place.right - frame.px(kInset), top + frame.px(2)}, item.keys,
                        small(frame.look));
    if (!item.hindrance.empty())
        draw_text(frame.look, {left, place.top + frame.px(kLine - 4)}, item.hindrance,
                  small(frame.look));
}

// What the keyboard takes: the item at which it is, or -1.
int keyed(OpenList& list, int count) {
    if (compat::key_pressed(ImGuiKey_DownArrow))
        list.at = std::min(list.at + 1, count - 1);
    if (compat::key_pressed(ImGuiKey_UpArrow))
        list.at = std::max(list.at - 1, 0);
    return compat::enter_pressed() || compat::key_pressed(ImGuiKey_Space) ? list.at : -1;
}

bool mouse_moves() {
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    return moved.x != 0.0f || moved.y != 0.0f;
}

// All items; the one that was pressed, or -1.
int list_items(Frame& frame, const std::string& key, Area place, std::span<const MenuItem> items,
               bool can) {
    OpenList& list = frame.view.list;
    int pressed = -1;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const int number = static_cast<int>(i);
        place.bottom = place.top + height_of(frame, items[i]);
        ImGui::PushID(number);
        const Touch mouse = touch_by_mouse("item", place);
        ImGui::PopID();
        if (mouse.hovered && mouse_moves())
            list.at = number;
        if (mouse.clicked)
            pressed = number;
        draw_item(frame, place, items[i], {can && items[i].hindrance.empty(), list.at == number});
        tell_place(frame, ControlKind::option, key,
                   {(place.left + place.right) / 2, (place.top + place.bottom) / 2},
                   items[i].label);
        place.top = place.bottom;
    }
    return pressed;
}

int contents(Frame& frame, const std::string& key, const std::string& hindrance,
             std::span<const MenuItem> items) {
    OpenList& list = frame.view.list;
    const bool opens = !list.drawn && list.at < 0;
    list.drawn = true;
    list.at = std::max(list.at, 0);
    const ImVec2 corner = ImGui::GetWindowPos();
    Area place = {corner.x, corner.y + frame.px(kEdge), corner.x + ImGui::GetWindowWidth(), 0};
    if (!hindrance.empty()) {
        draw_text(frame.look, {place.left + frame.px(kInset), place.top + frame.px(6)}, hindrance,
                  small(frame.look));
        place.top += frame.px(kLine);
    }
    int taken = list_items(frame, key, place, items, hindrance.empty());
    if (!opens && taken < 0)
        taken = keyed(list, static_cast<int>(items.size()));
    if (taken >= 0 &&
        !(hindrance.empty() && items[static_cast<std::size_t>(taken)].hindrance.empty()))
        taken = -1; // it stays open, and says why
    if (taken >= 0 || list.closes)
        ImGui::CloseCurrentPopup();
    return taken;
}

} // namespace

void open_menu(View& view, const std::string& key) {
    view.list = {key, -1};
    ImGui::OpenPopup(popup_of(key).c_str());
}

bool is_menu_open(const View& view, const std::string& key) { return view.list.key == key; }

int menu(Frame& frame, const std::string& key, const Area& beside, const std::string& hindrance,
         std::span<const MenuItem> items) {
    if (!is_menu_open(frame.view, key))
        return -1;
    const ImVec2 size = size_of(frame, hindrance, items);
    ImGui::SetNextWindowPos(place_of(frame, beside, size));
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    int taken = -1;
    if (ImGui::BeginPopup(popup_of(key).c_str(),
                          ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                              ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav)) {
        taken = contents(frame, key, hindrance, items);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    return taken;
}

} // namespace cohortscope::ui
