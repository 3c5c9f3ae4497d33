#include "ui/controls/widgets.h"

#include <algorithm>
#include <cmath>

#include "ui/compat/compat.h"
#include "ui/places.h"

namespace cohortscope::ui {

namespace {

ImVec2 centre_of(const Area& area) {
    return {(area.left + area.right) / 2, (area.top + area.bottom) / 2};
}

void draw_centred(const Look& look, const Area& area, const std::string& text,
                  const TextStyle& style) {
    const ImVec2 centre = centre_of(area);
    draw_text(
        look,
        {centre.x - text_width(look, text, style) / 2, centre.y - text_height(look, style) / 2},
        text, style);
}

} // namespace

void fill(const Area& area, plot::Colour colour, float radius) {
    ImGui::GetWindowDrawList()->AddRectFilled({area.left, area.top}, {area.right, area.bottom},
                                              packed(colour), radius);
}

void horizontal_rule(const Frame& frame, float left, float right, float y) {
    fill({left, y, right, y + std::max(1.0f, frame.px(1))}, frame.look.tokens().faint);
}

void fade_foot(const Frame& frame, const Area& area) {
    if (ImGui::GetScrollY() >= ImGui::GetScrollMaxY() - 1.0f)
        return;
    const plot::Colour panel = frame.look.tokens().panel;
    const ImU32 solid = packed(panel);
    const ImU32 clear = packed(plot::with_alpha(panel, 0.0f));
    const float solid_top = area.bottom - frame.px(2);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilledMultiColor({area.left, solid_top - frame.px(20)}, {area.right, solid_top},
                                 clear, clear, solid, solid);
    list.AddRectFilled({area.left, solid_top}, {area.right, area.bottom}, solid);
}

Touch touch(const char* id, const Area& area) {
    const KeyTouch key = key_stop(id, {area.left, area.top, area.right, area.bottom});
    Touch result = touch_by_mouse(id, area);
    result.focused = key.focused;
    result.by_key = key.pressed;
    result.clicked = result.clicked || key.pressed;
    return result;
}

Touch touch_by_mouse(const char* id, const Area& area) {
    ImGui::SetCursorScreenPos({area.left, area.top});
    ImGui::InvisibleButton(id, {std::max(1.0f, area.width()), std::max(1.0f, area.height())});
    Touch result;
    result.hovered = ImGui::IsItemHovered();
    result.held = ImGui::IsItemActive();
    result.clicked = ImGui::IsItemActivated();
    result.double_clicked = result.hovered && ImGui::IsMouseDoubleClicked(0);
    return result;
}

bool button(Frame& frame, const Area& area, const std::string& label, ButtonStyle style) {
    const plot::Tokens& t = frame.look.tokens();
    const Touch mouse = touch(label.c_str(), area);
    const float radius = frame.px(plot::kCornerRadius);
    if (style.selected)
        fill(area, plot::mix(t.panel, t.accent, 0.22f), radius);
    else if (mouse.hovered)
        fill(area, t.raised, radius);
    const plot::Colour colour = style.selected || mouse.hovered ? t.text : t.muted;
    const std::string shown = label.substr(0, label.find("##")); // the rest is the id alone
    draw_centred(frame.look, area, shown, {colour, style.text_size});
    return mouse.clicked;
}

bool icon_button(Frame& frame, const char* id, const Area& area, Icon icon) {
    const plot::Tokens& t = frame.look.tokens();
    const Touch mouse = touch(id, area);
    if (mouse.hovered)
        fill(area, t.raised, frame.px(4));
    draw_icon(frame.look, area, icon, mouse.hovered ? t.text : t.muted);
    return mouse.clicked;
}

int segmented(Frame& frame, const Area& area, std::span<const std::string> labels, int current) {
    const plot::Tokens& t = frame.look.tokens();
    fill(area, t.raised, frame.px(plot::kCornerRadius));
    const float width = area.width() / static_cast<float>(labels.size());
    int chosen = current;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const float left = area.left + width * static_cast<float>(i);
        const Area cell =
            Area{left, area.top, left + width, area.bottom}.inset(frame.px(2), frame.px(2));
        if (button(frame, cell, labels[i], {static_cast<int>(i) == current}))
            chosen = static_cast<int>(i);
    }
    return chosen;
}

namespace {

// A thin angle that points down, at the right end of a closed list.
void chevron(const Area& area) {
    const float r = std::floor(area.height() * 0.13f);
    const ImVec2 c(std::floor(area.right - area.height() * 0.5f) + 0.5f,
                   std::floor(centre_of(area).y) + 0.5f);
    const ImVec2 points[] = {{c.x - r, c.y - r / 2}, {c.x, c.y + r / 2}, {c.x + r, c.y - r / 2}};
    ImGui::GetWindowDrawList()->AddPolyline(points, 3, ImGui::GetColorU32(ImGuiCol_TextDisabled), 0,
                                            std::max(1.0f, area.height() * 0.055f));
}

} // namespace

namespace {

// What the keyboard does in an open list; the option that it takes, or `chosen`.
int list_keys(OpenList& list, int count, int chosen) {
    if (compat::key_pressed(ImGuiKey_DownArrow))
        list.at = std::min(list.at + 1, count - 1);
    if (compat::key_pressed(ImGuiKey_UpArrow))
        list.at = std::max(list.at - 1, 0);
    const bool takes = compat::enter_pressed() || compat::key_pressed(ImGuiKey_Space);
    if (takes || list.closes)
        ImGui::CloseCurrentPopup();
    return takes ? list.at : chosen;
}

// The options of the list that is open now; returns the choice.
int options(Frame& frame, const std::string& key, std::span<const std::string> labels,
            int current) {
    OpenList& list = frame.view.list;
    const bool opens = list.key != key;
    if (opens)
        list = {key, current};
    list.drawn = true;
    int chosen = current;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (ImGui::Selectable(labels[i].c_str(), static_cast<int>(i) == list.at))
            chosen = static_cast<int>(i);
        const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
        tell_place(frame, ControlKind::option, key, centre_of({low.x, low.y, high.x, high.y}),
                   labels[i]);
    }
    return opens ? chosen : list_keys(list, static_cast<int>(labels.size()), chosen);
}

} // namespace

int dropdown(Frame& frame, const std::string& key, const Area& area,
             std::span<const std::string> labels, int current) {
    const std::string id = "##" + key;
    const KeyTouch touched = key_stop(id.c_str(), {area.left, area.top, area.right, area.bottom});
    ImGui::SetCursorScreenPos({area.left, area.top});
    ImGui::SetNextItemWidth(area.width());
    if (touched.pressed)
        compat::open_combo(ImGui::GetID(id.c_str()));
    const std::string& whole = labels[static_cast<std::size_t>(current)];
    const std::string shown =
        fitted(frame.look, whole, area.width() - frame.px(kChoicePadding), body(frame.look));
    const float gap = ImGui::GetStyle().ItemSpacing.y;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {gap, 2 * gap}); // of the list
    tell_place(frame, ControlKind::choice, key, centre_of(area), whole);
    const bool open = ImGui::BeginCombo(
        id.c_str(), shown.c_str(), ImGuiComboFlags_HeightLarge | ImGuiComboFlags_NoArrowButton);
    ImGui::PopStyleVar();
    chevron(area);
    if (!open)
        return current;
    const int chosen = options(frame, key, labels, current);
    ImGui::EndCombo();
    return chosen;
}

bool toggle(Frame& frame, const std::string& key, const Area& area, bool on) {
    const plot::Tokens& t = frame.look.tokens();
    tell_switch(frame, key, area, on);
    const Touch mouse = touch(key.c_str(), area);
    const float radius = area.height() / 2;
    const plot::Colour ground = on ? t.accent : plot::mix(t.raised, t.muted, 0.5f);
    fill(area, mouse.hovered ? plot::mix(ground, t.text, 0.12f) : ground, radius);
    const float x = on ? area.right - radius : area.left + radius;
    ImGui::GetWindowDrawList()->AddCircleFilled({x, area.top + radius}, radius - frame.px(2),
                                                packed(t.panel));
    return mouse.clicked ? !on : on;
}

TypingEnd typing_box(Frame& frame, const Area& area, Typing& typing) {
    ImGui::SetCursorScreenPos({area.left, area.top});
    ImGui::SetNextItemWidth(area.width());
    if (typing.begins)
        ImGui::SetKeyboardFocusHere();
    const bool enter =
        ImGui::InputText("###typing", typing.text.data(), typing.text.size(),
                         ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    const bool began = typing.begins;
    typing.begins = false;
    constexpr double kBlinkS = 0.1;
    frame.out.next_frame_s = std::min(frame.out.next_frame_s, kBlinkS); // the cursor blinks
    if (enter)
        return TypingEnd::accepted;
    if (compat::key_pressed(ImGuiKey_Escape))
        return TypingEnd::given_up;
    if (!began && compat::key_pressed(ImGuiKey_Tab))
        return TypingEnd::accepted;
    if (!began && ImGui::IsItemDeactivated())
        return TypingEnd::accepted;
    return TypingEnd::none;
}

void draw_icon(const Look& look, const Area& area, Icon icon, plot::Colour colour) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 ink = packed(colour);
    const ImVec2 c(std::floor(centre_of(area).x) + 0.5f, std::floor(centre_of(area).y) + 0.5f);
    const float r = look.px(5);
    const float width = std::max(1.0f, 1.5f * look.scale);
    const auto line = [&](float ax, float ay, float bx, float by) {
        list.AddLine({c.x + ax * r, c.y + ay * r}, {c.x + bx * r, c.y + by * r}, ink, width);
    };
    switch (icon) {
    case Icon::plus:
        line(0, -1, 0, 1);
        [[fallthrough]];
    case Icon::minus:
        line(-1, 0, 1, 0);
        break;
    case Icon::close:
        line(-0.8f, -0.8f, 0.8f, 0.8f);
        line(-0.8f, 0.8f, 0.8f, -0.8f);
        break;
    case Icon::pencil:
        line(-0.9f, 0.9f, -0.6f, 0.1f);
        line(-0.9f, 0.9f, -0.1f, 0.6f);
        line(-0.6f, 0.1f, 0.5f, -1.0f);
        line(-0.1f, 0.6f, 1.0f, -0.5f);
        line(0.5f, -1.0f, 1.0f, -0.5f);
        break;
    case Icon::up:
    case Icon::down: {
        const float tip = icon == Icon::up ? -0.5f : 0.5f;
        line(-0.9f, -tip, 0, tip);
        line(0, tip, 0.9f, -tip);
        break;
    }
    case Icon::theme: // half dark, half light
        list.AddCircle(c, r, ink, 0, width);
        list.PathArcTo(c, r, -1.5707963f, 1.5707963f);
        list.PathFillConvex(ink);
        break;
    case Icon::undo:
    case Icon::redo: {
        const float side = icon == Icon::undo ? 1.0f : -1.0f;
        list.PathArcTo({c.x, c.y + 0.15f * r}, 0.75f * r, icon == Icon::undo ? -2.6f : -0.55f,
                       icon == Icon::undo ? 1.4f : -4.55f);
        list.PathStroke(ink, 0, width);
        line(-0.65f * side, -0.25f, -0.75f * side, -0.95f);
        line(-0.65f * side, -0.25f, 0.05f * side, -0.4f);
        break;
    }
    case Icon::upload: // out of a tray
        line(0, -1, 0, 0.35f);
        line(0, -1, -0.5f, -0.5f);
        line(0, -1, 0.5f, -0.5f);
        line(-0.9f, 0.2f, -0.9f, 0.9f);
        line(-0.9f, 0.9f, 0.9f, 0.9f);
        line(0.9f, 0.9f, 0.9f, 0.2f);
        break;
    case Icon::pan:
        line(-1, 0, 1, 0);
        line(0, -1, 0, 1);
        for (const float x : {-1.0f, 1.0f}) {
            line(x, 0, 0.65f * x, -0.3f);
            line(x, 0, 0.65f * x, 0.3f);
            line(0, x, -0.3f, 0.65f * x);
            line(0, x, 0.3f, 0.65f * x);
        }
        break;
    case Icon::lasso:
        list.PathArcTo({c.x, c.y - 0.2f * r}, 0.8f * r, 1.9f, 7.8f);
        list.PathStroke(ink, 0, width);
        line(-0.25f, 0.55f, -0.45f, 1.0f);
        line(-0.45f, 1.0f, -0.9f, 0.95f);
        break;
    case Icon::rectangle:
        line(-1, -0.75f, 1, -0.75f);
        line(1, -0.75f, 1, 0.75f);
        line(1, 0.75f, -1, 0.75f);
        line(-1, 0.75f, -1, -0.75f);
        break;
    case Icon::pin: // a drawing pin, upright
        line(-0.45f, -1, 0.45f, -1);
        line(-0.3f, -1, -0.4f, 0);
        line(0.3f, -1, 0.4f, 0);
        line(-0.7f, 0.05f, 0.7f, 0.05f);
        line(0, 0.05f, 0, 1);
        break;
    case Icon::camera: { // a box, its finder above, its lens inside
        const float wide = 1.35f * r, high = 0.95f * r, low = 0.55f * r;
        list.AddRect({c.x - wide, c.y - low}, {c.x + wide, c.y + high}, ink, 0.25f * r, 0, width);
        list.AddCircle({c.x, c.y + 0.2f * r}, 0.45f * r, ink, 0, width);
        line(-0.45f, -0.55f, -0.25f, -0.95f);
        line(-0.25f, -0.95f, 0.25f, -0.95f);
        line(0.25f, -0.95f, 0.45f, -0.55f);
        break;
    }
    case Icon::fit:
        for (const float x : {-1.0f, 1.0f})
            for (const float y : {-1.0f, 1.0f}) {
                line(x, y, x * 0.4f, y);
                line(x, y, x, y * 0.4f);
            }
        break;
    }
}

void cluster_swatch(const Look& look, ImVec2 centre, int colour, float emphasis) {
    ImDrawList& list = look.list != nullptr ? *look.list : *ImGui::GetWindowDrawList();
    const plot::Colour full = plot::cluster_colour(colour, look.theme);
    const ImU32 ink = packed(plot::with_alpha(full, 0.25f + 0.75f * emphasis));
    const float r = 5.0f * look.scale;
    switch (plot::cluster_marker(colour)) {
    case plot::Marker::disc:
        list.AddCircleFilled(centre, r, ink);
        break;
    case plot::Marker::square:
        list.AddRectFilled({centre.x - r * 0.9f, centre.y - r * 0.9f},
                           {centre.x + r * 0.9f, centre.y + r * 0.9f}, ink);
        break;
    case plot::Marker::triangle:
        list.AddTriangleFilled({centre.x, centre.y - r}, {centre.x + r, centre.y + r * 0.8f},
                               {centre.x - r, centre.y + r * 0.8f}, ink);
        break;
    case plot::Marker::diamond:
        list.AddQuadFilled({centre.x, centre.y - r * 1.2f}, {centre.x + r * 1.2f, centre.y},
                           {centre.x, centre.y + r * 1.2f}, {centre.x - r * 1.2f, centre.y}, ink);
        break;
    }
}

} // namespace cohortscope::ui
