#include <algorithm>
#include <cmath>

#include "ui/compat/compat.h"
#include "ui/controls/widgets.h"
#include "ui/panels/panels.h"

namespace cohortscope::ui {

namespace {

constexpr float kLine = 30.0f; // at scale 1
constexpr float kKeep = 52.0f;
constexpr float kCross = 24.0f;
constexpr float kSwatch = 22.0f;

// What the view knows a question by once it was answered with no.
std::string notice_of(const std::string& name) { return "was: " + name; }

// A small share is "under 1 %", never 0.
std::string share_text(double jaccard) {
    const int percent = static_cast<int>(std::lround(100.0 * jaccard));
    return percent < 1 ? "under 1 % the same rows" : std::to_string(percent) + " % the same rows";
}

// The first one that was not answered yet; null if there is none. A name that is borne again may
// be asked about again.
const analysis::LostName* next_question(Frame& frame) {
    const engine::Result* result = frame.result();
    if (result == nullptr || !result->final_result)
        return nullptr;
    std::set<std::string>& answered = frame.view.dismissed_notices;
    for (const std::string& name : result->identity.given_name)
        if (!name.empty())
            answered.erase(notice_of(name));
    const auto& lost = result->identity.lost;
    const auto found = std::ranges::find_if(lost, [&](const analysis::LostName& each) {
        return !answered.contains(notice_of(each.name));
    });
    return found == lost.end() ? nullptr : &*found;
}

void tip(Frame& frame, const analysis::LostName& lost, int colour) {
    frame.tip = {
        {frame.result()->name(lost.cluster), "", colour},
        {"The name \"" + lost.name + "\" was given to a group that is gone.", ""},
        {"This one is the likest: of the rows in either, so many are in both.", "", kNobody, true}};
}

void draw_question(Frame& frame, const Area& line, const std::string& text,
                   const analysis::LostName& lost) {
    const plot::Tokens& t = frame.look.tokens();
    const int colour = frame.result()->identity.colour[static_cast<std::size_t>(lost.cluster)];
    if (line.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered()) {
        frame.view.focus.hover(colour);
        tip(frame, lost, colour);
    }
    fill(line, plot::mix(t.raised, t.accent, 0.1f), frame.px(plot::kCornerRadius));
    const float middle = (line.top + line.bottom) / 2;
    cluster_swatch(frame.look, {line.left + frame.px(13), middle}, colour);
    const TextStyle style = {t.text, plot::kSmallSize};
    draw_text(frame.look,
              {line.left + frame.px(kSwatch), middle - text_height(frame.look, style) / 2}, text,
              style);
    const Area cross = {line.right - frame.px(kCross + 3), line.top + frame.px(3),
                        line.right - frame.px(3), line.bottom - frame.px(3)};
    const Area keep = {cross.left - frame.px(kKeep), cross.top, cross.left, cross.bottom};
    if (button(frame, keep, "keep?", {true, plot::kSmallSize})) {
        give_name(frame, colour, lost.name);
    }
    if (icon_button(frame, "the name may go", cross, Icon::close))
        frame.view.dismissed_notices.insert(notice_of(lost.name));
}

} // namespace

void give_name(Frame& frame, int colour, const std::string& name) {
    const int cluster = cluster_of_colour(*frame.result(), colour);
    if (cluster == kNobody || !frame.live.clusters)
        return;
    frame.edit({}, [&](engine::Document& next) {
        next.names = analysis::with_name(next.names, frame.result()->identity.name_entry,
                                         frame.live.clusters, cluster, name);
    });
}

void name_question(Frame& frame, const Area& area) {
    const analysis::LostName* lost = next_question(frame);
    if (lost == nullptr)
        return;
    const TextStyle style = {frame.look.tokens().text, plot::kSmallSize};
    const float around = frame.px(kSwatch + kKeep + kCross + 16);
    const std::string share = " (" + share_text(lost->jaccard) + ")";
    const float for_name =
        area.width() - around - text_width(frame.look, "was: " + share, style) - frame.px(4);
    const std::string text =
        "was: " + fitted(frame.look, lost->name, std::max(0.0f, for_name), style) + share;
    const float width = std::min(area.width(), text_width(frame.look, text, style) + around);
    const Area line = {area.right - width, area.top, area.right, area.top + frame.px(kLine)};
    // A window of its own: what lies below it takes no clicks.
    ImGui::SetCursorScreenPos({line.left, line.top});
    compat::begin_child("###name question", {line.width(), line.height()}, 0);
    draw_question(frame, line, text, *lost);
    ImGui::EndChild();
}

} // namespace cohortscope::ui
