#include <algorithm>

#include "ui/widgets.h"

namespace cohortscope::ui {

namespace {

constexpr float kWidestTip = 340.0f; // at scale 1

TextStyle style_of(const Look& look, const TipLine& line) {
    return line.muted ? small(look) : small_plain(look);
}

// Long texts are broken at spaces into lines of their own.
std::vector<TipLine> broken(const Frame& frame, const Look& look) {
    const float widest = frame.px(kWidestTip);
    std::vector<TipLine> lines;
    for (const TipLine& line : frame.tip) {
        std::string rest = line.text;
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
    const float margin = frame.px(6); // to the window's edge
    const float x = std::clamp(mouse.x + frame.px(16), margin,
                               std::max(margin, frame.input.width - width - margin));
    const bool below = mouse.y + frame.px(20) + height <= frame.input.height;
    const float y = std::max(0.0f, below ? mouse.y + frame.px(20) : mouse.y - height - frame.px(8));
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
