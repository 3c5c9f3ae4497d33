#include "ui/controls/tab_strip.h"

#include <algorithm>
#include <vector>

#include "ui/camera/camera.h"
#include "ui/controls/tabs.h"
#include "ui/controls/widgets.h"
#include "ui/places.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kLeastGap = 11.0f; // where all of them fit with it
constexpr float kChevron = 15.0f;
constexpr const char* kMore = "More";
constexpr const char* kMenu = "###more tabs";

TextStyle style_of(const Frame& frame) {
    return {frame.look.tokens().text, plot::kBodySize, plot::Face::semibold};
}

struct Strip {
    float gap = 0.0f;
    std::size_t fixed = 0; // tabs that always stand in the line; one of the others stands behind
    std::vector<float> widths;
    float more = 0.0f; // width of "More"; 0 where all tabs have a place
};

float sum_of(const std::vector<float>& widths, std::size_t count, float gap) {
    float sum = 0.0f;
    for (std::size_t i = 0; i < count; ++i)
        sum += widths[i] + gap;
    return sum;
}

Strip lay_out(const Frame& frame, float room) {
    Strip strip;
    const TextStyle style = style_of(frame);
    for (const Tab& tab : all_tabs())
        strip.widths.push_back(text_width(frame.look, tab.label, style));
    const std::size_t all = strip.widths.size();
    for (const float gap : {frame.px(kTabGap), frame.px(kLeastGap)}) {
        strip.gap = gap;
        strip.fixed = all;
        if (sum_of(strip.widths, all, gap) - gap <= room)
            return strip;
    }
    strip.gap = frame.px(kTabGap);
    strip.more = text_width(frame.look, kMore, style) + frame.px(kChevron);
    for (strip.fixed = all - 2; strip.fixed > 0; --strip.fixed) {
        const float guest = *std::max_element(
            strip.widths.begin() + static_cast<std::ptrdiff_t>(strip.fixed), strip.widths.end());
        if (sum_of(strip.widths, strip.fixed, strip.gap) + guest + strip.gap + strip.more <= room)
            break;
    }
    return strip;
}

// The tab behind the fixed ones: the open one if it is none of them, else the one that was there.
const Tab& guest_of(Frame& frame, std::size_t fixed) {
    const auto others = all_tabs().subspan(fixed);
    std::string& guest = frame.view.layout.guest;
    for (const Tab& tab : others)
        if (frame.view.tab == tab.name)
            guest = tab.name;
    const auto found = std::ranges::find(others, guest, &Tab::name);
    return found == others.end() ? others.front() : *found;
}

void tell(Frame& frame, const Tab& tab) {
    if (ImGui::IsItemHovered())
        frame.tip = {{std::string(tab.shows) + ".", ""},
                     {plot::term_help(tab.term), "", kNobody, true}};
}

void show_tab(Frame& frame, const Tab& tab, const Area& place) {
    const bool open = frame.view.tab == tab.name;
    if (tab_name(frame, tab.name, tab.label, place, open))
        open_tab(frame.view, tab);
    tell(frame, tab);
}

void menu(Frame& frame, const Area& place, std::span<const Tab> others, const Tab& guest) {
    const float gap = ImGui::GetStyle().ItemSpacing.y;
    ImGui::SetNextWindowPos({place.right, place.bottom}, ImGuiCond_Always, {1.0f, 0.0f});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {gap * 2, gap * 2});
    if (ImGui::BeginPopup(kMenu, ImGuiWindowFlags_NoMove)) {
        for (const Tab& tab : others) {
            if (tab.name == guest.name)
                continue;
            if (ImGui::Selectable(tab.label))
                open_tab(frame.view, tab);
            tell(frame, tab);
            const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
            tell_place(frame, ControlKind::option, "more",
                       {(low.x + high.x) / 2, (low.y + high.y) / 2}, tab.label);
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

void more(Frame& frame, const Strip& strip, const Area& line, const Tab& guest) {
    const Area place = {line.right - strip.more, line.top, line.right, line.bottom};
    if (tab_name(frame, "more", kMore, place, false))
        ImGui::OpenPopup(kMenu);
    const plot::Colour ink = frame.look.tokens().muted;
    const float r = frame.px(4), x = place.right - r - 1.0f;
    const float y = place.top + frame.px(13);
    const ImVec2 points[] = {{x - r, y - r / 2}, {x, y + r / 2}, {x + r, y - r / 2}};
    ImGui::GetWindowDrawList()->AddPolyline(points, 3, packed(ink), 0,
                                            std::max(1.0f, 1.5f * frame.look.scale));
    menu(frame, place, all_tabs().subspan(strip.fixed), guest);
}

} // namespace

float tab_name_width(const Frame& frame, const std::string& text) {
    return text_width(frame.look, text, style_of(frame));
}

bool tab_name(Frame& frame, const char* id, const std::string& text, const Area& place, bool open) {
    const plot::Tokens& t = frame.look.tokens();
    const float reach = frame.px(kLeastGap / 2);
    const Touch mouse =
        touch(id, {place.left - reach, place.top, place.right + reach, place.bottom});
    TextStyle style = style_of(frame);
    style.colour = open || mouse.hovered ? t.text : t.muted;
    draw_text(frame.look, {place.left, place.top + frame.px(4)}, text, style);
    if (open)
        fill({place.left, place.bottom - frame.px(3), place.right, place.bottom - frame.px(1)},
             t.accent);
    return mouse.clicked;
}

namespace {

// At the end of the line, whichever tab is open: the names keep their places.
Area show_camera(Frame& frame, const Area& line) {
    const float side = frame.px(kCamera);
    if (frame.result() != nullptr && !subject_of_tab(frame.view.tab).figure.empty())
        camera(frame, "camera.tab", {line.right - side, line.top, line.right, line.top + side},
               [](Frame& shown) { return subject_of_tab(shown.view.tab); });
    return {line.left, line.top, line.right - side - frame.px(kCameraGap), line.bottom};
}

} // namespace

void tab_strip(Frame& frame, const Area& whole) {
    const Area line = show_camera(frame, whole);
    const Strip strip = lay_out(frame, line.width());
    const auto at = [&](float left, float width) {
        return Area{left, line.top, left + width, line.bottom};
    };
    float x = line.left;
    for (std::size_t i = 0; i < strip.fixed; ++i) {
        show_tab(frame, all_tabs()[i], at(x, strip.widths[i]));
        x += strip.widths[i] + strip.gap;
    }
    if (strip.more > 0.0f) {
        const Tab& guest = guest_of(frame, strip.fixed);
        const auto number = static_cast<std::size_t>(&guest - all_tabs().data());
        show_tab(frame, guest, at(x, strip.widths[number]));
        more(frame, strip, line, guest);
    }
    horizontal_rule(frame, whole.left, whole.right, whole.bottom - frame.px(1));
}

} // namespace cohortscope::ui
