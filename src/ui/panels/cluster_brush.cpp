#include "ui/panels/cluster_brush.h"

#include <algorithm>
#include <cmath>

#include "plot/labels.h"
#include "plot/selection/selected_rows.h"
#include "ui/controls/widgets.h"
#include "ui/scene_cache.h"

namespace cohortscope::ui {

namespace {

constexpr float kSlack = 3.0f; // a press that moved less is a click, at scale 1
constexpr float kBand = 0.14f; // of the text's colour over the stretch

double share_at(const Area& area, float x) {
    return static_cast<double>((x - area.left) / std::max(1.0f, area.width()));
}

engine::Shape shape_of(const Area& area, const plot::RidgeAxis& axis, const Brush& brush,
                       float to) {
    const double a = axis.value_at(share_at(area, std::min(brush.from, to)));
    const double b = axis.value_at(share_at(area, std::max(brush.from, to)));
    engine::Shape shape{engine::NumberRange{axis.column, a, b}};
    if (brush.colour != kNobody)
        shape.colour = brush.colour;
    return shape;
}

void draw_stretch(Frame& frame, const Area& area, float from, float to) {
    const plot::Tokens& t = frame.look.tokens();
    const float thick = std::max(1.0f, frame.px(1));
    const float left = std::min(from, to), right = std::max(from, to);
    fill({left, area.top, right, area.bottom}, plot::with_alpha(t.text, kBand));
    for (const float x : {left, right})
        fill({x - thick / 2, area.top, x + thick / 2, area.bottom}, t.text);
}

} // namespace

bool brush_axis(Frame& frame, const Area& area, const plot::RidgeAxis& axis, int colour) {
    if (axis.column.empty() || !(axis.high > axis.low) || area.width() < 1.0f)
        return false;
    Brush& brush = frame.view.brush;
    const Touch mouse = touch_by_mouse("axis", area);
    if (mouse.hovered)
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    const float to = std::clamp(ImGui::GetIO().MousePos.x, area.left, area.right);
    if (mouse.clicked)
        brush = {true, false, colour, to};
    const bool mine = brush.held && brush.colour == colour;
    if (!mine)
        return false;
    if (!mouse.held) {
        brush.held = false;
        return !brush.moved;
    }
    const bool begins = !brush.moved && std::fabs(to - brush.from) > frame.px(kSlack);
    if (!begins && !brush.moved)
        return false;
    engine::Shape shape = shape_of(area, axis, brush, to);
    const auto& range = std::get<engine::NumberRange>(shape.what);
    frame.tip = {{plot::short_measure(*axis.spec, range.low) + " – " +
                  plot::short_measure(*axis.spec, range.high)}};
    draw_stretch(frame, area, brush.from, to);
    if (begins)
        begin_selecting(frame, std::move(shape));
    else
        go_on_selecting(frame, std::move(shape));
    brush.moved = true;
    return false;
}

bool select_group(Frame& frame, int colour) {
    const ImGuiIO& io = ImGui::GetIO();
    if (!io.KeyCtrl && !io.KeyShift && !io.KeyAlt)
        return false;
    begin_selecting(frame, {engine::Group{colour}});
    return true;
}

const plot::Scene* selected_rows_scene(Frame& frame, const plot::ClusterChart& chart) {
    CachedSelectedRows& slot = frame.view.selected_rows;
    if (selected_of(frame) == nullptr) {
        slot.of.reset();
        return nullptr;
    }
    const int pinned = cluster_of_colour(*frame.result(), frame.view.focus.pinned());
    base::Hasher hasher;
    hasher.add(frame.view.clusters.key).add_number(pinned);
    const base::Fingerprint key = hasher.finish();
    if (slot.of != frame.live.selected || slot.key != key) {
        ++frame.view.work.charts;
        slot.of = frame.live.selected;
        slot.key = key;
        slot.scene = plot::selected_rows(*frame.result(), slot.of->stats, chart, pinned,
                                         chart_options(frame), slot.of->spread.get());
    }
    return &slot.scene;
}

} // namespace cohortscope::ui
