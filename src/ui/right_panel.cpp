#include <algorithm>
#include <cmath>

#include "plot/cluster_charts.h"
#include "ui/compat.h"
#include "ui/painter.h"
#include "ui/panels.h"
#include "ui/scene_cache.h"
#include "ui/study_tabs.h"
#include "ui/widgets.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kSmallestRidge = 17.0f; // a line of small text
constexpr float kRidgesAxis = 66.0f;    // heading, axis and note of the chart
constexpr float kTabRow = 28.0f;
constexpr float kDenseTabRow = 23.0f; // of two
constexpr float kTabGap = 16.0f;      // between tabs
constexpr float kTabFoot = 6.0f;      // below their rule
constexpr float kTabColumns = 4.0f;
constexpr float kFoldedRidges = 20.0f;
constexpr float kFoldedGap = 6.0f;
// Below this the ridges give way. One for all studies: the tabs stay where they are while one is
// opened after another.
constexpr float kLeastStudy = 400.0f;
constexpr float kGap = 12.0f; // between the sections

// Height of the ridges, at scale 1, at which every name has its line.
float least_ridges(const Frame& frame) {
    return kRidgesAxis + kSmallestRidge * static_cast<float>(frame.result()->clustering->k);
}

void ridges(Frame& frame, const Area& area) {
    const ImVec2 size(area.width() / frame.look.scale,
                      std::max(least_ridges(frame), std::floor(area.height() / frame.look.scale)));
    const plot::Scene& scene =
        cached(frame, frame.view.pay_ridges, size, [&](const plot::TextMeasure& measure) {
            return plot::pay_ridges(*frame.result(), size.x, size.y, chart_options(frame), measure);
        });
    show_scene(frame, "###ridges", area, scene);
}

const plot::Scene& profile_scene(Frame& frame, float device_width) {
    const float width = device_width / frame.look.scale;
    return cached(frame, frame.view.profile, {width, 0.0f}, [&](const plot::TextMeasure& measure) {
        return plot::profile_heatmap(*frame.result(), width, chart_options(frame), measure);
    });
}

// Where each tab's label goes: in one row where they fit, else in columns of two rows.
struct TabBar {
    TextStyle style;
    int rows = 1;
    std::vector<Area> places;
    float height = 0.0f;
};

TabBar tab_bar(const Frame& frame, const Area& area) {
    const Look& look = frame.look;
    TabBar bar;
    bar.style = {look.tokens().text, plot::kSectionSize, plot::Face::semibold};
    float width = -frame.px(kTabGap);
    for (const Tab& tab : all_tabs())
        width += text_width(look, tab.label, bar.style) + frame.px(kTabGap);
    if (width > area.width()) {
        bar.rows = 2;
        bar.style.size = plot::kBodySize;
    }
    const float column = area.width() / kTabColumns;
    const float row = frame.px(bar.rows == 1 ? kTabRow : kDenseTabRow);
    float x = area.left;
    for (std::size_t i = 0; i < all_tabs().size(); ++i) {
        const auto in_row = static_cast<float>(i % static_cast<std::size_t>(kTabColumns));
        const auto below = static_cast<float>(i / static_cast<std::size_t>(kTabColumns));
        const float left = bar.rows == 1 ? x : std::floor(area.left + in_row * column);
        const float top = area.top + (bar.rows == 1 ? 0.0f : below * row);
        const float label = text_width(look, all_tabs()[i].label, bar.style);
        bar.places.push_back({left, top, left + label, top + row});
        x += label + frame.px(kTabGap);
    }
    bar.height = static_cast<float>(bar.rows) * row;
    return bar;
}

void tabs(Frame& frame, const TabBar& bar, const Area& area) {
    const plot::Tokens& t = frame.look.tokens();
    for (std::size_t i = 0; i < bar.places.size(); ++i) {
        const Tab& tab = all_tabs()[i];
        const Area& place = bar.places[i];
        const bool open = frame.view.tab == tab.name;
        const Touch mouse = touch(tab.name, place);
        if (mouse.clicked)
            open_tab(frame.view, tab);
        TextStyle style = bar.style;
        style.colour = open || mouse.hovered ? t.text : t.muted;
        draw_text(frame.look, {place.left, place.top + frame.px(2)}, tab.label, style);
        if (open)
            fill({place.left, place.bottom - frame.px(4), place.right, place.bottom - frame.px(2)},
                 t.accent);
    }
    horizontal_rule(frame, area.left, area.right, area.top + bar.height - frame.px(2));
}

void open_content(Frame& frame, const Tab& tab, const Area& area) {
    if (tab.studies.empty())
        show_scene(frame, "###profile", area, profile_scene(frame, area.width()));
    else
        study_tab(frame, tab, area);
}

// Where the ridges give way: a click brings them back.
void folded_ridges(Frame& frame, const Area& area) {
    const Touch mouse = touch("pay by cluster", area);
    TextStyle style = small(frame.look);
    if (mouse.hovered)
        style.colour = frame.look.tokens().text;
    draw_text(frame.look, {area.left, area.top + frame.px(2)}, "Pay by cluster", style);
    draw_text_right(frame.look, {area.right, area.top + frame.px(2)}, "show", style);
    if (mouse.hovered)
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (mouse.clicked)
        open_tab(frame.view, *find_tab("profile"));
}

// How the sections share the height.
struct Heights {
    float row = 0, table = 0, ridges = 0; // the open tab takes the rest
    float gap = 0;                        // above and below the ridges
    bool folded = false;                  // the ridges are one line
};

// The table is dense where the window is small and scrolls where its rows would take over two
// fifths. The profile gets what it needs while the ridges stay readable, they everything else; a
// study gets all but the least that the ridges need, or that too where it needs it.
Heights heights(Frame& frame, const Area& area, const Tab& tab, float tab_bar_height) {
    const auto k = static_cast<float>(frame.result()->clustering->k);
    const float whole = area.height(), head = frame.px(kClusterHead);
    const bool studies = !tab.studies.empty();
    Heights h;
    h.gap = frame.px(kGap);
    h.row = std::floor(
        std::clamp((whole * 0.25f - head) / k, frame.px(kDenseClusterRow), frame.px(kClusterRow)));
    h.table = std::min(head + k * h.row, whole * (studies ? 0.30f : 0.42f));
    const float rest = whole - h.table - 2 * frame.px(kGap) - tab_bar_height - frame.px(kTabFoot);
    const float least = frame.px(least_ridges(frame));
    if (studies) {
        h.folded = rest - least < frame.px(kLeastStudy);
        h.ridges = h.folded ? frame.px(kFoldedRidges) : least;
        h.gap = h.folded ? frame.px(kFoldedGap) : h.gap;
        return h;
    }
    const float needed = frame.px(profile_scene(frame, area.width()).height + 2.0f);
    h.ridges = std::floor(std::max(rest - needed, std::min(least, rest * 0.60f)));
    return h;
}

void sections(Frame& frame, const Area& area) {
    const Tab& tab = *find_tab(frame.view.tab);
    const TabBar measured = tab_bar(frame, area);
    const Heights h = heights(frame, area, tab, measured.height);
    const float ridge_top = area.top + h.table + h.gap;
    const float tab_top = ridge_top + h.ridges + h.gap;
    const float content_top = tab_top + measured.height + frame.px(kTabFoot);
    cluster_table(frame, {area.left, area.top, area.right, area.top + h.table}, h.row);
    const Area ridge_area = {area.left, ridge_top, area.right, ridge_top + h.ridges};
    if (h.folded)
        folded_ridges(frame, ridge_area);
    else
        ridges(frame, ridge_area);
    const Area below = {area.left, tab_top, area.right, area.bottom};
    tabs(frame, tab_bar(frame, below), below);
    open_content(frame, tab, {area.left, content_top, area.right, area.bottom});
}

} // namespace

const plot::Mark* touch_marks(Frame& frame, const plot::Scene& scene, ImVec2 origin,
                              const Area& area, const engine::Result& of) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (!area.contains(mouse) || !ImGui::IsWindowHovered())
        return nullptr;
    const Canvas canvas = {ImGui::GetWindowDrawList(), origin, &frame.look, {}};
    const plot::Mark* mark = mark_at(canvas, scene, mouse);
    if (mark == nullptr)
        return nullptr;
    if (!mark->tip.empty())
        frame.tip = {{mark->tip, ""}};
    if (mark->cluster < 0 || mark->cluster >= static_cast<int>(of.identity.colour.size()))
        return mark;
    const int colour = of.identity.colour[static_cast<std::size_t>(mark->cluster)];
    const int cluster = cluster_of_colour(*frame.result(), colour);
    if (cluster == kNobody)
        return mark; // of a result that was
    frame.view.focus.hover(colour);
    if (ImGui::IsMouseDoubleClicked(0))
        frame.view.scatter.fit_cluster(*frame.result(), cluster, frame.input.seconds);
    if (ImGui::IsMouseClicked(0))
        frame.view.focus.toggle_pin(colour);
    return mark;
}

void right_panel(Frame& frame, const Area& area) {
    fill(area, frame.look.tokens().panel);
    const float pad = frame.px(plot::kPanelPadding);
    const bool hinted = frame.view.hint_open[static_cast<std::size_t>(Hint::right)];
    const Area inner = {area.left + pad, area.top + frame.px(8), area.right - pad,
                        area.bottom - (hinted ? frame.px(kHintHeight) : frame.px(8))};
    draw_text(frame.look, {inner.left, inner.top}, "Clusters", section(frame.look));
    if (frame.result() != nullptr)
        sections(frame, {inner.left, inner.top + frame.px(26), inner.right, inner.bottom});
    hint(frame, area, Hint::right);
}

} // namespace cohortscope::ui
