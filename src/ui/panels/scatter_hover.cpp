#include "ui/panels/scatter_hover.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/labels.h"
#include "ui/asking.h"
#include "ui/baseline.h"
#include "ui/controls/widgets.h"
#include "ui/panels/cluster_brush.h"
#include "ui/panels/scatter_tools.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

constexpr float kReach = 3.0f; // of the pointer, in pixels at scale 1
constexpr float kClickSlack = 3.0f;
constexpr double kZoomStep = 1.2;

Plane plane_of(const Frame& frame, const Canvas& canvas, const plot::Box& box) {
    return {area_of(canvas, box), frame.view.scatter.viewport()};
}

std::vector<std::pair<int, std::size_t>> by_cluster(const engine::Result& result,
                                                    const std::vector<std::uint32_t>& rows) {
    std::vector<std::pair<int, std::size_t>> counts;
    for (int cluster = 0; cluster < result.clustering->k; ++cluster)
        counts.emplace_back(cluster, 0);
    for (const std::uint32_t row : rows)
        ++counts[result.clustering->labels[row]].second;
    std::erase_if(counts, [](const auto& count) { return count.second == 0; });
    std::ranges::stable_sort(counts, std::greater<>(), &std::pair<int, std::size_t>::second);
    return counts;
}

double median_measure(const engine::Result& result, const std::vector<std::uint32_t>& rows) {
    std::vector<double> values;
    values.reserve(rows.size());
    for (const std::uint32_t row : rows)
        values.push_back(result.prepared.rows->measure[row]);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2.0;
}

// The first of the rows that lies nearest to a place; as on the screen, whatever the axes' units.
std::uint32_t nearest_row(const engine::Result& result, const std::vector<std::uint32_t>& rows,
                          const Plane& plane, ImVec2 place) {
    const auto distance = [&](std::uint32_t row) {
        return std::hypot(plane.pixel_x(static_cast<double>(result.projection->x[row])) - place.x,
                          plane.pixel_y(static_cast<double>(result.projection->y[row])) - place.y);
    };
    return rows.empty() ? 0 : *std::ranges::min_element(rows, {}, distance);
}

// The rows under the pointer, looked up when the place, the view or the result is new.
const HoverText& rows_under(Frame& frame, const Plane& plane, ImVec2 mouse) {
    const engine::Result& result = *frame.result();
    base::Hasher hasher;
    hasher.add(result.serial).add(result.prepared.matrix->fingerprint);
    for (const double value :
         {static_cast<double>(mouse.x), static_cast<double>(mouse.y), plane.seen.min_x,
          plane.seen.max_x, plane.seen.min_y, plane.seen.max_y})
        hasher.add_number(value);
    const base::Fingerprint key = hasher.finish();
    HoverText& hover = frame.view.hover;
    if (hover.key == key)
        return hover;
    const auto reach = static_cast<double>(kReach * frame.look.scale);
    const std::vector<std::uint32_t> rows =
        result.pick->find(*result.projection, static_cast<float>(plane.x(mouse.x)),
                          static_cast<float>(plane.y(mouse.y)),
                          static_cast<float>(std::fabs(plane.units_per_pixel_x()) * reach),
                          static_cast<float>(std::fabs(plane.units_per_pixel_y()) * reach));
    frame.view.work.rows += rows.size();
    hover = {key, rows.size(), by_cluster(result, rows),
             rows.empty() ? 0.0 : median_measure(result, rows),
             nearest_row(result, rows, plane, mouse)};
    return hover;
}

void show_rows(Frame& frame, const HoverText& hover, ImVec2 place) {
    const engine::Result& result = *frame.result();
    const float reach = frame.px(2 * kReach); // the rows explained, and some of those around
    frame.tip_beside = {place.x - reach, place.y - reach, place.x + reach, place.y + reach};
    frame.tip = {{plot::row_count(hover.rows) + " here", ""}};
    for (const auto& [cluster, rows] : hover.clusters)
        frame.tip.push_back({result.name(cluster), base::grouped(static_cast<long long>(rows)),
                             result.identity.colour[static_cast<std::size_t>(cluster)]});
    const features::PreparedRows& prepared = *result.prepared.rows;
    if (prepared.has_measure)
        frame.tip.push_back({"median " + prepared.measure_spec->label,
                             plot::format_measure(*prepared.measure_spec, hover.median), kNobody,
                             true});
}

void pan_and_zoom(Frame& frame, const Plane& plane, const Touch& mouse) {
    const ImGuiIO& io = ImGui::GetIO();
    ScatterView& scatter = frame.view.scatter;
    const Orientation& turned = scatter.orientation();
    const double sx = turned.mirror_x ? -1.0 : 1.0;
    const double sy = turned.mirror_y ? -1.0 : 1.0;
    if (mouse.held && frame.view.tool == MapTool::pan &&
        ImGui::IsMouseDragging(0, kClickSlack * frame.look.scale)) {
        scatter.pan(static_cast<double>(-io.MouseDelta.x) * plane.units_per_pixel_x() * sx,
                    static_cast<double>(io.MouseDelta.y) * plane.units_per_pixel_y() * sy);
    }
    if (mouse.hovered && io.MouseWheel != 0.0f) {
        scatter.zoom(std::pow(kZoomStep, static_cast<double>(io.MouseWheel)),
                     plane.x(io.MousePos.x) * sx, plane.y(io.MousePos.y) * sy);
    }
}

// A press that did not become a drag, at its release.
bool clicked(const Frame& frame, const Touch& mouse) {
    const ImGuiIO& io = ImGui::GetIO();
    const float slack = kClickSlack * frame.look.scale;
    return mouse.hovered && ImGui::IsMouseReleased(0) &&
           std::fabs(io.MousePos.x - io.MouseClickedPos[0].x) <= slack &&
           std::fabs(io.MousePos.y - io.MouseClickedPos[0].y) <= slack;
}

void touch_name(Frame& frame, const Touch& mouse, const plot::Mark& mark, const Area& at) {
    const engine::Result& result = *frame.result();
    const int cluster = mark.cluster;
    const int colour = result.identity.colour[static_cast<std::size_t>(cluster)];
    frame.view.focus.hover(colour);
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    frame.tip_beside = at;
    if (!mark.tip.empty())
        frame.tip = {{mark.tip, ""}};
    tell_before(frame, colour);
    if (mouse.double_clicked)
        frame.view.scatter.fit_cluster(result, cluster, frame.input.seconds);
    else if (clicked(frame, mouse) && !select_group(frame, colour))
        frame.view.focus.toggle_pin(colour);
}

// The group of most rows under the pointer is pinned, the row nearest to it is in question; where
// there is none, both are let go.
void choose(Frame& frame, const HoverText& hover) {
    const engine::Result& result = *frame.result();
    if (hover.rows == 0) {
        frame.view.focus.pin(kNobody);
        return ask_nothing(frame);
    }
    const auto cluster = static_cast<std::size_t>(hover.clusters.front().first);
    frame.view.focus.pin(result.identity.colour[cluster]);
    ask_why(frame, result.prepared.rows->rows[hover.nearest]);
}

// The ring's label leads to the row's card.
void touch_ring(Frame& frame, const Touch& mouse) {
    const Tab& tab = *find_tab(kWhyTab);
    const plot::Box& label = frame.view.why.label;
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    frame.tip_beside = {label.left, label.top, label.right, label.bottom};
    frame.tip = {{frame.view.tab == kWhyTab ? std::string("The row in question")
                                            : "Click: " + std::string(tab.shows) + ".",
                  ""}};
    if (clicked(frame, mouse))
        open_tab(frame.view, tab);
}

} // namespace

void touch_scatter(Frame& frame, const Canvas& canvas, const plot::Scatter& scatter) {
    const Plane plane = plane_of(frame, canvas, scatter.plot);
    const Touch mouse = touch_by_mouse("###plot", plane.area);
    pan_and_zoom(frame, plane, mouse);
    if (use_tool(frame, plane, mouse) || !mouse.hovered)
        return;
    const ImVec2 place = ImGui::GetIO().MousePos;
    const plot::Mark* mark = mark_at(canvas, scatter.scene, place);
    if (mark != nullptr && mark->cluster >= 0)
        return touch_name(frame, mouse, *mark, area_of(canvas, mark->box));
    if (mouse.double_clicked) {
        frame.view.scatter.fit(frame.input.seconds);
        return;
    }
    if (frame.view.why.label.contains({place.x, place.y}))
        return touch_ring(frame, mouse);
    if (!frame.result()->pick || ImGui::IsMouseDragging(0))
        return;
    const HoverText& hover = rows_under(frame, plane, place);
    if (hover.rows > 0)
        show_rows(frame, hover, place);
    // The second click of two moves the map alone.
    if (clicked(frame, mouse) && ImGui::GetIO().MouseClickedLastCount[0] < 2)
        choose(frame, hover);
}

} // namespace cohortscope::ui
