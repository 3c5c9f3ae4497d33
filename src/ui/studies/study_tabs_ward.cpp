#include <algorithm>
#include <array>
#include <cmath>

#include "engine/selection/study_shapes.h"
#include "plot/studies/study_charts.h"
#include "ui/controls/knobs.h"
#include "ui/controls/widgets.h"
#include "ui/painter.h"
#include "ui/panels/panels.h"
#include "ui/scene_cache.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

using engine::Study;

constexpr float kLeastChart = 220.0f; // at scale 1
constexpr float kSwitch = 28.0f;
constexpr float kGap = 8.0f;
constexpr float kReach = 7.0f; // of the cut line, for the pointer

// "Show: K-Means | Ward": which clusters the whole window shows.
void method_switch(Frame& frame, const Area& line) {
    const TextStyle style = small(frame.look);
    const float y = (line.top + line.bottom - text_height(frame.look, style)) / 2;
    draw_text(frame.look, {line.left, y}, "Show", style);
    const float left = line.left + text_width(frame.look, "Show", style) + frame.px(10);
    const std::array<std::string, 2> labels = {"K-Means###show K-Means", "Ward###show Ward"};
    const int now = static_cast<int>(frame.draft.method);
    const int chosen =
        segmented(frame, {left, line.top, std::min(line.right, left + frame.px(184)), line.bottom},
                  labels, now);
    if (chosen != now)
        apply(frame, *engine::find_field(*frame.draft.schema, "method"), chosen);
}

// Leaves are numbered by their lowest row, so that one look along the rows finds all; once a tree.
std::vector<std::size_t> first_rows(const analysis::Dendrogram& dendrogram) {
    std::vector<std::size_t> first;
    for (std::size_t row = 0;
         row < dendrogram.leaf_of_row.size() && first.size() < dendrogram.leaves(); ++row)
        if (dendrogram.leaf_of_row[row] == first.size())
            first.push_back(row);
    return first;
}

void follow_tree(Frame& frame, const std::shared_ptr<const analysis::Dendrogram>& dendrogram) {
    WardView& ward = frame.view.ward;
    if (ward.of == dendrogram)
        return;
    ward.of = dendrogram;
    ward.first_rows = first_rows(*dendrogram);
    ward.colours.clear();
}

// The clusters' own colours: Ward's where they are shown; else those of the K-Means clusters that
// share most with Ward's. While the final comparison is not there, the colours stay.
void follow_colours(Frame& frame) {
    const engine::Result& result = *frame.result();
    WardView& ward = frame.view.ward;
    const std::vector<int>& colours = result.identity.colour;
    if (result.settings.method == engine::Method::ward) {
        if (!result.final_result || ward.first_rows.size() != ward.of->leaves() ||
            result.rows() != ward.of->leaf_of_row.size())
            return;
        ward.colours.clear();
        for (const std::size_t row : ward.first_rows)
            ward.colours.push_back(colours[result.clustering->labels[row]]);
        return;
    }
    const engine::StudyView& view = frame.studies[Study::compare];
    const auto* comparison = engine::value_in<engine::Comparison>(view);
    if (comparison == nullptr || !view.current || comparison->k != result.clustering->k ||
        comparison->ward_of_leaf.size() != ward.of->leaves())
        return;
    ward.colours.clear();
    for (const int cluster : comparison->ward_of_leaf)
        ward.colours.push_back(colours[static_cast<std::size_t>(cluster)]);
}

// Where the line lies: with the mouse, else at what is shown.
int shown_k(const Frame& frame) {
    const int k = frame.view.ward.dragging ? frame.draft.kmeans.k : frame.result()->clustering->k;
    return std::min(k, static_cast<int>(frame.view.ward.of->leaves()));
}

const plot::DendrogramChart& dendrogram(Frame& frame, ImVec2 size) {
    WardView& ward = frame.view.ward;
    const int k = shown_k(frame);
    base::Hasher more;
    more.add_number(k);
    for (const int colour : ward.colours)
        more.add_number(colour);
    const StudyChart chart = {frame.studies[Study::ward].value, nullptr, size, more.finish().value};
    return cached_study(frame, ward.chart, chart, [&](const auto& options, const auto& measure) {
        return plot::dendrogram_chart(*ward.of, k, ward.colours, size.x, size.y, options, measure);
    });
}

// The rows below a branch. In the plot a press alone moves the line; below it, it selects a leaf.
std::optional<PartRows> branch_of(const Frame& frame,
                                  const std::shared_ptr<const analysis::Dendrogram>& tree,
                                  const plot::Mark& mark) {
    const std::shared_ptr<const engine::Result> of = frame.view.studies[Study::ward].studied();
    if (!of)
        return std::nullopt;
    std::optional<engine::Shape> shape = engine::branch_rows(tree, mark.value, *of);
    if (!shape)
        return std::nullopt;
    const bool below = mark.box.top >= frame.view.ward.chart.made.plot.bottom;
    return PartRows{std::move(*shape), below};
}

// The line is dragged like a slider's handle: a press on it keeps it under the pointer, elsewhere
// in the plot it comes there.
void drag_cut(Frame& frame, const plot::DendrogramChart& chart, ImVec2 origin) {
    WardView& ward = frame.view.ward;
    const float scale = frame.look.scale;
    const Area plot = {origin.x + chart.plot.left * scale, origin.y + chart.plot.top * scale,
                       origin.x + chart.plot.right * scale, origin.y + chart.plot.bottom * scale};
    if (chart.cut_y.empty() || plot.width() < 1.0f || plot.height() < 1.0f)
        return;
    const auto index = static_cast<std::size_t>(
        std::clamp(shown_k(frame), 1, static_cast<int>(chart.cut_y.size())) - 1);
    const float line = origin.y + chart.cut_y[index] * scale;
    const float pointer = ImGui::GetIO().MousePos.y;
    const Touch mouse = touch("###cut", plot);
    const bool near = std::fabs(pointer - line) <= frame.px(kReach);
    const ImGuiIO& io = ImGui::GetIO();
    if (mouse.clicked && !io.KeyCtrl && !io.KeyShift && !io.KeyAlt) { // those select a branch
        ward.dragging = true;
        ward.grab = near ? pointer - line : 0.0f;
    }
    ward.dragging = ward.dragging && mouse.held;
    if (ward.dragging || (mouse.hovered && near))
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
    if (!ward.dragging)
        return;
    frame.out.held = true;
    const int most = std::min(kMostClusters, static_cast<int>(chart.cut_y.size()));
    const int k = plot::cut_at(chart, (pointer - ward.grab - origin.y) / scale);
    const int wanted = std::clamp(k, std::min(kFewestClusters, most), most);
    if (wanted != frame.draft.kmeans.k)
        apply(frame, *engine::find_field(*frame.draft.schema, "kmeans.k"), wanted);
}

} // namespace

void ward_tab(Frame& frame, const Area& area) {
    const float top = area.top + frame.px(kSwitch);
    method_switch(frame, {area.left, area.top, area.right, top});
    const auto* study = engine::value_in<engine::WardStudy>(frame.studies[Study::ward]);
    if (study == nullptr || !study->dendrogram) {
        frame.view.ward.dragging = false;
        return nothing_yet(frame, *find_tab("ward"), {area.left, top, area.right, area.bottom});
    }
    follow_tree(frame, study->dendrogram);
    follow_colours(frame);
    const Area below = {area.left, top + frame.px(kGap), area.right, area.bottom};
    const ImVec2 size(below.width() / frame.look.scale,
                      std::max(kLeastChart, std::floor(below.height() / frame.look.scale)));
    Scrolled list(frame, "###dendrogram", below);
    const plot::DendrogramChart& chart = dendrogram(frame, size);
    const auto rows_of = [&](const plot::Mark& mark) {
        return branch_of(frame, study->dendrogram, mark);
    };
    show_scene_at(frame, list.origin(), below.width(), chart.scene,
                  {nullptr, greyness(frame, Study::ward), rows_of});
    drag_cut(frame, chart, list.origin());
    list.end(frame.px(chart.scene.height));
}

} // namespace cohortscope::ui
