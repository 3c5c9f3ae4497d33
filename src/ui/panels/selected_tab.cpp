#include "ui/panels/selected_tab.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "plot/selection/contrast_chart.h"
#include "ui/controls/scrolled.h"
#include "ui/controls/widgets.h"
#include "ui/panels/panels.h"
#include "ui/scene_cache.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kLine = 28.0f; // of the choosers
constexpr float kGap = 8.0f;
constexpr float kWidest = 150.0f; // chooser

const engine::NamedSet* set_of(const Frame& frame, const std::string& name) {
    const std::vector<engine::NamedSet>& sets = frame.history.present().sets;
    const auto found = std::ranges::find(sets, name, &engine::NamedSet::name);
    return found == sets.end() ? nullptr : &*found;
}

// One of the choosers: what is no set, then the sets but the one that the other side has.
void choose(Frame& frame, const char* key, const Area& area, const char* otherwise,
            std::string& chosen, const std::string& taken) {
    std::vector<std::string> labels = {otherwise}, names = {""};
    for (const engine::NamedSet& set : frame.history.present().sets)
        if (set.name != taken) {
            labels.push_back("set " + set.name);
            names.push_back(set.name);
        }
    const auto at = std::ranges::find(names, chosen);
    const int now = at == names.end() ? 0 : static_cast<int>(at - names.begin());
    const bool hovered = area.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered();
    chosen = names[static_cast<std::size_t>(dropdown(frame, key, area, labels, now))];
    const engine::NamedSet* set = set_of(frame, chosen);
    if (hovered && frame.view.list.key.empty())
        frame.tip = {{set != nullptr ? "Set " + set->name + ": " + set->origin : otherwise},
                     {"Kept sets can be compared with each other: “keep as” above the map keeps "
                      "what is selected",
                      "", kNobody, true}};
}

void choosers(Frame& frame, const Area& line) {
    SelectedTab& tab = frame.view.selected_tab;
    const TextStyle style = small(frame.look);
    const std::string against = "against";
    const float gap = frame.px(kGap);
    const float word = text_width(frame.look, against, style);
    const float width =
        std::min(frame.px(kWidest), std::max(1.0f, (line.width() - word - 2 * gap) / 2));
    const Area first = {line.left, line.top, line.left + width, line.bottom};
    choose(frame, "contrast.first", first, "selection", tab.first, tab.second);
    const float y = (line.top + line.bottom - text_height(frame.look, style)) / 2;
    draw_text(frame.look, {first.right + gap, y}, against, style);
    const float left = first.right + 2 * gap + word;
    choose(frame, "contrast.second", {left, line.top, left + width, line.bottom}, "the rest",
           tab.second, tab.first);
}

void how_to_select(Frame& frame, const Area& area) {
    Scrolled list(frame, "###how", area);
    const float top = list.origin().y;
    float y = top;
    const auto say = [&](const std::string& text, const TextStyle& style) {
        y += draw_wrapped(frame.look, {area.left, y}, area.width(), text, style) + frame.px(kGap);
    };
    say("Nothing is selected yet.", body(frame.look));
    for (const char* text :
         {"On the map: choose the lasso (L) or the rectangle (R) and draw around points.",
          "Beside the clusters: drag across a ridge for a range within that cluster, or along the "
          "axis below for a range of all rows.",
          "Ctrl+click a cluster in any chart for all of its rows.",
          "Click a name in a bar beside the clusters, a flow, or a cell of K-Means against Ward; "
          "Ctrl+click a cell of the profile or a branch of Ward's tree.",
          "Shift adds to what is selected, Alt takes away, both keep what is in either; Esc lets "
          "the selection go. The selection is rows: it stays whatever becomes of the clusters.",
          "Then this tab tells what sets the selected rows apart from the rest."})
        say(text, small(frame.look));
    list.end(y - top);
}

plot::ContrastSides sides_of(const SelectedTab& tab) {
    plot::ContrastSides sides;
    if (!tab.first.empty())
        sides.behind[0] = "in " + (sides.heads[0] = tab.first);
    if (!tab.second.empty())
        sides.behind[1] = "in " + (sides.heads[1] = tab.second);
    return sides;
}

void follow(Frame& frame, float width) {
    SelectedTab& tab = frame.view.selected_tab;
    base::Hasher hasher = chart_key(frame);
    hasher.add_text(tab.first).add_text(tab.second).add_number(static_cast<double>(width));
    const base::Fingerprint key = hasher.finish();
    if (tab.shown == frame.live.contrast && tab.key == key)
        return;
    ++frame.view.work.charts;
    tab.shown = frame.live.contrast;
    tab.key = key;
    tab.scene = plot::contrast_chart(*tab.shown, *frame.result(), sides_of(tab), width,
                                     chart_options(frame), FontMeasure(*frame.look.fonts));
}

// Whether the worker's answer is of what is chosen now, and of the table shown.
bool is_answered(const Frame& frame, const engine::Contrasting& wanted) {
    const engine::Contrasted* contrast = frame.live.contrast.get();
    return contrast != nullptr && contrast->of == wanted &&
           contrast->first->size() == frame.result()->prepared.table->rows;
}

} // namespace

void selected_tab(Frame& frame, const Area& area) {
    SelectedTab& tab = frame.view.selected_tab;
    const float top = area.top + frame.px(kLine);
    choosers(frame, {area.left, area.top, area.right, top});
    const Area below = {area.left, top + frame.px(kGap), area.right, area.bottom};
    const engine::NamedSet* first = set_of(frame, tab.first);
    const engine::NamedSet* second = set_of(frame, tab.second);
    tab.wanted = {true, first != nullptr ? first->rows : nullptr,
                  second != nullptr ? second->rows : nullptr};
    if (first == nullptr && !frame.history.present().selection)
        return how_to_select(frame, below);
    if (!is_answered(frame, tab.wanted)) {
        draw_wrapped(frame.look, {below.left, below.top}, below.width(),
                     "Comparing every column of both sides …", small(frame.look));
        return;
    }
    follow(frame, below.width() / frame.look.scale);
    show_scene(frame, "###contrast", below, tab.scene);
}

} // namespace cohortscope::ui
