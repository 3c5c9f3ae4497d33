#include <algorithm>

#include "base/format.h"
#include "ui/controls/widgets.h"

namespace cohortscope::ui {

namespace {

constexpr float kWidestTip = 340.0f;          // at scale 1
constexpr std::size_t kMostCharacters = 1000; // of a line: a cell of a file may be a book

TextStyle style_of(const Look& look, const TipLine& line) {
    return line.muted ? small(look) : small_plain(look);
}

// Long texts are broken at spaces into lines of their own.
std::vector<TipLine> broken(const Frame& frame, const Look& look) {
    const float widest = frame.px(kWidestTip);
    std::vector<TipLine> lines;
    for (const TipLine& line : frame.tip) {
        std::string rest = base::shortened(line.text, kMostCharacters);
        while (text_width(look, rest, style_of(look, line)) > widest) {
            std::size_t end = rest.rfind(' ');
            while (end != std::string::npos && end > 0 &&
                   text_width(look, rest.substr(0, end), style_of(look, line)) > widest)
                end = rest.rfind(' ', end - 1);
            if (end == std::string::npos || end == 0)
                break;
            lines.push_back({rest.substr(0, end), "", kNobody, line.muted});
            rest = rest.substr(end + 1);
        }
        lines.push_back({rest, line.value, line.colour, line.muted});
    }
    return lines;
}

// Around the pointer, as high as a line of a list: where nobody said what the tip explains.
Area about(const Frame& frame, ImVec2 mouse) {
    return {mouse.x - frame.px(10), mouse.y - frame.px(14), mouse.x + frame.px(10),
            mouse.y + frame.px(14)};
}

float within(float place, float length, float room, float margin) {
    return std::clamp(place, margin, std::max(margin, room - length - margin));
}

// The top left corner of a tip of this size: below what it explains, or above, or at a side of it,
// wherever it covers none of that and stays inside the window.
ImVec2 place_of(const Frame& frame, const Area& beside, ImVec2 mouse, ImVec2 size) {
    const float gap = frame.px(6), margin = frame.px(6); // to the thing, to the window's edge
    const float width = frame.input.width, height = frame.input.height;
    const bool wide = beside.width() > frame.px(160); // then near the pointer rather than its start
    const ImVec2 along = {
        within(wide ? mouse.x - frame.px(8) : beside.left, size.x, width, margin),
        within((beside.top + beside.bottom - size.y) / 2, size.y, height, margin)};
    const float below = beside.bottom + gap, above = beside.top - gap - size.y;
    const float right = beside.right + gap, left = beside.left - gap - size.x;
    if (below + size.y + margin <= height)
        return {along.x, below};
    if (above >= margin)
        return {along.x, above};
    if (right + size.x + margin <= width)
        return {right, along.y};
    if (left >= margin)
        return {left, along.y};
    return {along.x, within(below, size.y, height, margin)};
}

} // namespace

void draw_tip(Frame& frame) {
    if (frame.tip.empty())
        return;
    Look look = frame.look;
    look.list = ImGui::GetForegroundDrawList();
    const std::vector<TipLine> lines = broken(frame, look);
    const float pad = frame.px(10);
    const float line_height = text_height(look, small(look)) + frame.px(2);
    float text_room = 0.0f;
    float value_room = 0.0f;
    for (const TipLine& line : lines) {
        const float swatch = line.colour == kNobody ? 0.0f : frame.px(18);
        text_room = std::max(text_room, swatch + text_width(look, line.text, style_of(look, line)));
        if (!line.value.empty())
            value_room = std::max(value_room,
                                  frame.px(16) + text_width(look, line.value, small_plain(look)));
    }
    const float width = text_room + value_room + 2 * pad;
    const float height = static_cast<float>(lines.size()) * line_height + 2 * pad - frame.px(2);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool known = frame.tip_beside.width() > 0 && frame.tip_beside.contains(mouse);
    const Area beside = known ? frame.tip_beside : about(frame, mouse);
    const auto [x, y] = place_of(frame, beside, mouse, {width, height});
    look.list->AddRectFilled({x, y}, {x + width, y + height}, packed(look.tokens().raised),
                             frame.px(6));
    look.list->AddRect({x, y}, {x + width, y + height},
                       packed(plot::mix(look.tokens().faint, look.tokens().muted, 0.4f)),
                       frame.px(6));
    float top = y + pad;
    for (const TipLine& line : lines) {
        float left = x + pad;
        if (line.colour != kNobody) {
            cluster_swatch(look, {left + frame.px(6), top + line_height / 2 - frame.px(1)},
                           line.colour);
            left += frame.px(18);
        }
        draw_text(look, {left, top}, line.text, style_of(look, line));
        if (!line.value.empty())
            draw_text_right(look, {x + width - pad, top}, line.value, small_plain(look));
        top += line_height;
    }
}

} // namespace cohortscope::ui
