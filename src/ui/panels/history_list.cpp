#include "ui/panels/history_list.h"

#include <algorithm>

#include "ui/controls/widgets.h"
#include "ui/painter.h"

namespace cohortscope::ui {

namespace {

constexpr float kNumber = 34.0f; // room of a step's number, at scale 1

// A step's words and what came of them, wrapped.
void draw_step(Frame& frame, Column& column, std::size_t number) {
    const engine::History& history = frame.history;
    const engine::Step& step = history.steps()[number];
    const bool present = number == history.at();
    const bool undone = number > history.at();
    const plot::Tokens& t = frame.look.tokens();
    const float top = column.y;
    const float pad = frame.px(6);
    const float left = column.left + frame.px(kNumber);
    const float width = column.right - left - pad;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.ChannelsSplit(2); // the ground is known when the text is laid out
    list.ChannelsSetCurrent(1);
    const TextStyle style = {undone ? t.muted : t.text};
    draw_text(frame.look, {column.left + pad, top + pad}, std::to_string(number), {t.muted});
    float height = draw_wrapped(frame.look, {left, top + pad}, width, step.words, style);
    if (!step.effect.empty())
        height += draw_wrapped(frame.look, {left, top + pad + height}, width, step.effect,
                               small(frame.look));
    height += 2 * pad;
    list.ChannelsSetCurrent(0);
    const Area area = {column.left, top, column.right, top + height};
    ImGui::PushID(static_cast<int>(number));
    const Touch mouse = touch("###step", area);
    ImGui::PopID();
    if (present || mouse.hovered)
        fill(area, plot::mix(t.panel, present ? t.accent : t.raised, present ? 0.18f : 1.0f),
             frame.px(plot::kCornerRadius));
    if (present)
        fill({area.left, area.top, area.left + frame.px(3), area.bottom}, t.accent);
    list.ChannelsMerge();
    if (mouse.clicked && !present)
        frame.view.goes_to_step = number;
    column.y += height + frame.px(2);
}

} // namespace

void history_list(Frame& frame, Column& column) {
    const std::size_t steps = frame.history.steps().size();
    if (steps == 1) {
        column.y += draw_wrapped(frame.look, {column.left, column.y}, column.width(),
                                 "Nothing has been changed yet. Every change will be listed here, "
                                 "with what came of it; a click goes back to it.",
                                 {frame.look.tokens().muted});
        return;
    }
    for (std::size_t number = steps; number-- > 0;)
        draw_step(frame, column, number);
}

} // namespace cohortscope::ui
