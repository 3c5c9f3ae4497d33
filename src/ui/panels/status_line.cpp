#include <algorithm>
#include <vector>

#include "base/format.h"
#include "plot/labels.h"
#include "plot/terms.h"
#include "ui/controls/widgets.h"
#include "ui/panels/panels.h"

namespace cohortscope::ui {

namespace {

// A number of the foot line with what it is called.
struct Item {
    plot::Term term;
    std::string value;
    const char* widest; // room kept for the value, so that changing numbers move nothing
};

enum class Wording { full, plain, brief };

std::string label_of(const Item& item, Wording wording) {
    if (item.term == plot::Term::clusters)
        return "groups"; // k says nothing more
    return wording == Wording::full    ? plot::full_term(item.term)
           : wording == Wording::plain ? std::string(plot::words_of(item.term).plain)
                                       : plot::short_term(item.term);
}

constexpr float kLabelGap = 5, kItemGap = 16, kNoticeRoom = 160, kTagWidth = 62; // at scale 1

float width_of(const Frame& frame, const Item& item, Wording wording) {
    const Look& look = frame.look;
    const float value = std::max(text_width(look, item.value, small_plain(look)),
                                 text_width(look, item.widest, small_plain(look)));
    return text_width(look, label_of(item, wording), small(look)) + frame.px(kLabelGap) + value +
           frame.px(kItemGap);
}

// The fullest words with which every item fits; else the briefest.
Wording wording_for(const Frame& frame, const std::vector<Item>& items, float room) {
    for (const Wording wording : {Wording::full, Wording::plain}) {
        float width = 0.0f;
        for (const Item& item : items)
            width += width_of(frame, item, wording);
        if (width <= room)
            return wording;
    }
    return Wording::brief;
}

bool points_at(const Area& area) {
    return area.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered();
}

// What does not fit is left out, from the right.
void draw_items(Frame& frame, const Area& area, const std::vector<Item>& items) {
    const Look& look = frame.look;
    const Wording wording = wording_for(frame, items, area.width());
    float x = area.left;
    const float y = area.top + frame.px(6);
    for (const Item& item : items) {
        const float width = width_of(frame, item, wording);
        if (x + width - frame.px(kItemGap) > area.right)
            break;
        const std::string label = label_of(item, wording);
        draw_text(look, {x, y}, label, small(look));
        draw_text(look, {x + text_width(look, label, small(look)) + frame.px(kLabelGap), y},
                  item.value, small_plain(look));
        if (points_at({x, area.top, x + width - frame.px(kItemGap), area.bottom}))
            frame.tip = {{plot::term_help(item.term), ""}};
        x += width;
    }
}

void tag(Frame& frame, const Area& area, const engine::Result& result) {
    const plot::Tokens& t = frame.look.tokens();
    const float middle = (area.top + area.bottom) / 2;
    const float width = frame.px(kTagWidth);
    const Area place = {area.left, middle - frame.px(10), area.left + width, middle + frame.px(10)};
    const plot::Colour colour = result.final_result && !frame.before ? t.accent : t.warning;
    fill(place, plot::mix(t.panel, colour, 0.16f), frame.px(4));
    const TextStyle style = {colour, plot::kSmallSize, plot::Face::semibold};
    const std::string text = frame.before ? "Before" : result.final_result ? "Final" : "Preview";
    draw_text(frame.look,
              {place.left + (width - text_width(frame.look, text, style)) / 2,
               middle - text_height(frame.look, style) / 2},
              text, style);
    if (points_at(place) && frame.before)
        frame.tip = {{"The pinned baseline, while Space is held", ""}};
    else if (points_at(place))
        frame.tip = {
            {plot::term_help(result.final_result ? plot::Term::final_result : plot::Term::preview),
             ""}};
}

std::string component(const engine::Result& result, int number) {
    const auto i = static_cast<std::size_t>(number - 1);
    return plot::percent(result.pca->explained_variance_ratio.at(i));
}

std::string duration(double ms) {
    if (ms >= 999.5)
        return base::fixed(ms / 1000.0, 1) + " s";
    return base::fixed(ms, ms < 9.95 ? 1 : 0) + " ms";
}

std::vector<Item> items_of(const engine::Result& result) {
    using plot::Term;
    const engine::Settings& s = result.settings;
    const auto inertia = static_cast<long long>(result.clustering->inertia + 0.5);
    std::vector<Item> items = {
        {Term::rows, base::grouped(static_cast<long long>(result.rows())), "205,785"},
        {Term::clusters, std::to_string(result.clustering->k), "15"}};
    if (s.method == engine::Method::ward)
        items.push_back({Term::method, "Ward", "Ward"});
    else
        items.push_back({Term::iterations, std::to_string(result.clustering->iterations), "300"});
    items.push_back({Term::inertia, base::grouped(inertia), "888,888"});
    items.push_back({Term::explained_variance,
                     "PC " + std::to_string(s.pca_x) + " " + component(result, s.pca_x) + " + PC " +
                         std::to_string(s.pca_y) + " " + component(result, s.pca_y),
                     "PC 1 88.8 % + PC 2 88.8 %"});
    items.push_back({Term::duration, duration(result.total_ms), "888 ms"});
    return items;
}

// At the right: what is going on.
void activity(Frame& frame, const Area& area, const engine::Result& result) {
    View& view = frame.view;
    const bool computing = frame.live.computing && !view.load.under_way; // the toolbar says that
    if (!computing)
        view.computing_since = -1.0;
    else if (view.computing_since < 0.0)
        view.computing_since = frame.input.seconds;
    // Quick answers need no notice: it would only flicker.
    const bool slow =
        view.computing_since >= 0.0 && frame.input.seconds - view.computing_since > 0.3;
    const float right = area.right - frame.px(plot::kPanelPadding);
    const float y = area.top + frame.px(6);
    if (slow)
        draw_text_right(frame.look, {right, y}, "computing …", small(frame.look));
    else if (result.better_optimum && result.final_result) {
        const std::string text(plot::words_of(plot::Term::better_optimum).plain);
        const TextStyle style = {frame.look.tokens().accent, plot::kSmallSize};
        draw_text_right(frame.look, {right, y}, text, style);
        if (points_at({right - text_width(frame.look, text, style), area.top, right, area.bottom}))
            frame.tip = {{plot::term_help(plot::Term::better_optimum), ""}};
    }
    if (computing && !slow)
        frame.out.animating = true; // until the notice is due
}

} // namespace

void status_line(Frame& frame, const Area& area) {
    fill(area, frame.look.tokens().panel);
    const engine::Result* result = frame.result();
    if (result == nullptr)
        return;
    tag(frame, {area.left + frame.px(plot::kPanelPadding), area.top, area.right, area.bottom},
        *result);
    const float notice = frame.px(kNoticeRoom);
    const float first = frame.px(plot::kPanelPadding + kTagWidth + kItemGap);
    draw_items(frame, {area.left + first, area.top, area.right - notice, area.bottom},
               items_of(*result));
    activity(frame, area, *result);
}

} // namespace cohortscope::ui
