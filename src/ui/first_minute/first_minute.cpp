#include "ui/first_minute/first_minute.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "engine/moves.h"
#include "plot/clusters/group_cards.h"
#include "plot/clusters/group_words.h"
#include "plot/labels.h"
#include "ui/compat/compat_keys.h"
#include "ui/controls/widgets.h"
#include "ui/first_minute/first_minute_layout.h"
#include "ui/first_minute/first_minute_map.h"
#include "ui/painter.h"
#include "ui/panels/panels.h"
#include "ui/scene_cache.h"

namespace cohortscope::ui {

namespace {

float eased(double share) {
    const auto t = static_cast<float>(std::clamp(share, 0.0, 1.0));
    return t * t * (3.0f - 2.0f * t);
}

// Seconds since the first picture; the end where nothing is to move.
double elapsed(const Frame& frame) {
    const FirstMinute& minute = frame.view.first_minute;
    if (!minute.moves || minute.pressed)
        return kColouredBy;
    return std::max(0.0, frame.input.seconds - minute.began_s);
}

// A key, a fault to tell of, or a table that is not the one it began with: the workbench is wanted.
bool is_over(const Frame& frame) {
    const FirstMinute& minute = frame.view.first_minute;
    const engine::LiveState& live = frame.live;
    const bool other_file = !live.loading.empty() && live.loading != minute.loading;
    const bool other_table = live.result != nullptr && minute.began_s < FirstMinute::kNever &&
                             live.result->prepared.table->fingerprint != minute.table;
    return compat::any_key_pressed() || !live.error.empty() || other_file || other_table;
}

// At the first frame, and at the first one with a result.
void begin(Frame& frame) {
    FirstMinute& minute = frame.view.first_minute;
    if (!minute.started)
        minute.loading = frame.live.loading;
    minute.started = true;
    if (minute.began_s < FirstMinute::kNever || frame.result() == nullptr)
        return;
    minute.began_s = frame.input.seconds;
    minute.table = frame.result()->prepared.table->fingerprint;
    frame.view.focus.clear();
    frame.view.scatter.fit(frame.input.seconds);
}

TextStyle stage_text(plot::Colour colour, float stage) { return {colour, plot::kCardText * stage}; }

Area pixels(const Frame& frame, const plot::Box& box) {
    return {frame.px(box.left), frame.px(box.top), frame.px(box.right), frame.px(box.bottom)};
}

void draw_sentence(Frame& frame, const FirstMinuteLayout& layout) {
    const Look& look = frame.look;
    const plot::Tokens& t = look.tokens();
    const engine::Result* result = frame.result();
    const std::string sentence =
        result != nullptr ? plot::groups_sentence(*result) : "Reading the records …";
    const float width = frame.input.width - frame.px(2 * layout.sentence.x);
    const TextStyle large = {t.text, kStageSizes.back() * layout.stage, plot::Face::semibold};
    draw_text(look, {frame.px(layout.sentence.x), frame.px(layout.sentence.y)},
              fitted(look, sentence, width, large), large);
    const TextStyle style = stage_text(t.muted, layout.stage);
    const std::string key = "Any key: the workbench";
    const float room = width - text_width(look, key, style) - frame.px(24);
    const float y = frame.px(layout.explained.y);
    draw_text(look, {frame.px(layout.explained.x), y},
              fitted(look, "Each point is one record. Those alike mostly lie close together.", room,
                     style),
              style);
    draw_text_right(look, {frame.px(layout.foot.right), y}, key, style);
}

// A cluster's mark under the pointer takes the focus.
void hover_marks(Frame& frame, const Canvas& canvas, const plot::Scene& scene) {
    const plot::Mark* mark = mark_at(canvas, scene, ImGui::GetIO().MousePos);
    if (mark != nullptr && mark->cluster >= 0)
        frame.view.focus.hover(
            frame.result()->identity.colour[static_cast<std::size_t>(mark->cluster)]);
}

const engine::Moves* moves_of(const Frame& frame) {
    return frame.view.first_minute.pressed ? frame.live.moves.get() : nullptr;
}

void draw_cards(Frame& frame, const FirstMinuteLayout& layout, double seconds) {
    FirstMinute& minute = frame.view.first_minute;
    const plot::Box& box = layout.cards;
    base::Hasher hasher = chart_key(frame);
    for (const float value : {box.width(), box.height(), layout.stage})
        hasher.add_number(static_cast<double>(value));
    hasher.add_number(std::min(seconds, kColouredBy)).add(minute.pressed ? 1 : 0);
    const base::Fingerprint key = hasher.finish();
    if (minute.cards_key != key) {
        const engine::Result& result = *frame.result();
        std::vector<float> arrived;
        for (int cluster = 0; cluster < result.clustering->k; ++cluster)
            arrived.push_back(arrival(cluster, result.clustering->k, seconds));
        plot::GroupCardsOptions options;
        options.theme = frame.look.theme;
        options.text_scale = layout.stage;
        options.focus = focused_cluster(frame.view.focus, result);
        options.moves = moves_of(frame);
        options.arrived = arrived;
        minute.cards = plot::group_cards(result, box.width(), box.height(), options,
                                         FontMeasure(*frame.look.fonts));
        minute.cards_key = key;
    }
    const Canvas canvas = {
        ImGui::GetWindowDrawList(), {frame.px(box.left), frame.px(box.top)}, &frame.look, {}};
    paint(canvas, minute.cards);
    if (seconds >= kColouredBy)
        hover_marks(frame, canvas, minute.cards);
}

struct StageButton {
    const char* label;
    bool primary = false;
    bool enabled = true;
};

float button_width(const Frame& frame, const char* label, float stage) {
    return std::ceil(text_width(frame.look, label, stage_text({}, stage))) + frame.px(44 * stage);
}

// Acts when the mouse is let go: the workbench that comes next sees nothing of the click.
bool stage_button(Frame& frame, const Area& area, const StageButton& what, float stage) {
    const plot::Tokens& t = frame.look.tokens();
    const Touch mouse = touch_by_mouse(what.label, area);
    const bool lit = mouse.hovered && what.enabled;
    const plot::Colour ground = what.primary ? t.accent : t.raised;
    fill(area, lit ? plot::mix(ground, t.text, 0.12f) : ground,
         frame.px(plot::kCornerRadius * stage));
    const plot::Colour ink = what.primary ? t.window : what.enabled ? t.text : t.muted;
    const TextStyle style = stage_text(ink, stage);
    draw_text(frame.look,
              {(area.left + area.right - text_width(frame.look, what.label, style)) / 2,
               (area.top + area.bottom - text_height(frame.look, style)) / 2},
              what.label, style);
    return what.enabled && mouse.hovered && ImGui::IsItemDeactivated();
}

// What the press of a button did.
std::string moved_sentence(const Frame& frame) {
    const engine::Result* result = frame.result();
    if (result == nullptr || !frame.view.first_minute.pressed)
        return {};
    if (!frame.live.moves || frame.draft.kmeans.k != result->settings.kmeans.k)
        return "Grouping anew …";
    const engine::Moves& moves = *frame.live.moves;
    if (moves.moved == 0)
        return "No record changed group.";
    const double share = static_cast<double>(moves.moved) / static_cast<double>(moves.common);
    return plot::counted(moves.moved, "record", "records") + " (" +
           plot::percent(share, share < 0.01 ? 1 : 0) + ") moved: lit on the map";
}

void press(Frame& frame, int by) {
    frame.edit({}, [&](engine::Document& next) {
        int& k = next.settings.kmeans.k;
        k = std::clamp(k + by, kFewestClusters, kMostClusters);
    });
    frame.view.first_minute.pressed = true;
}

void draw_foot(Frame& frame, const FirstMinuteLayout& layout) {
    const Area foot = pixels(frame, layout.foot);
    const float stage = layout.stage;
    const float gap = frame.px(12 * stage);
    float left = foot.left;
    const auto take = [&](const char* label) {
        const Area area = {left, foot.top, left + button_width(frame, label, stage), foot.bottom};
        left = area.right + gap;
        return area;
    };
    const bool ready = frame.result() != nullptr;
    const int k = frame.draft.kmeans.k;
    const Area fewer = take("Fewer groups");
    const Area more = take("More groups");
    if (stage_button(frame, fewer, {"Fewer groups", false, ready && k > kFewestClusters}, stage))
        press(frame, -1);
    if (stage_button(frame, more, {"More groups", false, ready && k < kMostClusters}, stage))
        press(frame, 1);
    const char* open = "Open the workbench";
    const Area right = {foot.right - button_width(frame, open, stage), foot.top, foot.right,
                        foot.bottom};
    if (stage_button(frame, right, {open, true}, stage))
        leave_first_minute(frame.view, frame.input.seconds);
    const TextStyle style = {frame.look.tokens().text, plot::kCardTitle * stage,
                             plot::Face::semibold};
    const std::string moved =
        fitted(frame.look, moved_sentence(frame), right.left - left - 2 * gap, style);
    draw_text(frame.look,
              {left + gap, (foot.top + foot.bottom - text_height(frame.look, style)) / 2}, moved,
              style);
}

} // namespace

float arrival(int group, int k, double seconds) {
    if (seconds >= kColouredBy)
        return 1.0f;
    const double room = kColouredBy - kArrivalSeconds - kColoursFrom;
    const double start = kColoursFrom + room * group / std::max(1, k - 1);
    return eased((seconds - start) / kArrivalSeconds);
}

void show_first_minute(View& view) {
    const bool moves = view.first_minute.moves;
    view.first_minute = {};
    view.first_minute.moves = moves;
    view.first_minute.open = true;
    view.shows_keys = false;
}

bool leave_first_minute(View& view, double seconds) {
    FirstMinute& minute = view.first_minute;
    if (!minute.open)
        return false;
    minute.open = false;
    if (minute.moves && minute.map_area.right > 0)
        minute.left_s = seconds;
    return true;
}

float first_minute_stage(const View& view, float width, float height, float scale) {
    if (!view.first_minute.open || width <= 0 || height <= 0)
        return 0.0f;
    return first_minute_layout(width / scale, height / scale).stage;
}

bool first_minute(Frame& frame) {
    FirstMinute& minute = frame.view.first_minute;
    if (!minute.open)
        return false;
    begin(frame);
    if (is_over(frame)) {
        leave_first_minute(frame.view, frame.input.seconds);
        return false;
    }
    const float scale = frame.look.scale;
    const FirstMinuteLayout layout =
        first_minute_layout(frame.input.width / scale, frame.input.height / scale);
    fill({0, 0, frame.input.width, frame.input.height}, frame.look.tokens().panel);
    draw_sentence(frame, layout);
    if (frame.result() != nullptr) {
        const double seconds = elapsed(frame);
        first_minute_map(frame, layout, seconds);
        draw_cards(frame, layout, seconds);
        frame.out.animating = frame.out.animating || seconds < kColouredBy;
    }
    draw_foot(frame, layout);
    return true;
}

Area unfolded(Frame& frame, const Area& area, Fold fold) {
    const FirstMinute& minute = frame.view.first_minute;
    const double share = (frame.input.seconds - minute.left_s) / kUnfoldSeconds;
    if (!(share < 1.0))
        return area;
    frame.out.animating = true;
    const float there = eased(share);
    const auto glide = [&](float from, float to) { return std::floor(from + (to - from) * there); };
    if (fold == Fold::map)
        return {glide(minute.map_area.left, area.left), glide(minute.map_area.top, area.top),
                glide(minute.map_area.right, area.right),
                glide(minute.map_area.bottom, area.bottom)};
    const float away = (fold == Fold::left ? -1.0f : 1.0f) * area.width();
    const float by = glide(away, 0.0f);
    return {area.left + by, area.top, area.right + by, area.bottom};
}

} // namespace cohortscope::ui
