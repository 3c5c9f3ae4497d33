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

// At scale 1.
constexpr float kSmallestRidge = 17.0f; // a line of small text
constexpr float kRidgesAxis = 66.0f;    // heading, axis and note of the chart
constexpr float kTabHead = 34.0f;
constexpr float kGap = 12.0f; // between the sections

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
    show_scene(frame, "###profile",
               {area.left, area.top + frame.px(kTabHead), area.right, area.bottom},
               profile_scene(frame, area.width()));
}

// How the sections share the height.
struct Heights {
    float row = 0, table = 0, ridges = 0; // the open tab takes the rest
};

// The table is dense where the window is small and scrolls where its rows would take over two
// fifths; the tab gets what it needs while the ridges stay readable, they everything else.
Heights heights(Frame& frame, const Area& area) {
    const auto k = static_cast<float>(frame.result()->clustering->k);
    const float whole = area.height(), head = frame.px(kClusterHead);
    Heights h;
    h.row = std::floor(
        std::clamp((whole * 0.25f - head) / k, frame.px(kDenseClusterRow), frame.px(kClusterRow)));
    h.table = std::min(head + k * h.row, whole * 0.42f);
    const float rest = whole - h.table - 2 * frame.px(kGap);
    const float tab = frame.px(kTabHead + profile_scene(frame, area.width()).height + 2.0f);
    const float least = std::min(frame.px(least_ridges(frame)), rest * 0.60f);
    h.ridges = std::floor(std::max(rest - tab, least));
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
        const Area sections = {inner.left, inner.top + frame.px(26), inner.right, inner.bottom};
        const float gap = frame.px(kGap);
        const Heights h = heights(frame, sections);
        const float ridge_top = sections.top + h.table + gap;
        const float tab_top = ridge_top + h.ridges + gap;
        cluster_table(frame, {inner.left, sections.top, inner.right, sections.top + h.table},
                      h.row);
        ridges(frame, {inner.left, ridge_top, inner.right, ridge_top + h.ridges});
        tabs(frame, {inner.left, tab_top, inner.right, inner.bottom});
    }
    hint(frame, area, Hint::right);
}

} // namespace cohortscope::ui
