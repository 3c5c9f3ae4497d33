#include "ui/panels/personas_tab.h"

#include <algorithm>

#include "analysis/personas/personas.h"
#include "engine/session/preset.h"
#include "engine/study.h"
#include "ui/controls/knobs.h"
#include "ui/controls/scrolled.h"
#include "ui/controls/widgets.h"
#include "ui/scene_cache.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kFoot = 84.0f; // the threshold and the buttons below the groups
constexpr float kButton = 26.0f;
constexpr float kGap = 8.0f;

// Of the groups shown; empty where the study is of others or has not been made.
std::vector<double> stability_now(const Frame& frame) {
    const engine::StudyView& view = frame.studies[engine::Study::stability];
    const auto* stability = engine::value_in<analysis::Stability>(view);
    return stability != nullptr && view.current ? stability->jaccard : std::vector<double>();
}

void follow(Frame& frame, float width) {
    PersonasView& view = frame.view.personas;
    const std::vector<double> stability = stability_now(frame);
    base::Hasher hasher = chart_key(frame);
    hasher.add_text(view.knob).add_number(static_cast<double>(width));
    for (const double each : stability)
        hasher.add_number(each);
    const base::Fingerprint key = hasher.finish();
    if (view.key == key)
        return;
    ++frame.view.work.charts;
    view.key = key;
    view.chart = plot::persona_chart(*frame.result(), stability, view.knob, width,
                                     chart_options(frame), FontMeasure(*frame.look.fonts));
}

bool small_button(Frame& frame, float& left, float top, const char* label) {
    const float width = text_width(frame.look, label, small(frame.look)) + frame.px(20);
    const Area place = {left, top, left + width, top + frame.px(kButton)};
    left = place.right + frame.px(kGap);
    fill(place, frame.look.tokens().raised, frame.px(plot::kCornerRadius));
    return button(frame, place, label, {.text_size = plot::kSmallSize});
}

// The recipes of published analyses of such tables.
void recipes(Frame& frame, float& left, float top) {
    for (const engine::Preset& preset : engine::presets()) {
        if (preset.settings.schema->name != frame.draft.schema->name)
            continue;
        const float begin = left;
        if (small_button(frame, left, top, ("Recipe " + preset.name).c_str()))
            frame.edit({}, [&](engine::Document& next) { next.settings = preset.settings; });
        if (Area{begin, top, left, top + frame.px(kButton)}.contains(ImGui::GetIO().MousePos))
            frame.tip = {{preset.label, ""},
                         {"A click sets it up; its numbers then stand below the groups, beside "
                          "ours",
                          "", kNobody, true}};
    }
}

void buttons(Frame& frame, const Area& area) {
    float left = area.left;
    const float top = area.bottom - frame.px(kButton);
    if (!frame.draft.thresholds.empty() && small_button(frame, left, top, "Reset"))
        frame.edit({}, [](engine::Document& next) { next.settings.thresholds.clear(); });
    if (stability_now(frame).empty() && small_button(frame, left, top, "Check stability"))
        open_tab(frame.view, *find_tab("stability"));
    recipes(frame, left, top);
}

void foot(Frame& frame, const Area& area) {
    horizontal_rule(frame, area.left, area.right, area.top);
    const engine::Field* field = engine::find_field(*frame.draft.schema, frame.view.personas.knob);
    Column column = {area.left, area.right, area.top + frame.px(kGap)};
    if (field != nullptr)
        knob_row(frame, column, *field);
    else
        draw_wrapped(frame.look, {column.left, column.y}, column.width(),
                     "Click an underlined word or a condition: its threshold comes here.",
                     small(frame.look));
    buttons(frame, area);
}

void groups(Frame& frame, const Area& area) {
    follow(frame, area.width() / frame.look.scale);
    PersonasView& view = frame.view.personas;
    const plot::Mark* mark = show_scene(frame, "###personas", area, view.chart.scene);
    if (mark == nullptr || mark->value < 0)
        return;
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (ImGui::IsMouseClicked(0))
        view.knob = view.chart.knobs[static_cast<std::size_t>(mark->value)];
}

} // namespace

void personas_tab(Frame& frame, const Area& area) {
    if (frame.result()->personas == nullptr) {
        draw_wrapped(frame.look, {area.left, area.top}, area.width(),
                     "There are no rules for this table, so groups keep their measured names. Drop "
                     "a file of rules on the window, or start with --rules FILE; those of the "
                     "program are in assets/rules.",
                     small(frame.look));
        return;
    }
    const float split = std::max(area.top, area.bottom - frame.px(kFoot));
    groups(frame, {area.left, area.top, area.right, split - frame.px(kGap)});
    foot(frame, {area.left, split, area.right, area.bottom});
}

} // namespace cohortscope::ui
