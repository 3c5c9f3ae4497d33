// The tab "Changed": what became of every group since the baseline.
#include <algorithm>

#include "plot/studies/change_chart.h"
#include "ui/baseline.h"
#include "ui/controls/scrolled.h"
#include "ui/controls/widgets.h"
#include "ui/painter.h"
#include "ui/scene_cache.h"

namespace cohortscope::ui {

namespace {

using engine::FlowEnds;
using engine::kAnyGroup;
using engine::kNotUsed;

std::string name_of(const std::vector<engine::ChangedGroup>& groups, int group) {
    return groups[static_cast<std::size_t>(group)].name;
}

// Where the selected rows come from: "moved from the broad middle to seniors".
std::string origin_of(const engine::Changes& changes, const FlowEnds& ends) {
    if (ends.to == kAnyGroup)
        return "before in " + name_of(changes.before, ends.from);
    if (ends.from == kAnyGroup)
        return "now in " + name_of(changes.after, ends.to);
    if (ends.from == kNotUsed)
        return "left out before, now in " + name_of(changes.after, ends.to);
    if (ends.to == kNotUsed)
        return "before in " + name_of(changes.before, ends.from) + ", left out now";
    if (changes.stays(ends.from, ends.to))
        return "stayed in " + name_of(changes.after, ends.to);
    return "moved from " + name_of(changes.before, ends.from) + " to " +
           name_of(changes.after, ends.to);
}

// That of the changes shown, once it is there.
std::shared_ptr<const engine::FlowStory> story_of(const Frame& frame) {
    const std::shared_ptr<const engine::FlowStory>& story = frame.live.story;
    const std::optional<FlowEnds>& picked = frame.view.changed.picked;
    if (!story || !picked || story->changes != frame.live.changes ||
        engine::groups_of(*frame.live.changes, *picked) != story->ends)
        return nullptr;
    return story;
}

plot::ChangeView what_is_shown(const Frame& frame) {
    const engine::Changes& changes = *frame.live.changes;
    plot::ChangeView shown{changes};
    const ChangedView& view = frame.view.changed;
    if (view.picked)
        shown.picked = engine::groups_of(changes, *view.picked);
    if (!shown.picked || !view.story)
        return shown;
    shown.why = view.story->why;
    shown.contrast =
        view.story->complete ? view.story->contrast : "Looking for what tells them apart …";
    return shown;
}

const plot::Scene& chart(Frame& frame, float width) {
    ChangedView& view = frame.view.changed;
    const std::shared_ptr<const engine::FlowStory> story = story_of(frame);
    base::Hasher hasher = chart_key(frame);
    hasher.add_number(static_cast<double>(width));
    hasher.add(view.picked ? static_cast<std::uint64_t>(plot::flow_value(*view.picked)) + 1 : 0);
    const base::Fingerprint key = hasher.finish();
    if (view.key == key && view.changes == frame.live.changes && view.story == story)
        return view.chart;
    ++frame.view.work.charts;
    view.key = key;
    view.changes = frame.live.changes;
    view.story = story;
    view.chart = plot::change_chart(what_is_shown(frame), width, chart_options(frame),
                                    FontMeasure(*frame.look.fonts));
    return view.chart;
}

// A click selects the flow's rows and asks why they moved; another one on it lets both go.
void pick(Frame& frame, const FlowEnds& ends) {
    const engine::Changes& changes = *frame.live.changes;
    std::optional<FlowEnds>& picked = frame.view.changed.picked;
    const FlowEnds colours = engine::colours_of(changes, ends);
    if (picked == colours && combine_by_keys() == engine::Combine::replace) {
        picked.reset();
        return select_rows(frame, nullptr, {});
    }
    picked = colours;
    begin_selecting(frame, {engine::FlowRows{colours, origin_of(changes, ends)}});
}

void touch_flows(Frame& frame, const plot::Scene& scene, const Canvas& canvas, const Area& area) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (!area.contains(mouse) || !ImGui::IsWindowHovered())
        return;
    const plot::Mark* mark = mark_at(canvas, scene, mouse);
    if (mark == nullptr)
        return;
    if (!mark->tip.empty()) {
        frame.tip = {{mark->tip, ""}};
        frame.tip_beside = area_of(canvas, mark->box);
    }
    const engine::Changes& changes = *frame.live.changes;
    if (mark->cluster >= 0 && static_cast<std::size_t>(mark->cluster) < changes.after.size())
        frame.view.focus.hover(changes.after[static_cast<std::size_t>(mark->cluster)].colour);
    const std::optional<FlowEnds> ends = plot::flow_of(mark->value);
    if (!ends)
        return;
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    frame.tip.push_back({"Click to select these rows", "", kNobody, true});
    if (ImGui::IsMouseClicked(0))
        pick(frame, *ends);
}

// What the tab will show, and how to get there.
void without_baseline(Frame& frame, const Area& area) {
    const bool waits =
        frame.view.pins_next_final || (frame.history.present().baseline && !frame.live.changes);
    const std::string noun = frame.draft.schema->noun;
    const char* words = " changed group since a result that you pin, where they went, and why. "
                        "Pin what is shown now, then move any knob.";
    const std::string text =
        waits ? "The baseline is being computed …" : "Here will stand which " + noun + words;
    const float height = draw_wrapped(frame.look, {area.left, area.top + frame.px(4)}, area.width(),
                                      text, small(frame.look));
    if (waits)
        return;
    const float top = area.top + height + frame.px(12);
    const std::string label = "Pin baseline";
    const float width = text_width(frame.look, label, body(frame.look)) + frame.px(28);
    const Area place = {area.left, top, area.left + width, top + frame.px(28)};
    fill(place, frame.look.tokens().raised, frame.px(plot::kCornerRadius));
    if (button(frame, place, label + "###pin here"))
        toggle_baseline(frame.history, frame.view, frame.live.shown_final);
}

} // namespace

void changed_tab(Frame& frame, const Area& area) {
    ChangedView& view = frame.view.changed;
    const bool known = frame.before ? bool(view.changes) : changes_of(frame) != nullptr;
    if (!known)
        return without_baseline(frame, area);
    Scrolled list(frame, "###changed", area);
    const plot::Scene& scene =
        frame.before ? view.chart : chart(frame, area.width() / frame.look.scale);
    const ImVec2 origin = list.origin();
    const Canvas canvas = {ImGui::GetWindowDrawList(), origin, &frame.look, {}};
    paint(canvas, scene);
    if (!frame.before)
        touch_flows(frame, scene, canvas,
                    {origin.x, origin.y, origin.x + area.width(),
                     origin.y + scene.height * frame.look.scale});
    list.end(scene.height * frame.look.scale);
}

} // namespace cohortscope::ui
