#include <algorithm>

#include "base/format.h"
#include "plot/clusters/cluster_charts.h"
#include "plot/effects.h"
#include "ui/compat/compat.h"
#include "ui/controls/knobs.h"
#include "ui/controls/slider.h"
#include "ui/controls/widgets.h"
#include "ui/painter.h"
#include "ui/panels/panels.h"
#include "ui/scene_cache.h"

namespace cohortscope::ui {

namespace {

void heading(Frame& frame, Column& column, const std::string& text, const std::string& right = "") {
    column.y += frame.px(6);
    horizontal_rule(frame, column.left, column.right, column.y);
    column.y += frame.px(8);
    draw_text(frame.look, {column.left, column.y}, text, section(frame.look));
    if (!right.empty())
        draw_text_right(frame.look, {column.right, column.y + frame.px(4)}, right,
                        small(frame.look));
    column.y += frame.px(28);
}

using Effects = std::vector<plot::Effect>;

// What a step did, below its knobs.
void effect(Frame& frame, Column& column, const Effects& effects, plot::EffectPart part) {
    const std::string text = plot::sentence_of(effects, part);
    if (text.empty())
        return;
    column.y +=
        draw_wrapped(frame.look, {column.left, column.y}, column.width(), text, small(frame.look)) +
        frame.px(4);
}

void rare_companies(Frame& frame, Column& column) {
    knob_row(frame, column, "rare_company_threshold");
    const engine::Result* result = frame.result();
    if (result == nullptr)
        return;
    const float width = column.width() / frame.look.scale;
    const plot::Scene& scene =
        cached(frame, frame.view.rare_strip, {width, 0.0f}, [&](const plot::TextMeasure& measure) {
            return plot::rare_strip(*result, width, chart_options(frame), measure);
        });
    paint({ImGui::GetWindowDrawList(), {column.left, column.y}, &frame.look, {}}, scene);
    column.y += frame.px(scene.height) + frame.px(4);
}

void outliers(Frame& frame, Column& column, const Effects& effects) {
    knob_row(frame, column, "outliers.mode");
    if (frame.draft.outliers.mode != features::OutlierMode::none) {
        knob_row(frame, column, "outliers.low");
        knob_row(frame, column, "outliers.high");
    }
    effect(frame, column, effects, plot::EffectPart::low_outliers);
    effect(frame, column, effects, plot::EffectPart::high_outliers);
}

void years(Frame& frame, Column& column, const Effects& effects) {
    knob_row(frame, column, "reference_year");
    knob_row(frame, column, "clean.first_year");
    knob_row(frame, column, "impute.year");
    effect(frame, column, effects, plot::EffectPart::years);
    effect(frame, column, effects, plot::EffectPart::contradictions);
}

void roles_and_rows(Frame& frame, Column& column, const Effects& effects) {
    knob_row(frame, column, "impute.role");
    knob_row(frame, column, "rare_role_threshold");
    effect(frame, column, effects, plot::EffectPart::roles);
    knob_row(frame, column, "clean.text");
    effect(frame, column, effects, plot::EffectPart::names);
    knob_row(frame, column, "clean.duplicates");
    knob_row(frame, column, "clean.person_rows");
    effect(frame, column, effects, plot::EffectPart::rows);
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

void contents(Frame& frame, Column& column) {
    const engine::Result* result = frame.result();
    const Effects effects = result != nullptr ? plot::effects_of(*result) : Effects();
    knob_row(frame, column, "kmeans.k");
    knob_row(frame, column, "method");
    rare_companies(frame, column);
    heading(frame, column, "Weights", "share of distance");
    weight_rows(frame, column);
    knob_row(frame, column, "scaler");
    heading(frame, column, "Pay outliers");
    outliers(frame, column, effects);
    heading(frame, column, "Years");
    years(frame, column, effects);
    heading(frame, column, "Roles and rows");
    roles_and_rows(frame, column, effects);
    heading(frame, column, "K-Means");
    knob_row(frame, column, "seed");
    knob_row(frame, column, "kmeans.restarts");
    knob_row(frame, column, "kmeans.max_iterations");
    knob_row(frame, column, "kmeans.tolerance");
    heading(frame, column, "Picture");
    picture(frame, column);
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
    ImGui::SetCursorScreenPos({area.left, area.top});
    compat::begin_child("###left", {area.width(), area.height() - foot},
                        ImGuiWindowFlags_NoScrollWithMouse);
    const float pad = frame.px(plot::kPanelPadding);
    Column column = {area.left + pad, area.right - pad,
                     ImGui::GetCursorScreenPos().y + frame.px(8)};
    contents(frame, column);
    ImGui::SetCursorScreenPos({column.left, column.y});
    ImGui::Dummy({1.0f, pad});
    scroll_by_wheel(frame);
    fade_foot(frame, {column.left, area.top, column.right, area.bottom - foot});
    ImGui::EndChild();
    hint(frame, area, Hint::left);
}

} // namespace cohortscope::ui
