#include <algorithm>

#include "base/printable.h"
#include "ui/controls/widgets.h"
#include "ui/panels/panels.h"

namespace cohortscope::ui {

namespace {

struct Line {
    const char* id;
    std::string text;
    plot::Colour colour;
};

// One line with a coloured edge and a cross; true when the cross was clicked. Moves `top` on.
bool show_line(Frame& frame, const Area& area, float& top, const Line& line) {
    const Look& look = frame.look;
    const float pad = frame.px(plot::kPanelPadding);
    const float cross = frame.px(24);
    const float width = area.width() - 3 * pad - cross;
    const TextStyle style = body(look);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    // The text's height is known once it is laid out, so that its ground is drawn on a channel
    // below.
    list.ChannelsSplit(2);
    list.ChannelsSetCurrent(1);
    const float height =
        draw_wrapped(look, {area.left + pad, top + frame.px(6)}, width, line.text, style) +
        frame.px(12);
    const bool closed = icon_button(
        frame, line.id,
        {area.right - pad - cross, top + frame.px(4), area.right - pad, top + frame.px(4) + cross},
        Icon::close);
    list.ChannelsSetCurrent(0);
    fill({area.left, top, area.right, top + height}, look.tokens().raised);
    fill({area.left, top, area.left + frame.px(4), top + height}, line.colour);
    list.ChannelsMerge();
    top += height + frame.px(1);
    return closed;
}

// One line with two buttons; moves `top` on.
void offer_restoring(Frame& frame, const Area& area, float& top) {
    const Look& look = frame.look;
    const float pad = frame.px(plot::kPanelPadding), row = frame.px(36);
    const Area discard = {area.right - pad - frame.px(76), top + frame.px(4), area.right - pad,
                          top + frame.px(32)};
    const Area restore = {discard.left - frame.px(84), discard.top, discard.left - frame.px(6),
                          discard.bottom};
    fill({area.left, top, area.right, top + row}, look.tokens().raised);
    fill({area.left, top, area.left + frame.px(4), top + row}, look.tokens().accent);
    const TextStyle style = body(look);
    draw_text(look, {area.left + pad, top + frame.px(9)},
              fitted(look, "Restore what was open when the program stopped?",
                     restore.left - area.left - 2 * pad, style),
              style);
    if (button(frame, restore, "Restore"))
        frame.out.restoring = Restoring::restore;
    if (button(frame, discard, "Discard"))
        frame.out.restoring = Restoring::discard;
    top += row + frame.px(1);
}

} // namespace

float message_bar(Frame& frame, const Area& area) {
    View& view = frame.view;
    const plot::Tokens& t = frame.look.tokens();
    float top = area.top;
    if (frame.input.restorable)
        offer_restoring(frame, area, top);
    const std::string& error = frame.live.error;
    if (error.empty())
        view.dismissed_error.clear();
    else if (error != view.dismissed_error &&
             show_line(frame, area, top, {"error", base::printable(error), t.bad}))
        view.dismissed_error = error;
    if (!view.message.empty() &&
        show_line(frame, area, top, {"message", base::printable(view.message), t.warning}))
        view.message.clear();
    if (frame.result() == nullptr)
        return top - area.top;
    for (const std::string& notice : frame.result()->prepared.table->notices)
        if (!view.dismissed_notices.contains(notice) &&
            show_line(frame, area, top, {notice.c_str(), base::printable(notice), t.warning}))
            view.dismissed_notices.insert(notice);
    return top - area.top;
}

void hint(Frame& frame, const Area& panel, Hint which) {
    static constexpr const char* kTexts[] = {
        "Drag a slider: all rows cluster anew.",
        "Drag to pan, wheel to zoom, hover to look closer.",
        "Hover a cluster to single it out; click to pin it.",
    };
    const auto index = static_cast<std::size_t>(which);
    bool& open = frame.view.hint_open[index];
    if (!open)
        return;
    const float pad = frame.px(plot::kPanelPadding);
    const float top = panel.bottom - frame.px(kHintHeight);
    const float side = frame.px(20);
    horizontal_rule(frame, panel.left + pad, panel.right - pad, top);
    const Area cross = {panel.right - pad - side, top + frame.px(5), panel.right - pad,
                        top + frame.px(5) + side};
    const TextStyle style = small(frame.look);
    draw_text(frame.look, {panel.left + pad, top + frame.px(7)},
              fitted(frame.look, kTexts[index], cross.left - panel.left - pad, style), style);
    ImGui::PushID(static_cast<int>(index));
    if (icon_button(frame, "close hint", cross, Icon::close))
        open = false;
    ImGui::PopID();
}

} // namespace cohortscope::ui
