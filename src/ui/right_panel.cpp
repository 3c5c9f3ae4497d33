#include <algorithm>
#include <cmath>

#include "plot/cluster_charts.h"
#include "ui/compat.h"
#include "ui/painter.h"
#include "ui/panels.h"
#include "ui/scene_cache.h"
#include "ui/tabs.h"
#include "ui/widgets.h"

namespace cohortscope::ui {

namespace {

Canvas canvas_at(const Frame& frame, ImVec2 origin) {
    return {ImGui::GetWindowDrawList(), origin, &frame.look, {}};
}

constexpr float kSmallestRidge = 18.0f; // at scale 1: a line of small text
constexpr float kRidgesAxis = 62.0f;    // heading and axis of the chart

// A chart in a list that scrolls where it is higher than its area.
class Scrolled {
  public:
    Scrolled(const Frame& frame, const char* id, const Area& area) : frame_(frame), area_(area) {
        const float margin = frame.px(plot::kPanelPadding); // where the scroll bar goes
        ImGui::SetCursorScreenPos({area.left - margin, area.top});
        compat::begin_child(id, {area.width() + 2 * margin, area.height()}, 0);
        origin_ = {area.left, ImGui::GetCursorScreenPos().y};
    }
    ImVec2 origin() const { return origin_; }
    void end(float height) {
        ImGui::SetCursorScreenPos({origin_.x, origin_.y + height - 1.0f});
        ImGui::Dummy({1.0f, 1.0f});
        fade_foot(frame_, area_);
        ImGui::EndChild();
    }

  private:
    const Frame& frame_;
    Area area_;
    ImVec2 origin_;
};

void show_scene(Frame& frame, const char* id, const Area& area, const plot::Scene& scene) {
    Scrolled list(frame, id, area);
    const float height = scene.height * frame.look.scale;
    paint(canvas_at(frame, list.origin()), scene);
    touch_marks(frame, scene, list.origin(),
                {list.origin().x, list.origin().y, area.right, list.origin().y + height});
    list.end(height);
}

void ridges(Frame& frame, const Area& area) {
    draw_text(frame.look, {area.left, area.top}, "Pay by cluster", section(frame.look));
    const Area chart = {area.left, area.top + frame.px(26), area.right, area.bottom};
    if (chart.height() < frame.px(60))
        return;
    const float needed =
        kRidgesAxis + kSmallestRidge * static_cast<float>(frame.result()->clustering->k);
    const ImVec2 size(chart.width() / frame.look.scale,
                      std::max(needed, std::floor(chart.height() / frame.look.scale)));
    const plot::Scene& scene =
        cached(frame, frame.view.pay_ridges, size, [&](const plot::TextMeasure& measure) {
            return plot::pay_ridges(*frame.result(), size.x, size.y, chart_options(frame), measure);
        });
    show_scene(frame, "###ridges", chart, scene);
}

void profile_tab(Frame& frame, const Area& area) {
    const float width = area.width() / frame.look.scale;
    const plot::Scene& scene =
        cached(frame, frame.view.profile, {width, 0.0f}, [&](const plot::TextMeasure& measure) {
            return plot::profile_heatmap(*frame.result(), width, chart_options(frame), measure);
        });
    show_scene(frame, "###profile", area, scene);
}

// The tab bar and the tab that is open below it.
void tabs(Frame& frame, const Area& area) {
    float x = area.left;
    for (const Tab& tab : all_tabs()) {
        const TextStyle style = {frame.look.tokens().text, plot::kSectionSize,
                                 plot::Face::semibold};
        const float width = text_width(frame.look, tab.label, style);
        const Area place = {x, area.top, x + width, area.top + frame.px(28)};
        const bool open = frame.view.tab == tab.name;
        if (touch(tab.name, place).clicked)
            frame.view.tab = tab.name;
        draw_text(frame.look, {place.left, place.top}, tab.label, style);
        if (open)
            fill({place.left, place.bottom - frame.px(4), place.right, place.bottom - frame.px(2)},
                 frame.look.tokens().accent);
        x = place.right + frame.px(16);
    }
    horizontal_rule(frame, area.left, area.right, area.top + frame.px(26));
    profile_tab(frame, {area.left, area.top + frame.px(34), area.right, area.bottom});
}

// Shares of the height: the table takes what its rows need, up to two fifths.
struct Heights {
    float table = 0, ridges = 0;
};

Heights heights(const Frame& frame, float whole) {
    const int k = frame.result()->clustering->k;
    const float rows = frame.px(kClusterHead) + static_cast<float>(k) * frame.px(kClusterRow);
    Heights h;
    h.table = std::min(rows, whole * 0.40f);
    h.ridges = (whole - h.table) * 0.48f;
    return h;
}

} // namespace

void touch_marks(Frame& frame, const plot::Scene& scene, ImVec2 origin, const Area& area) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (!area.contains(mouse) || !ImGui::IsWindowHovered())
        return;
    const plot::Mark* mark = mark_at(canvas_at(frame, origin), scene, mouse);
    if (mark == nullptr)
        return;
    if (!mark->tip.empty())
        frame.tip = {{mark->tip, ""}};
    if (mark->cluster < 0)
        return;
    const int colour = frame.result()->identity.colour[static_cast<std::size_t>(mark->cluster)];
    frame.view.focus.hover(colour);
    if (ImGui::IsMouseDoubleClicked(0))
        frame.view.scatter.fit_cluster(*frame.result(), mark->cluster, frame.input.seconds);
    if (ImGui::IsMouseClicked(0))
        frame.view.focus.toggle_pin(colour);
}

void right_panel(Frame& frame, const Area& area) {
    fill(area, frame.look.tokens().panel);
    const float pad = frame.px(plot::kPanelPadding);
    const bool hinted = frame.view.hint_open[static_cast<std::size_t>(Hint::right)];
    const Area inner = {area.left + pad, area.top + frame.px(8), area.right - pad,
                        area.bottom - (hinted ? frame.px(kHintHeight) : frame.px(8))};
    draw_text(frame.look, {inner.left, inner.top}, "Clusters", section(frame.look));
    if (frame.result() != nullptr) {
        const float top = inner.top + frame.px(28);
        const float gap = frame.px(10);
        const Heights h = heights(frame, inner.bottom - top - 2 * gap);
        cluster_table(frame, {inner.left, top, inner.right, top + h.table});
        const float ridge_top = top + h.table + gap;
        ridges(frame, {inner.left, ridge_top, inner.right, ridge_top + h.ridges});
        tabs(frame, {inner.left, ridge_top + h.ridges + gap, inner.right, inner.bottom});
    }
    hint(frame, area, Hint::right);
}

} // namespace cohortscope::ui
