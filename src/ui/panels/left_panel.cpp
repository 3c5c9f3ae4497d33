#include <algorithm>

#include "base/format.h"
#include "plot/clusters/cluster_charts.h"
#include "plot/effects.h"
#include "ui/compat/compat.h"
#include "ui/controls/column_filter.h"
#include "ui/controls/knobs.h"
#include "ui/controls/slider.h"
#include "ui/controls/tab_strip.h"
#include "ui/controls/widgets.h"
#include "ui/painter.h"
#include "ui/panels/column_knobs.h"
#include "ui/panels/columns_view.h"
#include "ui/panels/history_list.h"
#include "ui/panels/panels.h"
#include "ui/scene_cache.h"

namespace cohortscope::ui {

namespace {

// The lumped names that the schema pins, with a strip of what lumping does.
void pinned(Frame& frame, Column& column) {
    const schema::ColumnSpec* spec = pinned_column(*frame.draft.schema);
    if (spec == nullptr)
        return;
    knob_row(frame, column, engine::knob_key(*spec, engine::Knob::rare_below));
    const engine::Result* result = frame.result();
    if (result == nullptr || plot::lumped_names(*result) == nullptr)
        return;
    const float width = column.width() / frame.look.scale;
    const plot::Scene& scene =
        cached(frame, frame.view.rare_strip, {width, 0.0f}, [&](const plot::TextMeasure& measure) {
            return plot::rare_strip(*result, width, chart_options(frame), measure);
        });
    paint({ImGui::GetWindowDrawList(), {column.left, column.y}, &frame.look, {}}, scene);
    column.y += frame.px(scene.height) + frame.px(4);
}

struct ViewKnob {
    const char* key;
    const char* label;
    const char* help;
    SliderScale scale;
    double reset_value;
};

void view_slider(Frame& frame, Column& column, const ViewKnob& knob, float& value) {
    const float line = frame.px(22);
    const bool held_before = frame.out.held;
    knob_label(frame, {column.left, column.y, column.right - frame.px(84), column.y + line},
               knob.label, knob.help);
    draw_text_right(frame.look, {column.right, column.y + frame.px(2)},
                    base::fixed(static_cast<double>(value), 2) + " ×", body(frame.look));
    const double wanted =
        slider(frame, {knob.key, knob.scale, knob.reset_value},
               {column.left, column.y + line, column.right, column.y + line + frame.px(18)},
               static_cast<double>(value));
    value = static_cast<float>(wanted);
    frame.out.held = held_before; // the picture's knobs hold no computation back
    if (frame.view.typing.what == knob.key)
        frame.view.typing.what.clear(); // these are not typed
    column.y += line + frame.px(22);
}

void picture(Frame& frame, Column& column) {
    float size = frame.view.point_size / kPointRadius;
    view_slider(frame, column,
                {"view.point_size",
                 "Point size",
                 "Radius of a point in the scatter.",
                 {0.5, 4.0, 0.05, 0.25, false},
                 1.0},
                size);
    frame.view.point_size = size * kPointRadius;
    view_slider(frame, column,
                {"view.exposure",
                 "Exposure",
                 "Brightness of sparse regions: opacity of points, or gain of the density.",
                 {0.1, 10.0, 0.05, 0.1, false},
                 1.0},
                frame.view.exposure);
}

void knobs(Frame& frame, Column& column) {
    column_filter(frame, column);
    knob_row(frame, column, "kmeans.k");
    knob_row(frame, column, "method");
    pinned(frame, column);
    section_heading(frame, column, "Weights", "share of distance");
    weight_rows(frame, column);
    knob_row(frame, column, "scaler");
    column_sections(frame, column);
    section_heading(frame, column, "K-Means");
    knob_row(frame, column, "seed");
    knob_row(frame, column, "kmeans.restarts");
    knob_row(frame, column, "kmeans.max_iterations");
    knob_row(frame, column, "kmeans.tolerance");
    section_heading(frame, column, "Picture");
    picture(frame, column);
}

// The names of the two views, above what scrolls.
void view_names(Frame& frame, const Area& line) {
    struct Named {
        LeftView view;
        const char* name;
        const char* help;
    };
    static constexpr Named kViews[] = {
        {LeftView::knobs, "Knobs", "Every setting that the groups depend on."},
        {LeftView::columns, "Columns", "What each column of the table is taken for, and why."},
        {LeftView::history, "History",
         "Every step so far; a click goes back to it (Ctrl Z, Ctrl Y)."}};
    LeftView& open = frame.view.left;
    float x = line.left;
    ImGui::PushID("left views");
    for (const Named& each : kViews) {
        const float width = tab_name_width(frame, each.name);
        if (tab_name(frame, each.name, each.name, {x, line.top, x + width, line.bottom},
                     open == each.view))
            open = each.view;
        if (ImGui::IsItemHovered())
            frame.tip = {{each.help}};
        x += width + frame.px(kTabGap);
    }
    ImGui::PopID();
    horizontal_rule(frame, line.left, line.right, line.bottom - frame.px(1));
}

// The wheel nudges a slider under the pointer; elsewhere it scrolls.
void scroll_by_wheel(Frame& frame) {
    const float wheel = ImGui::GetIO().MouseWheel;
    if (wheel == 0.0f || frame.wheel_taken || !ImGui::IsWindowHovered())
        return;
    frame.view.scrolled_at = frame.input.seconds;
    const float target = ImGui::GetScrollY() - wheel * frame.px(60);
    ImGui::SetScrollY(std::clamp(target, 0.0f, ImGui::GetScrollMaxY()));
}

} // namespace

void left_panel(Frame& frame, const Area& area) {
    fill(area, frame.look.tokens().panel);
    const bool hinted = frame.view.hint_open[static_cast<std::size_t>(Hint::left)];
    const float foot = hinted ? frame.px(kHintHeight) : 0.0f;
    const float pad = frame.px(plot::kPanelPadding);
    const float top = area.top + frame.px(4 + kTabStrip);
    follow_table(frame);
    view_names(frame, {area.left + pad, area.top + frame.px(4), area.right - pad, top});
    static constexpr const char* kIds[] = {"###left", "###left columns", "###left history"};
    const LeftView open = frame.view.left;
    ImGui::SetCursorScreenPos({area.left, top});
    compat::begin_child(kIds[static_cast<int>(open)], {area.width(), area.bottom - foot - top},
                        ImGuiWindowFlags_NoScrollWithMouse);
    Column column = {area.left + pad, area.right - pad,
                     ImGui::GetCursorScreenPos().y + frame.px(8)};
    if (open == LeftView::knobs)
        knobs(frame, column);
    else if (open == LeftView::columns)
        columns_view(frame, column);
    else
        history_list(frame, column);
    ImGui::SetCursorScreenPos({column.left, column.y});
    ImGui::Dummy({1.0f, pad});
    scroll_by_wheel(frame);
    fade_foot(frame, {column.left, area.top, column.right, area.bottom - foot});
    ImGui::EndChild();
    hint(frame, area, Hint::left);
}

} // namespace cohortscope::ui
