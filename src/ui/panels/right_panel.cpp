#include <algorithm>
#include <array>
#include <cmath>

#include "plot/clusters/cluster_charts.h"
#include "plot/selection/selected_words.h"
#include "ui/baseline.h"
#include "ui/compat/compat.h"
#include "ui/controls/scrolled.h"
#include "ui/controls/splitter.h"
#include "ui/controls/tab_strip.h"
#include "ui/controls/widgets.h"
#include "ui/painter.h"
#include "ui/panels/cluster_brush.h"
#include "ui/panels/panels.h"
#include "ui/panels/personas_tab.h"
#include "ui/panels/row_list.h"
#include "ui/panels/why_tab.h"
#include "ui/scene_cache.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kGap = 6.0f;  // below the tabs' names
constexpr float kEdge = 8.0f; // above and below the column
constexpr float kOrder = 24.0f, kOrderWidth = 236.0f;

const plot::Scene& profile_scene(Frame& frame, ImVec2 device_size) {
    const float scale = frame.look.scale;
    const ImVec2 size(device_size.x / scale, std::floor(device_size.y / scale));
    const auto make = [&](const plot::TextMeasure& measure) {
        plot::ChartOptions options = chart_options(frame);
        options.room = size.y;
        options.by_strength = frame.view.heatmap_by_strength;
        frame.view.profile_rows = plot::profile_rows(*frame.result(), options.by_strength);
        return plot::profile_heatmap(*frame.result(), size.x, options, measure);
    };
    return cached(frame, frame.view.profile, size, make, frame.view.heatmap_by_strength ? 1 : 0);
}

// In which order the rows of the profile stand. Returns the rest of the area.
Area profile_order(Frame& frame, const Area& area) {
    static const std::array<std::string, 2> kOrders = {"As listed", "Strongest first"};
    const float bottom = area.top + frame.px(kOrder);
    const Area place = {area.left, area.top,
                        std::min(area.right, area.left + frame.px(kOrderWidth)), bottom};
    const int now = frame.view.heatmap_by_strength ? 1 : 0;
    frame.view.heatmap_by_strength = segmented(frame, place, kOrders, now) == 1;
    if (place.contains(ImGui::GetIO().MousePos))
        frame.tip = {{"Order of the rows: as the columns are listed, or first those that tell the "
                      "clusters apart most (the bars at the right)",
                      ""}};
    return {area.left, bottom + frame.px(kGap), area.right, area.bottom};
}

// The row of the profile that a cell's mark is in; null of other marks.
const plot::ProfileRow* row_of(const Frame& frame, const plot::Mark& mark) {
    const auto row = static_cast<std::size_t>(mark.value);
    return mark.value >= 0 && row < frame.view.profile_rows.size() ? &frame.view.profile_rows[row]
                                                                   : nullptr;
}

// The cluster's rows on the side of all rows' figure that the cell shows.
std::optional<PartRows> rows_of_cell(const Frame& frame, const plot::Mark& mark) {
    const plot::ProfileRow* row = row_of(frame, mark);
    const auto cluster = static_cast<std::size_t>(mark.cluster);
    if (row == nullptr || cluster >= row->cells.size() || !row->cells[cluster].side)
        return std::nullopt;
    PartRows part{*row->cells[cluster].side, false};
    part.shape.colour = frame.result()->identity.colour[cluster];
    return part;
}

// What the selected rows have instead, below what a cell's tip says.
void tell_selected(Frame& frame, const plot::Mark* mark) {
    const engine::Selected* selected = selected_of(frame);
    const plot::ProfileRow* row = mark != nullptr ? row_of(frame, *mark) : nullptr;
    if (row == nullptr || selected == nullptr || frame.tip.empty())
        return;
    const std::string words = plot::selected_means(*frame.result(), selected->stats, row->compared);
    if (!words.empty())
        frame.tip.insert(frame.tip.begin() + 1, {words, ""});
}

void profile_tab(Frame& frame, const Area& area) {
    const Area rest = profile_order(frame, area);
    const plot::Scene& scene = profile_scene(frame, {rest.width(), rest.height()});
    const auto rows_of = [&](const plot::Mark& mark) { return rows_of_cell(frame, mark); };
    tell_selected(frame, show_scene(frame, "###profile", rest, scene, {nullptr, 0.0f, rows_of}));
}

void open_content(Frame& frame, const Tab& tab, const Area& area) {
    if (tab.name == std::string_view(kRowsTab))
        row_list(frame, area, frame.view.row_list);
    else if (tab.name == std::string_view(kWhyTab))
        why_tab(frame, area);
    else if (tab.name == std::string_view(kChangedTab))
        changed_tab(frame, area);
    else if (tab.name == std::string_view(kSelectedTab))
        selected_tab(frame, area);
    else if (tab.name == std::string_view(kPersonasTab))
        personas_tab(frame, area);
    else if (tab.studies.empty())
        profile_tab(frame, area);
    else
        study_tab(frame, tab, area);
}

// The clusters above the splitter, the tabs below; `foot` is left free below them.
void sections(Frame& frame, const Area& column, float foot) {
    const float split = splitter(frame, column);
    const float tabs_top = split + frame.px(kSplitter);
    const float content_top = tabs_top + frame.px(kTabStrip + kGap);
    tab_strip(frame, {column.left, tabs_top, column.right, tabs_top + frame.px(kTabStrip)});
    if (frame.result() == nullptr)
        return draw_text(frame.look, {column.left, column.top}, "Clusters", section(frame.look));
    cluster_table(frame, {column.left, column.top, column.right, split});
    open_content(frame, *find_tab(frame.view.tab),
                 {column.left, content_top, column.right, column.bottom - foot});
}

// True where it was clicked.
bool touch_part(Frame& frame, const PartRows& part) {
    if (part.plainly)
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    tell_part(frame, part);
    return click_part(frame, part);
}

} // namespace

const plot::Mark* touch_marks(Frame& frame, const plot::Scene& scene, ImVec2 origin,
                              const Area& area, const Showing& showing) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (!area.contains(mouse) || !ImGui::IsWindowHovered())
        return nullptr;
    const Canvas canvas = {ImGui::GetWindowDrawList(), origin, &frame.look, {}};
    const plot::Mark* mark = mark_at(canvas, scene, mouse);
    if (mark == nullptr)
        return nullptr;
    if (!mark->tip.empty())
        frame.tip = {{mark->tip, ""}};
    const std::optional<PartRows> part = showing.rows_of ? showing.rows_of(*mark) : std::nullopt;
    const bool taken = part && touch_part(frame, *part);
    const engine::Result& of = showing.of != nullptr ? *showing.of : *frame.result();
    if (mark->cluster < 0 || mark->cluster >= static_cast<int>(of.identity.colour.size()))
        return mark;
    const int colour = of.identity.colour[static_cast<std::size_t>(mark->cluster)];
    const int cluster = cluster_of_colour(*frame.result(), colour);
    if (cluster == kNobody)
        return mark; // of a result that was
    tell_before(frame, colour);
    frame.view.focus.hover(colour);
    if (ImGui::IsMouseDoubleClicked(0))
        frame.view.scatter.fit_cluster(*frame.result(), cluster, frame.input.seconds);
    if (!frame.tip.empty() && !part)
        frame.tip.push_back({"Ctrl+click selects the group's rows", "", kNobody, true});
    if (ImGui::IsMouseClicked(0) && !taken && !select_group(frame, colour))
        frame.view.focus.toggle_pin(colour);
    return mark;
}

void right_panel(Frame& frame, const Area& area) {
    fill(area, frame.look.tokens().panel);
    const float pad = frame.px(plot::kPanelPadding);
    const bool hinted = frame.view.hint_open[static_cast<std::size_t>(Hint::right)];
    const float edge = frame.px(kEdge);
    sections(frame, {area.left + pad, area.top + edge, area.right - pad, area.bottom - edge},
             hinted ? frame.px(kHintHeight) - edge : 0.0f);
    hint(frame, area, Hint::right);
}

} // namespace cohortscope::ui
