#include "ui/panels/report_box.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/format.h"
#include "ui/compat/compat.h"
#include "ui/controls/widgets.h"
#include "ui/frame.h"
#include "ui/panels/loading.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kWidth = 600.0f;
constexpr float kHeight = 330.0f;
constexpr float kProgressWidth = 420.0f;
constexpr float kProgressHeight = 66.0f;
constexpr float kFoot = 16.0f; // below the progress
constexpr double kProgressSeconds = 0.1;
constexpr double kBlinkS = 0.1; // the cursor blinks

const ReportFacts* facts_of_shown(const Frame& frame) {
    const engine::Result* result = frame.result();
    const ReportFacts* facts = frame.input.report.facts.get();
    return result != nullptr && facts != nullptr && facts->of == result->serial ? facts : nullptr;
}

// Why no report can be made of what is shown now; empty: one can.
std::string hindrance(const Frame& frame) {
    const engine::Result* result = frame.result();
    if (frame.before)
        return "The baseline is shown: let Space go.";
    if (result == nullptr || !result->final_result || frame.live.computing)
        return "Waits for the final result …";
    if (facts_of_shown(frame) == nullptr)
        return "Looks at what the rows give away …";
    return frame.view.report.folder[0] == '\0' ? "A folder needs a name." : "";
}

void write_folder(ReportBox& box, const std::string& folder) {
    box.folder.fill('\0');
    std::memcpy(box.folder.data(), folder.data(), std::min(folder.size(), box.folder.size() - 1));
    box.offered = box.folder.data();
}

// What is to be known of the result shown is asked for; a folder that nobody typed follows it.
void follow_facts(Frame& frame) {
    ReportBox& box = frame.view.report;
    const engine::Result* result = frame.result();
    if (result == nullptr || !result->final_result || frame.before)
        return;
    const ReportFacts* facts = facts_of_shown(frame);
    if (facts == nullptr)
        frame.out.report.facts_of = frame.live.result;
    else if (box.offered == box.folder.data() && box.offered != facts->folder)
        write_folder(box, facts->folder);
}

void draw_ground(const Frame& frame, const Area& box) {
    const plot::Tokens& t = frame.look.tokens();
    fill(box, t.accent, frame.px(8));
    fill(box.inset(frame.px(1), frame.px(1)), t.panel, frame.px(8));
}

void folder_line(Frame& frame, const Area& line) {
    ReportBox& box = frame.view.report;
    draw_text(frame.look, {line.left, line.top + frame.px(5)}, "Folder", body(frame.look));
    const float left = line.left + frame.px(64);
    ImGui::SetCursorScreenPos({left, line.top});
    ImGui::SetNextItemWidth(line.right - left);
    ImGui::InputText("###report folder", box.folder.data(), box.folder.size());
    box.typing = ImGui::IsItemActive();
    // Of a long path the box shows the beginning alone.
    const std::string folder = box.folder.data();
    if (text_width(frame.look, folder, body(frame.look)) > line.right - left - frame.px(16))
        draw_text(frame.look, {left, line.top + frame.px(28)},
                  fitted(frame.look, "… " + shown_file_name(folder), line.right - left,
                         small(frame.look)),
                  small(frame.look));
    if (box.typing)
        frame.out.next_frame_s = std::min(frame.out.next_frame_s, kBlinkS);
}

// A switch with its words, and below them what it gives away. Returns what it is now.
struct Choice {
    const char* key;
    const char* words;
    std::string gives;
    bool on;
};
bool choice(Frame& frame, const Area& line, const Choice& choice) {
    const float side = frame.px(18);
    const Area knob = {line.left, line.top + frame.px(2), line.left + 2 * side,
                       line.top + frame.px(2) + side};
    const bool on = toggle(frame, choice.key, knob, choice.on);
    const float left = line.left + frame.px(64);
    draw_text(frame.look, {left, line.top}, choice.words, body(frame.look));
    draw_wrapped(frame.look, {left, line.top + frame.px(22)}, line.right - left, choice.gives,
                 small(frame.look));
    return on;
}

void choices(Frame& frame, const Area& area) {
    ReportBox& box = frame.view.report;
    const ReportFacts* facts = facts_of_shown(frame);
    const std::string unknown = "…";
    box.has_rows = choice(frame, area,
                          {"report rows", "Table of rows: row, group, name",
                           facts != nullptr ? facts->rows_give : unknown, box.has_rows});
    if (!box.has_rows || (facts != nullptr && facts->ids_give.empty())) {
        box.with_ids = false;
        return;
    }
    box.with_ids = choice(
        frame, {area.left, area.top + frame.px(66), area.right, area.bottom},
        {"report ids", "…with ids", facts != nullptr ? facts->ids_give : unknown, box.with_ids});
}

void start(Frame& frame) {
    ReportBox& box = frame.view.report;
    frame.out.report.make = std::make_shared<const ReportWish>(
        ReportWish{frame.live.result, box.folder.data(), box.has_rows, box.with_ids});
    box.open = box.typing = false;
}

void buttons(Frame& frame, const Area& area) {
    const float gap = frame.px(10);
    const Area go = {area.right - frame.px(90), area.top, area.right, area.bottom};
    const Area leave = {go.left - gap - frame.px(90), area.top, go.left - gap, area.bottom};
    const std::string why = hindrance(frame);
    if (why.empty()) {
        if (button(frame, go, "Start", {true}))
            start(frame);
    } else {
        const plot::Tokens& t = frame.look.tokens();
        const TextStyle off = {plot::mix(t.panel, t.muted, 0.6f)};
        draw_text(frame.look,
                  {(go.left + go.right - text_width(frame.look, "Start", off)) / 2,
                   (go.top + go.bottom - text_height(frame.look, off)) / 2},
                  "Start", off);
        draw_text(frame.look, {area.left, area.top + frame.px(7)},
                  fitted(frame.look, why, leave.left - area.left - gap, small(frame.look)),
                  small(frame.look));
    }
    if (button(frame, leave, "Cancel"))
        frame.view.report.open = frame.view.report.typing = false;
}

void draw_question(Frame& frame, const Area& box) {
    draw_ground(frame, box);
    const Area area = box.inset(frame.px(20), frame.px(18));
    draw_text(frame.look, {area.left, area.top}, "A report of this picture", section(frame.look));
    draw_wrapped(frame.look, {area.left, area.top + frame.px(30)}, area.width(),
                 "One folder: page, figures, slides, tables, workbook, script, session. Studies "
                 "that are missing are computed first.",
                 small(frame.look));
    folder_line(frame, {area.left, area.top + frame.px(80), area.right, area.bottom});
    choices(frame, {area.left, area.top + frame.px(134), area.right, area.bottom});
    buttons(frame, {area.left, area.bottom - frame.px(30), area.right, area.bottom});
}

void draw_progress(Frame& frame, const Area& box) {
    const ReportState& state = frame.input.report;
    const plot::Tokens& t = frame.look.tokens();
    draw_ground(frame, box);
    const Area area = box.inset(frame.px(16), frame.px(12));
    const Area stop = {area.right - frame.px(80), area.top, area.right, area.top + frame.px(30)};
    const double share = std::clamp(state.fraction, 0.0, 1.0);
    const std::string percent = base::fixed(100.0 * share, 0) + " %";
    const float room = stop.left - frame.px(12) - area.left;
    const float width = text_width(frame.look, percent, small(frame.look));
    draw_text(
        frame.look, {area.left, area.top + frame.px(5)},
        fitted(frame.look, "Report: " + state.doing, room - width - frame.px(8), body(frame.look)),
        body(frame.look));
    draw_text(frame.look, {area.left + room - width, area.top + frame.px(7)}, percent,
              small(frame.look));
    const Area bar = {area.left, area.bottom - frame.px(6), area.right, area.bottom};
    fill(bar, t.raised, frame.px(3));
    fill({bar.left, bar.top, bar.left + bar.width() * static_cast<float>(share), bar.bottom},
         t.accent, frame.px(3));
    if (button(frame, stop, "Cancel###stop report"))
        frame.out.report.cancel = true;
    frame.out.next_frame_s = std::min(frame.out.next_frame_s, kProgressSeconds);
}

// A window of its own: what lies below it takes no clicks.
template <class Draw>
void in_window(Frame& frame, const char* id, const Area& box, const Draw& draw) {
    ImGui::SetCursorScreenPos({box.left, box.top});
    compat::begin_child(id, {box.width(), box.height()}, 0);
    draw(frame, box);
    ImGui::EndChild();
}

Area centred(const Frame& frame, const Area& area, float width, float height) {
    width = std::min(frame.px(width), area.width());
    height = std::min(frame.px(height), area.height());
    const float left = std::floor((area.left + area.right - width) / 2);
    const float top = std::floor((area.top + area.bottom - height) / 2);
    return {left, top, left + width, top + height};
}

} // namespace

void toggle_report_box(ReportBox& box) {
    box.open = !box.open;
    box.typing = false;
    box.with_ids = false;
}

void report_box(Frame& frame, const Area& area) {
    ReportBox& box = frame.view.report;
    if (frame.input.report.under_way) { // one at a time
        box.open = box.typing = false;
        Area foot = centred(frame, area, kProgressWidth, kProgressHeight);
        foot.top = area.bottom - frame.px(kFoot) - foot.height();
        foot.bottom = area.bottom - frame.px(kFoot);
        in_window(frame, "###report progress", foot, draw_progress);
        return;
    }
    if (!box.open)
        return;
    follow_facts(frame);
    in_window(frame, "###report", centred(frame, area, kWidth, kHeight), draw_question);
}

} // namespace cohortscope::ui
