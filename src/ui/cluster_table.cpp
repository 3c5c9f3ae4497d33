#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/cluster_charts.h"
#include "plot/labels.h"
#include "ui/compat.h"
#include "ui/painter.h"
#include "ui/panels.h"
#include "ui/scene_cache.h"
#include "ui/slider.h"
#include "ui/stability_badge.h"
#include "ui/widgets.h"

namespace cohortscope::ui {

namespace {

constexpr const char* kTypedName = "name";

// Below this width, at scale 1, the rows give way to the stability; the tip still tells them.
constexpr float kRoomForRows = 440.0f;

// Right edges of the number columns and the width left for the name; 0 for a column left out.
struct Columns {
    float number_right = 0, swatch = 0, name = 0, name_right = 0;
    float share = 0, rows = 0, stability = 0, pay = 0;
};

Columns columns_of(const Frame& frame, float left, float right) {
    Columns c;
    c.number_right = left + frame.px(16);
    c.swatch = left + frame.px(25);
    c.name = left + frame.px(34);
    c.pay = right;
    const float after_pay = c.pay - frame.px(78);
    const bool judged = has_stability(frame);
    const bool counted = !judged || right - left >= frame.px(kRoomForRows);
    c.stability = judged ? after_pay : 0.0f;
    const float after_stability = judged ? after_pay - frame.px(60) : after_pay;
    c.rows = counted ? after_stability : 0.0f;
    c.share = counted ? after_stability - frame.px(56) : after_stability;
    c.name_right = c.share - frame.px(46);
    return c;
}

void head(Frame& frame, const Area& area) {
    const Columns c = columns_of(frame, area.left, area.right);
    const TextStyle style = small(frame.look);
    draw_text(frame.look, {c.name, area.top}, "cluster", style);
    draw_text_right(frame.look, {c.share, area.top}, "share", style);
    if (c.rows > 0.0f)
        draw_text_right(frame.look, {c.rows, area.top}, "rows", style);
    if (c.stability > 0.0f)
        draw_text_right(frame.look, {c.stability, area.top}, "stability", style);
    draw_text_right(frame.look, {c.pay, area.top}, "median pay", style);
}

void name_box(Frame& frame, const Area& area, int colour) {
    Typing& typing = frame.view.typing;
    const TypingEnd end = typing_box(frame, area, typing);
    if (end == TypingEnd::accepted) {
        frame.out.renamed_colour = colour;
        frame.out.new_name = typing.text.data();
    }
    if (end != TypingEnd::none)
        typing = {};
}

bool is_renaming(const Frame& frame, int colour) {
    return frame.view.typing.what == kTypedName && frame.view.typing.colour == colour;
}

void begin_renaming(Frame& frame, int colour, const std::string& name) {
    begin_typing(frame.view, kTypedName, name);
    frame.view.typing.colour = colour;
}

// What the mouse does on a row; true while it is over it.
bool touch_row(Frame& frame, const Area& row, float name_right, int cluster) {
    const engine::Result& result = *frame.result();
    const int colour = result.identity.colour[static_cast<std::size_t>(cluster)];
    const float side = frame.px(20);
    const Area pencil = {name_right - side, row.top + frame.px(2), name_right,
                         row.top + frame.px(2) + side};
    const bool inside = row.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered();
    if (inside && icon_button(frame, "rename", pencil, Icon::pencil)) {
        begin_renaming(frame, colour, result.name(cluster));
        return true;
    }
    const Area rest = inside ? Area{row.left, row.top, pencil.left, row.bottom} : row;
    const Touch left = touch("row", rest);
    const Touch right =
        inside ? touch("numbers", {name_right, row.top, row.right, row.bottom}) : Touch{};
    if (inside)
        frame.view.focus.hover(colour);
    if (left.double_clicked || right.double_clicked)
        frame.view.scatter.fit_cluster(result, cluster, frame.input.seconds);
    if (left.clicked || right.clicked)
        frame.view.focus.toggle_pin(colour);
    return inside;
}

// The text and the bar below it take 20 pixels, in the middle of the row.
float text_top(const Frame& frame, const Area& row) {
    return row.top + std::floor((row.height() - frame.px(20)) / 2) - frame.px(1);
}

void numbers(const Frame& frame, const Area& row, const Columns& c, int cluster, float emphasis) {
    const analysis::ClusterProfile& profile =
        frame.result()->profiles->clusters[static_cast<std::size_t>(cluster)];
    TextStyle style = small_plain(frame.look);
    style.colour = plot::mix(frame.look.tokens().muted, style.colour, emphasis);
    const float y = text_top(frame, row);
    draw_text_right(frame.look, {c.share, y}, plot::percent(profile.share), style);
    if (c.rows > 0.0f)
        draw_text_right(frame.look, {c.rows, y},
                        base::grouped(static_cast<long long>(profile.size)), style);
    draw_text_right(frame.look, {c.pay, y}, base::rupees(profile.ctc_median), style);
}

std::string rows_in(const Columns& c, const engine::Result& result, int cluster) {
    if (c.rows > 0.0f)
        return {}; // they stand in the row
    return plot::row_count(result.profiles->clusters[static_cast<std::size_t>(cluster)].size);
}

void table_row(Frame& frame, const Area& row, int cluster) {
    ImGui::PushID(cluster);
    const engine::Result& result = *frame.result();
    const Look& look = frame.look;
    const int colour = result.identity.colour[static_cast<std::size_t>(cluster)];
    const float emphasis = frame.view.focus.emphasis(colour);
    const Columns c = columns_of(frame, row.left, row.right);
    if (frame.view.focus.pinned() == colour)
        fill({row.left - frame.px(4), row.top, row.right + frame.px(4), row.bottom - frame.px(2)},
             look.tokens().raised, frame.px(4));
    if (is_renaming(frame, colour)) {
        name_box(frame, {c.name, row.top, c.name_right, row.bottom}, colour);
    } else {
        const bool hovered = touch_row(frame, row, c.name_right, cluster);
        TextStyle style = small_plain(look);
        style.colour = plot::mix(look.tokens().muted, style.colour, emphasis);
        const float room = c.name_right - c.name - (hovered ? frame.px(22) : 0.0f);
        const std::string shown = fitted(look, result.name(cluster), room, style);
        draw_text(look, {c.name, text_top(frame, row)}, shown, style);
        const float whole = text_width(look, result.name(cluster), style);
        if (hovered && (whole > c.name_right - c.name || c.rows == 0.0f))
            frame.tip = {{result.name(cluster), rows_in(c, result, cluster), colour}};
    }
    const float top = text_top(frame, row);
    if (c.stability > 0.0f)
        stability_badge(frame, {c.stability, top}, {row.left, row.top, row.right, row.bottom},
                        colour);
    TextStyle number = small(look);
    number.colour = plot::mix(look.tokens().panel, number.colour, 0.4f + 0.6f * emphasis);
    draw_text_right(look, {c.number_right, top}, std::to_string(cluster + 1), number);
    cluster_swatch(look, {c.swatch, top + frame.px(8)}, colour, emphasis);
    numbers(frame, row, c, cluster, emphasis);
    const float bar_width = (row.right - c.name) / look.scale;
    plot::ChartOptions options = chart_options(frame);
    const plot::Scene bar = plot::size_bar(result, cluster, bar_width, 3.0f, options);
    paint({ImGui::GetWindowDrawList(), {c.name, top + frame.px(18)}, &look, {}}, bar);
    ImGui::PopID();
}

} // namespace

void cluster_table(Frame& frame, const Area& area, float row_height) {
    const float top = area.top + frame.px(kClusterHead);
    head(frame, area);
    // A wider child leaves the scroll bar and the pinned row's ground outside the columns.
    const float margin = frame.px(plot::kPanelPadding);
    ImGui::SetCursorScreenPos({area.left - margin, top});
    compat::begin_child("###clusters", {area.width() + 2 * margin, area.bottom - top}, 0);
    float y = ImGui::GetCursorScreenPos().y;
    for (int cluster = 0; cluster < frame.result()->clustering->k; ++cluster) {
        table_row(frame, {area.left, y, area.right, y + row_height}, cluster);
        y += row_height;
    }
    ImGui::SetCursorScreenPos({area.left, y - 1.0f});
    ImGui::Dummy({1.0f, 1.0f});
    fade_foot(frame, area);
    ImGui::EndChild();
}

} // namespace cohortscope::ui
