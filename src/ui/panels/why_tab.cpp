#include "ui/panels/why_tab.h"

#include <algorithm>

#include "engine/unused_rows.h"
#include "plot/why/why_card.h"
#include "ui/asking.h"
#include "ui/controls/scrolled.h"
#include "ui/controls/widgets.h"
#include "ui/scene_cache.h"

namespace cohortscope::ui {

namespace {

using engine::Telling;

// At scale 1.
constexpr float kButton = 26.0f;
constexpr float kBetween = 6.0f;
constexpr float kBelow = 10.0f;

// The pinned group, else the largest, of equal ones the first.
int group_of(const Frame& frame) {
    const engine::Result& result = *frame.result();
    const int pinned = cluster_of_colour(result, frame.view.focus.pinned());
    const auto& sizes = result.clustering->sizes;
    return pinned != kNobody ? pinned
                             : static_cast<int>(std::ranges::max_element(sizes) - sizes.begin());
}

// One button; returns where the next one begins.
float telling_button(Frame& frame, ImVec2 at, const char* label, Telling telling, int colour) {
    const ButtonStyle style{.text_size = plot::kSmallSize};
    const float width = text_width(frame.look, label, small(frame.look)) + frame.px(20);
    const Area place = {at.x, at.y, at.x + width, at.y + frame.px(kButton)};
    fill(place, frame.look.tokens().raised, frame.px(plot::kCornerRadius));
    if (button(frame, place, label, style))
        ask_telling(frame, telling, colour);
    return place.right + frame.px(kBetween);
}

// A line that names the group, and the buttons below; returns the area that is left.
Area telling_rows(Frame& frame, const Area& area) {
    const int group = group_of(frame);
    const engine::Result& result = *frame.result();
    const int colour = result.identity.colour[static_cast<std::size_t>(group)];
    const TextStyle style = small(frame.look);
    const float height = text_height(frame.look, style);
    const float radius = height / 2;
    draw_text(frame.look, {area.left, area.top}, "A row of", style);
    float x = area.left + text_width(frame.look, "A row of", style) + frame.px(4);
    cluster_swatch(frame.look, {x + radius, area.top + radius}, colour);
    x += 2 * radius + frame.px(kBetween);
    draw_text(frame.look, {x, area.top},
              fitted(frame.look, result.name(group), area.right - x, style), style);
    ImVec2 at = {area.left, area.top + height + frame.px(kBetween)};
    at.x = telling_button(frame, at, "typical", Telling::typical, colour);
    if (result.clustering->k > 1)
        at.x = telling_button(frame, at, "on the edge", Telling::edge, colour);
    telling_button(frame, at, "far out", Telling::far_out, colour);
    return {area.left, at.y + frame.px(kButton + kBelow), area.right, area.bottom};
}

// Found anew where the row or the result is another: the card follows the sliders.
void look_at_row(Frame& frame, std::uint32_t file_row) {
    const engine::Result& result = *frame.result();
    WhyView& why = frame.view.why;
    base::Hasher hasher;
    hasher.add(file_row).add(result.serial).add(result.clustering_key);
    hasher.add(result.prepared.matrix->fingerprint).add(result.prepared.table->fingerprint);
    for (const std::string& name : result.identity.given_name)
        hasher.add_text(name);
    const base::Fingerprint key = hasher.finish();
    if (why.key != key) {
        why.key = key;
        const auto position = engine::position_of(result, file_row + 1);
        why.row.reset();
        why.unused.clear();
        if (position)
            why.row = engine::why_row(result, *position);
        else
            why.unused = engine::why_unused(result, file_row);
    }
    const engine::Answer& answer = frame.live.answer;
    if (why.row && answer.row == file_row && answer.of == result.serial)
        why.row->silhouette = answer.silhouette;
}

const plot::Scene& card(Frame& frame, float width) {
    WhyView& why = frame.view.why;
    base::Hasher hasher = chart_key(frame);
    hasher.add(why.key).add(why.row->silhouette.has_value() ? 1 : 0);
    hasher.add_number(static_cast<double>(width));
    const base::Fingerprint key = hasher.finish();
    if (why.card_key != key) {
        ++frame.view.work.charts;
        why.card_key = key;
        why.card =
            plot::why_card(*why.row, width, chart_options(frame), FontMeasure(*frame.look.fonts));
    }
    return why.card;
}

void say(const Frame& frame, const Area& area, const std::string& text) {
    draw_wrapped(frame.look, {area.left, area.top + frame.px(4)}, area.width(), text,
                 {frame.look.tokens().muted});
}

std::string unused_words(std::uint32_t file_row, const std::string& why) {
    std::string row = row_words(file_row);
    row.front() = 'R';
    return row + " is in no group: cleaning left it out" + (why.empty() ? "" : ", because " + why) +
           ". It stays chosen, and comes back when a setting lets it in.";
}

} // namespace

void why_tab(Frame& frame, const Area& area) {
    const Area below = telling_rows(frame, area);
    const std::optional<std::uint32_t>& row = frame.history.present().view.row;
    if (!row)
        return say(frame, below,
                   "Click a point on the map: here stands why that row is in its group, and what "
                   "would move it to another.");
    look_at_row(frame, *row);
    if (!frame.view.why.row)
        return say(frame, below, unused_words(*row, frame.view.why.unused));
    show_scene(frame, "###why", below, card(frame, below.width() / frame.look.scale));
}

} // namespace cohortscope::ui
