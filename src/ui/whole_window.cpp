#include "ui/whole_window.h"

#include <algorithm>

#include "ui/baseline.h"
#include "ui/controls/columns.h"
#include "ui/controls/widgets.h"
#include "ui/first_minute/first_minute.h"
#include "ui/panels/panels.h"

namespace cohortscope::ui {

namespace {

constexpr float kToolbar = 42.0f; // heights at scale 1
constexpr float kStatus = 28.0f;

// Everything below the toolbar and above the status line. Messages take their room from the map
// alone: the controls stay where they are.
void columns(Frame& frame, const Area& area) {
    const float rule = std::max(1.0f, frame.px(1));
    const ColumnEdges edges = column_edges(frame, area);
    left_panel(frame, unfolded(frame, {area.left, area.top, edges.left, area.bottom}, Fold::left));
    Area centre =
        unfolded(frame, {edges.left + rule, area.top, edges.right, area.bottom}, Fold::map);
    centre.top += message_bar(frame, centre);
    centre.top += change_bar(frame, centre);
    scatter_panel(frame, centre);
    right_panel(frame, unfolded(frame, {edges.right + rule, area.top, area.right, area.bottom},
                                Fold::right));
}

} // namespace

void whole_window(Frame& frame) {
    if (first_minute(frame))
        return;
    const Area window = {0, 0, frame.input.width, frame.input.height};
    const float rule = std::max(1.0f, frame.px(1));
    const float bar = frame.px(kToolbar);
    toolbar(frame, {0, 0, window.right, bar});
    const float status_top = window.bottom - frame.px(kStatus);
    columns(frame, {0, bar + rule, window.right, status_top - rule});
    status_line(frame, {0, status_top, window.right, window.bottom});
    column_question(frame, {0, bar + rule, window.right, status_top - rule});
    report_box(frame, {0, bar + rule, window.right, status_top - rule});
    keys_overlay(frame);
    performance_overlay(frame);
    draw_key_focus(frame);
    draw_tip(frame);
}

// The root window shows the rules between the panels: its ground has the rule's colour.
void begin_root(const Frame& frame) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({frame.input.width, frame.input.height});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, packed(frame.look.tokens().faint));
    ImGui::Begin("###cohortscope", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                     ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleColor();
}

} // namespace cohortscope::ui
