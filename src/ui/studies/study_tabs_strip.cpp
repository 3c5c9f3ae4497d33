#include <algorithm>
#include <cmath>
#include <span>

#include "base/parallel.h"
#include "engine/study_cost.h"
#include "plot/labels.h"
#include "ui/controls/widgets.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

using engine::Study;
using engine::StudyView;

constexpr float kStrip = 34.0f; // at scale 1, with the bar and the gap below
constexpr float kLine = 24.0f;
constexpr float kBar = 3.0f;

bool runs(const StudyView& view) { return view.phase == StudyView::Phase::running; }
bool waits(const StudyView& view) { return view.phase == StudyView::Phase::waiting; }

// The study of the tab that goes on: the running one before one that waits; null for none.
const Study* active(const Frame& frame, const Tab& tab) {
    for (const auto& goes_on : {runs, waits})
        for (const Study& study : tab.studies)
            if (goes_on(frame.studies[study]))
                return &study;
    return nullptr;
}

// "about 7 s"; of 1 s or more.
std::string about(double seconds) {
    constexpr double kMinutesFrom = 90.0;
    return seconds < kMinutesFrom ? "about " + std::to_string(std::lround(seconds)) + " s"
                                  : "about " + std::to_string(std::lround(seconds / 60.0)) + " min";
}

std::string time_left(double seconds) {
    if (!std::isfinite(seconds))
        return "";
    return seconds < 1.0 ? " · less than 1 s left" : " · " + about(seconds) + " left";
}

// What is known before it runs; empty where it is nothing to speak of.
std::string cost_of(const Frame& frame, std::span<const Study> studies) {
    const engine::Result& result = *frame.result();
    double seconds = 0.0;
    for (const Study study : studies)
        seconds += engine::expected_seconds(
            study, result.rows(), result.prepared.matrix->dimensions(), base::loop_threads());
    return seconds < 1.0 ? std::string() : about(seconds);
}

std::string after_dot(const std::string& text) { return text.empty() ? text : " · " + text; }

std::string percent_of(const StudyView& view) {
    return std::to_string(static_cast<int>(std::clamp(view.fraction, 0.0, 1.0) * 100.0)) + " %";
}

// How far it is and how long still; `named` says what runs as well.
std::string progress_text(const Frame& frame, Study study, bool named) {
    const StudyView& view = frame.studies[study];
    const std::string cost = after_dot(cost_of(frame, std::span(&study, 1)));
    if (runs(view))
        return (named ? std::string(label_of(study)) + " " : "") + percent_of(view) +
               (std::isfinite(view.seconds_left) ? time_left(view.seconds_left) : cost);
    if (!named)
        return "waits" + cost;
    for (const Study other : engine::kAllStudies)
        if (runs(frame.studies[other]))
            return std::string(label_of(study)) + " waits for " + label_of(other) + " " +
                   percent_of(frame.studies[other]) + cost;
    return std::string(label_of(study)) + " waits" + cost;
}

// A button with the accent, as wide as its label; `right` becomes its left edge.
bool accent_button(Frame& frame, const Area& line, float& right, const std::string& label) {
    const plot::Tokens& t = frame.look.tokens();
    const TextStyle style = {t.accent, plot::kSmallSize, plot::Face::semibold};
    const float width = text_width(frame.look, label, style) + frame.px(20);
    const Area place = {right - width, line.top + frame.px(1), right, line.bottom - frame.px(1)};
    const Touch mouse = touch(label.c_str(), place);
    fill(place, plot::mix(t.panel, t.accent, mouse.hovered ? 0.30f : 0.16f), frame.px(5));
    draw_text(frame.look,
              {place.left + frame.px(10),
               (place.top + place.bottom - text_height(frame.look, style)) / 2},
              label, style);
    if (mouse.hovered)
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    right = place.left - frame.px(10);
    return mouse.clicked;
}

void cancel_all(Frame& frame, const Tab& tab) {
    for (const Study study : tab.studies) {
        if (frame.studies[study].phase == StudyView::Phase::idle)
            continue;
        StudyAsk& ask = frame.view.studies[study];
        ask.asked = false;
        ask.given_up = engine::study_key(study, *frame.result());
        frame.out.cancelled.push_back(study);
    }
}

void run_all(Frame& frame, const Tab& tab) {
    for (const Study study : tab.studies) {
        StudyAsk& ask = frame.view.studies[study];
        ask.asked = true;
        ask.retry = true;
        ask.given_up = {};
    }
}

void progress_bar(Frame& frame, const Area& line, double fraction) {
    const plot::Tokens& t = frame.look.tokens();
    const float top = line.bottom + frame.px(1);
    const float bottom = top + std::max(2.0f, frame.px(kBar));
    const float share = static_cast<float>(std::clamp(fraction, 0.0, 1.0));
    const float radius = (bottom - top) / 2;
    fill({line.left, top, line.right, bottom}, t.raised, radius);
    if (share > 0.0f)
        fill({line.left, top, line.left + std::max(2 * radius, line.width() * share), bottom},
             t.accent, radius);
}

// What goes on, at the right of the line; the first `taken` pixels are for what the values belong
// to. Where there is little room the tab's name has to say what runs.
void progress(Frame& frame, const Tab& tab, const Area& line, Study study, float taken) {
    float right = line.right;
    if (accent_button(frame, line, right, "Cancel"))
        cancel_all(frame, tab);
    const TextStyle style = small_plain(frame.look);
    const float room = right - line.left - taken;
    std::string text = progress_text(frame, study, true);
    if (text_width(frame.look, text, style) > room)
        text = progress_text(frame, study, false);
    const float y = (line.top + line.bottom - text_height(frame.look, style)) / 2;
    draw_text_right(frame.look, {right, y}, fitted(frame.look, text, room, style), style);
    progress_bar(frame, line, runs(frame.studies[study]) ? frame.studies[study].fraction : 0.0);
}

// A study of the tab that is neither there nor under way, and does not start by itself.
bool needs_run(const Frame& frame, const Tab& tab) {
    const auto& wanted = frame.out.wanted;
    return std::ranges::any_of(tab.studies, [&](Study study) {
        const StudyView& view = frame.studies[study];
        const bool at_the_final =
            !frame.result()->final_result && (frame.view.studies[study].asked || !is_slow(study));
        const bool starts_itself = at_the_final || std::ranges::find(wanted, study) != wanted.end();
        return view.phase == StudyView::Phase::idle && !starts_itself && !view.complete;
    });
}

std::string run_label(const Frame& frame, const Tab& tab) {
    if (!engine::is_of_clusters(tab.main))
        return "Run";
    return "Run for " + engine::study_subject(tab.main, frame.result()->settings);
}

struct Words {
    std::string text;
    plot::Colour colour;
};

// What the values belong to, or why there is none.
Words subject(const Frame& frame, const Tab& tab, const std::string& error) {
    const plot::Tokens& t = frame.look.tokens();
    const StudyView& view = frame.studies[tab.main];
    if (!error.empty())
        return {error, t.bad};
    if (is_preview(frame, view))
        return {"preview", t.warning};
    if (view.value && !view.current)
        return {"for " + view.subject, t.warning};
    for (const Study study : tab.studies)
        if (frame.studies[study].value && !frame.studies[study].current)
            return {std::string(label_of(study)) + " for " + frame.studies[study].subject,
                    t.warning};
    if (view.value && engine::is_of_clusters(tab.main))
        return {"for " + view.subject, t.muted};
    if (view.value)
        return {"for the present settings", t.muted};
    if (!frame.result()->final_result)
        return {"waits for the final result", t.muted};
    return {needs_run(frame, tab) ? "not computed" : "", t.muted};
}

// Of the last run for the present result.
std::string error_of(const Frame& frame, const Tab& tab) {
    for (const Study study : tab.studies) {
        const StudyView& view = frame.studies[study];
        if (!view.error.empty() && view.phase == StudyView::Phase::idle)
            return view.error;
    }
    return {};
}

// What the tab will show, and how far it is.
std::string promise(const Frame& frame, const Tab& tab) {
    const engine::Result& result = *frame.result();
    const std::string what = std::string(tab.shows) + ", all " + plot::row_count(result.rows());
    if (const Study* goes_on = active(frame, tab); goes_on != nullptr)
        return what + ": " +
               progress_text(frame, *goes_on,
                             *goes_on != tab.main || !runs(frame.studies[*goes_on]));
    if (!error_of(frame, tab).empty())
        return what + ": it could not be computed, the line above says why.";
    const std::string cost = cost_of(frame, tab.studies);
    const std::string takes = cost.empty() ? "." : " and takes " + cost + ".";
    if (!result.final_result)
        return what + ": it follows when the groups are final" + takes;
    if (needs_run(frame, tab))
        return what + ": the button above computes it" +
               (cost.empty() ? "." : ", in " + cost + ".");
    return what + ": it begins now" + takes;
}

} // namespace

void nothing_yet(Frame& frame, const Tab& tab, const Area& area) {
    constexpr float kWidest = 420.0f; // of the lines, at scale 1
    const TextStyle style = {frame.look.tokens().muted};
    const float width = std::min(area.width(), frame.px(kWidest));
    const float left = area.left + (area.width() - width) / 2;
    draw_wrapped(frame.look, {left, area.top + area.height() * 0.25f}, width, promise(frame, tab),
                 style);
}

const char* label_of(Study study) {
    static constexpr const char* kLabels[] = {
        "Elbow",      "Scores",     "Rules",     "Hopkins",     "Ward",
        "Comparison", "Silhouette", "Stability", "Sensitivity", "Peers"};
    return kLabels[static_cast<std::size_t>(study)];
}

Area study_strip(Frame& frame, const Tab& tab, const Area& area) {
    ImGui::PushID("strip");
    const Area line = {area.left, area.top, area.right, area.top + frame.px(kLine)};
    const Study* goes_on = active(frame, tab);
    const std::string error = goes_on == nullptr ? error_of(frame, tab) : "";
    const Words words = subject(frame, tab, error);
    const TextStyle style = {words.colour, plot::kSmallSize};
    const float width = text_width(frame.look, words.text, style);
    float right = line.right;
    if (goes_on != nullptr)
        progress(frame, tab, line, *goes_on, width > 0.0f ? width + frame.px(12) : 0.0f);
    else if (needs_run(frame, tab) &&
             accent_button(frame, line, right, error.empty() ? run_label(frame, tab) : "Try again"))
        run_all(frame, tab);
    const std::string shown = fitted(frame.look, words.text, right - line.left, style);
    const float y = (line.top + line.bottom - text_height(frame.look, style)) / 2;
    draw_text(frame.look, {line.left, y}, shown, style);
    const Area place = {line.left, line.top, right, line.bottom};
    if (shown != words.text && place.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered())
        frame.tip = {{words.text, ""}};
    ImGui::PopID();
    return {area.left, area.top + frame.px(kStrip), area.right, area.bottom};
}

} // namespace cohortscope::ui
