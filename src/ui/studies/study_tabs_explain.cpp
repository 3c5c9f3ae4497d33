#include <algorithm>
#include <string>

#include "engine/selection/study_shapes.h"
#include "plot/studies/explain_words.h"
#include "plot/studies/study_charts.h"
#include "ui/controls/slider.h"
#include "ui/controls/widgets.h"
#include "ui/scene_cache.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

using engine::Study;

constexpr float kLine = 28.0f, kGap = 8.0f; // at scale 1

int leaves_of(const Frame& frame, const analysis::Explanation& tree) {
    return frame.view.explain_leaves == 0
               ? tree.suggested_leaves()
               : std::clamp(frame.view.explain_leaves, 1, tree.most_leaves());
}

// "Rules  ——o——  8   [Copy]"; below it what they tell.
void leaves_line(Frame& frame, const engine::Explained& explained, const engine::Result& of,
                 const Area& line) {
    const analysis::Explanation& tree = explained.tree;
    const TextStyle style = body(frame.look);
    const float y = (line.top + line.bottom - text_height(frame.look, style)) / 2;
    const int leaves = leaves_of(frame, tree);
    draw_text(frame.look, {line.left, y}, "Rules", style);
    const float begin = line.left + text_width(frame.look, "Rules", style) + frame.px(12);
    const float copy = line.right - frame.px(64);
    const std::string number = std::to_string(leaves);
    const float end = copy - frame.px(44);
    draw_text(frame.look, {end + frame.px(12), y}, number, style);
    if (tree.most_leaves() > 1) {
        SliderSpec spec{"explain.leaves",
                        {1.0, static_cast<double>(tree.most_leaves()), 1.0, 1.0, false}};
        spec.reset_value = tree.suggested_leaves();
        const double wanted = slider(frame, spec, {begin, line.top, end, line.bottom}, leaves);
        if (static_cast<int>(wanted) != leaves)
            frame.view.explain_leaves = static_cast<int>(wanted);
    }
    const Area place = {copy, line.top, line.right, line.bottom};
    fill(place, frame.look.tokens().raised, frame.px(plot::kCornerRadius));
    if (button(frame, place, "Copy###copy rules"))
        ImGui::SetClipboardText(plot::rules_text(of, explained, leaves_of(frame, tree)).c_str());
}

} // namespace

void explain_tab(Frame& frame, const Area& area) {
    const auto* explained = engine::value_in<engine::Explained>(frame.studies[Study::explain]);
    StudyChart chart = {frame.studies[Study::explain].value,
                        frame.view.studies[Study::explain].studied(),
                        {area.width() / frame.look.scale, 0.0f}};
    if (explained == nullptr || !chart.of || chart.of->clustering->k != explained->tree.k)
        return nothing_yet(frame, *find_tab("explain"), area);
    leaves_line(frame, *explained, *chart.of,
                {area.left, area.top, area.right, area.top + frame.px(kLine)});
    const int leaves = leaves_of(frame, explained->tree);
    chart.more = static_cast<std::uint64_t>(leaves);
    float top = area.top + frame.px(kLine + kGap);
    top += draw_wrapped(frame.look, {area.left, top}, area.width(),
                        plot::explained_words(explained->tree, leaves), small(frame.look)) +
           frame.px(kGap);
    const plot::Scene& scene = cached_study(
        frame, frame.view.explain, chart, [&](const auto& options, const auto& measure) {
            return plot::explain_chart(*explained, *chart.of, leaves, chart.size.x, options,
                                       measure);
        });
    const auto rows_of = [&](const plot::Mark& mark) -> std::optional<PartRows> {
        std::optional<engine::Shape> shape =
            engine::leaf_rows(*explained, leaves, mark.value, *chart.of);
        if (!shape)
            return std::nullopt;
        std::get<engine::Labelled>(shape->what).origin =
            plot::leaf_conditions(*explained, leaves, mark.value);
        return PartRows{std::move(*shape)};
    };
    show_scene(frame, "###explain", {area.left, top, area.right, area.bottom}, scene,
               {chart.of.get(), greyness(frame, Study::explain), rows_of});
}

} // namespace cohortscope::ui
