#include <algorithm>
#include <array>
#include <utility>

#include "base/format.h"
#include "ui/controls/widgets.h"
#include "ui/panels/panels.h"

namespace cohortscope::ui {

namespace {

using Pair = std::pair<std::string, std::string>;

// A sheet of two columns above everything, drawn on the foreground list. Returns where it lies,
// with `foot` pixels left below the lines.
Area sheet(Frame& frame, ImVec2 at, const std::string& title, std::span<const Pair> lines,
           float foot = 0.0f) {
    Look look = frame.look;
    look.list = ImGui::GetForegroundDrawList();
    const float pad = frame.px(20);
    const float line = frame.px(26);
    float first = 0.0f;
    float second = 0.0f;
    for (const auto& [left, right] : lines) {
        first = std::max(first, text_width(look, left, body(look)));
        second = std::max(second, text_width(look, right, body(look)));
    }
    second = std::max(second, text_width(look, title, section(look)) - first);
    const float width = first + second + frame.px(24) + 2 * pad;
    const float height = frame.px(32) + static_cast<float>(lines.size()) * line + 2 * pad + foot;
    const ImVec2 corner(std::max(0.0f, at.x - width), at.y);
    look.list->AddRectFilled(corner, {corner.x + width, corner.y + height},
                             packed(look.tokens().raised), frame.px(8));
    look.list->AddRect(corner, {corner.x + width, corner.y + height}, packed(look.tokens().faint),
                       frame.px(8));
    draw_text(look, {corner.x + pad, corner.y + pad}, title, section(look));
    float y = corner.y + pad + frame.px(32);
    for (const auto& [left, right] : lines) {
        draw_text(look, {corner.x + pad, y}, left, {look.tokens().muted});
        draw_text(look, {corner.x + pad + first + frame.px(24), y}, right, body(look));
        y += line;
    }
    return {corner.x, corner.y, corner.x + width, corner.y + height};
}

// A button on a sheet: a window of its own takes the mouse there, what lies below sees nothing.
bool sheet_button(Frame& frame, const Area& area, const char* label) {
    Look look = frame.look;
    look.list = ImGui::GetForegroundDrawList();
    ImGui::SetNextWindowPos({area.left, area.top});
    ImGui::SetNextWindowSize({area.width(), area.height()});
    ImGui::Begin("###sheet button", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing);
    const Touch mouse = touch(label, area);
    const bool hovered = mouse.hovered;
    const bool clicked = mouse.by_key || (hovered && ImGui::IsItemDeactivated());
    ImGui::End();
    const plot::Tokens& t = look.tokens();
    look.list->AddRectFilled({area.left, area.top}, {area.right, area.bottom},
                             packed(hovered ? plot::mix(t.accent, t.text, 0.12f) : t.accent),
                             frame.px(plot::kCornerRadius));
    const TextStyle style = {t.window};
    draw_text(look,
              {(area.left + area.right - text_width(look, label, style)) / 2,
               (area.top + area.bottom - text_height(look, style)) / 2},
              label, style);
    return clicked;
}

} // namespace

void keys_overlay(Frame& frame) {
    if (!frame.view.shows_keys)
        return;
    static const std::array<Pair, 22> kKeys = {{
        {"1 – 9", "single out a cluster, again for all"},
        {"[  ]", "one cluster less, one more"},
        {"D", "points, density"},
        {"L  R  V", "lasso, rectangle, move the map; Shift adds, Alt takes away"},
        {"Ctrl Z, Ctrl Y", "take back the last step, do it again"},
        {"Ctrl S, O, E", "save a session, open a file, export a report"},
        {"B", "pin the result as baseline, let it go"},
        {"Space, held", "the baseline in every panel"},
        {"F", "fit all rows into view"},
        {"T", "dark, light"},
        {"Ctrl Shift C", "copy the picture of the open tab"},
        {"Ctrl +  −  0", "scale of the interface"},
        {"Esc", "closes the topmost: list, sheet, reading, selection"},
        {"Tab, arrows, Enter", "reach and press every control; arrows nudge"},
        {"F1", "these keys"},
        {"F12", "times and sizes"},
        {"Drag, wheel", "pan and zoom the projection"},
        {"Double-click a name", "zoom to that cluster"},
        {"Click a cluster", "pin it: the others stay dim"},
        {"Wheel, arrows", "nudge a slider"},
        {"Ctrl + click", "type a slider's value"},
        {"Double-click", "reset a slider"},
    }};
    const float button = frame.px(30);
    const float foot = button + frame.px(10);
    const float height = frame.px(72 + 26 * static_cast<float>(kKeys.size())) + foot;
    const float top = std::max(0.0f, (frame.input.height - height) / 2);
    const Area area =
        sheet(frame, {frame.input.width / 2 + frame.px(220), top}, "Keys and mouse", kKeys, foot)
            .inset(frame.px(20), frame.px(20));
    const char* again = "Show the first minute again";
    const float width = text_width(frame.look, again, body(frame.look)) + frame.px(32);
    if (sheet_button(frame, {area.left, area.bottom - button, area.left + width, area.bottom},
                     again))
        show_first_minute(frame.view);
}

void performance_overlay(Frame& frame) {
    if (!frame.view.shows_performance)
        return;
    const auto ms = [](double value) { return base::fixed(value, 2) + " ms"; };
    const auto both = [](const base::Duration& took) {
        return base::fixed(took.passed_ms, 2) + " / " + base::fixed(took.thread_ms, 2) + " ms";
    };
    const auto count = [](auto value) { return base::grouped(static_cast<long long>(value)); };
    const FrameCost& cost = frame.view.cost;
    const FrameCost& longest = frame.view.longest;
    std::vector<Pair> lines = {
        {"", "passed / on a processor"},
        {"whole frame", both(cost.window) + ", longest " + both(longest.window)},
        {"interface alone", both(cost.interface) + ", longest " + both(longest.interface)},
        {"point cloud", both(cost.cloud) + ", longest " + both(longest.cloud)},
        {"uploaded", base::fixed(static_cast<double>(frame.input.bytes_uploaded) / 1e6, 1) + " MB"},
        {"drawn by",
         base::shortened(frame.input.renderer.empty() ? "–" : frame.input.renderer, 44)},
        {"previews, finals", count(frame.live.previews) + ", " + count(frame.live.finals)},
    };
    if (const engine::Result* result = frame.result()) {
        lines.emplace_back("iterations", count(result->clustering->iterations));
        for (const engine::StageTime& time : result->times)
            lines.emplace_back(std::string(engine::name_of(time.stage)),
                               time.milliseconds > 0.0 ? ms(time.milliseconds) : "from the memo");
        lines.emplace_back("whole result", ms(result->total_ms));
    }
    sheet(frame, {frame.input.width - frame.px(12), frame.px(52)}, "Times and sizes", lines);
}

} // namespace cohortscope::ui
