#include "ui/studies/study_tabs.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "engine/selection/study_shapes.h"
#include "engine/sensitivity.h"
#include "plot/studies/study_charts.h"
#include "ui/controls/knobs.h"
#include "ui/controls/widgets.h"
#include "ui/panels/panels.h"
#include "ui/scene_cache.h"

namespace cohortscope::ui {

namespace {

using engine::Study;

constexpr float kLeastElbow = 270.0f; // at scale 1
constexpr float kStabilityFoot = 84.0f;
constexpr float kStabilityRow = 26.0f;

// What fills the area, or `least` where the area is lower: then it scrolls. At scale 1.
ImVec2 chart_size(const Frame& frame, const Area& area, float least) {
    return {area.width() / frame.look.scale,
            std::max(least, std::floor(area.height() / frame.look.scale))};
}

StudyChart chart_of(const Frame& frame, Study study, ImVec2 size) {
    return {frame.studies[study].value, frame.view.studies[study].studied(), size};
}

// Stability is of K-Means' clusters; with others in view it waits for them.
void instead_of_stability(Frame& frame, const Area& area) {
    const float height = draw_wrapped(
        frame.look, {area.left, area.top + frame.px(4)}, area.width(),
        "Stability looks at K-Means' clusters; the window shows Ward's.", small(frame.look));
    const Area place = {area.left, area.top + height + frame.px(12), area.left + frame.px(140),
                        area.top + height + frame.px(40)};
    fill(place, frame.look.tokens().raised, frame.px(plot::kCornerRadius));
    if (button(frame, place, "Show K-Means"))
        apply(frame, *engine::find_field(*frame.draft.schema, "method"),
              static_cast<double>(engine::Method::kmeans));
}

// The rows that both clusters of a ribbon or a cell share.
std::optional<PartRows> shared_by_mark(const engine::Comparison& comparison,
                                       const engine::Result& of, const plot::Mark& mark) {
    if (mark.value < 0)
        return std::nullopt;
    std::optional<engine::Shape> shape =
        engine::shared_rows(comparison, mark.value / comparison.k, mark.value % comparison.k, of);
    if (!shape)
        return std::nullopt;
    std::get<engine::Labelled>(shape->what).origin = plot::shared_words(comparison, of, mark.value);
    return PartRows{std::move(*shape)};
}

// The nudge that a mark stands for; that of a thin bar goes the other way.
engine::Nudge nudge_of(const engine::Sensitivity& sensitivity, int value) {
    const auto place = static_cast<std::size_t>(value), count = sensitivity.nudges.size();
    engine::Nudge nudge = sensitivity.nudges.at(place % count);
    if (place >= count)
        nudge.to = nudge.other_to;
    return nudge;
}

// One step: the knob and, where none is pinned, the baseline that shows what it did.
void apply_nudge(Frame& frame, const engine::Nudge& nudge) {
    try {
        const engine::Settings settings = engine::nudged(frame.draft, nudge);
        frame.edit({}, [&](engine::Document& next) {
            next.settings = settings;
            if (!next.baseline)
                next.baseline = frame.live.shown_final;
        });
    } catch (const base::Error& error) {
        frame.view.message = error.what();
    }
}

} // namespace

void elbow_tab(Frame& frame, const Area& area) {
    const auto* elbow = engine::value_in<engine::Elbow>(frame.studies[Study::elbow]);
    if (elbow == nullptr || elbow->points.empty())
        return nothing_yet(frame, *find_tab("elbow"), area);
    const int k = frame.result()->clustering->k;
    StudyChart chart = chart_of(frame, Study::elbow, chart_size(frame, area, kLeastElbow));
    chart.of = nullptr; // no cluster of its own
    chart.more = static_cast<std::uint64_t>(k);
    const plot::Scene& scene =
        cached_study(frame, frame.view.elbow, chart, [&](const auto& options, const auto& measure) {
            return plot::elbow_chart(*elbow, k, chart.size.x, chart.size.y, options, measure);
        });
    const plot::Mark* mark =
        show_scene(frame, "###elbow", area, scene, {nullptr, greyness(frame, Study::elbow)});
    if (mark == nullptr || mark->value < kFewestClusters)
        return;
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (ImGui::IsMouseClicked(0))
        apply(frame, *engine::find_field(*frame.draft.schema, "kmeans.k"), mark->value);
}

void comparison_tab(Frame& frame, const Area& area) {
    const auto* comparison = engine::value_in<engine::Comparison>(frame.studies[Study::compare]);
    const StudyChart chart =
        chart_of(frame, Study::compare, {area.width() / frame.look.scale, 0.0f});
    if (comparison == nullptr || !chart.of || chart.of->clustering->k != comparison->k)
        return nothing_yet(frame, *find_tab("compare"), area);
    const plot::Scene& scene = cached_study(
        frame, frame.view.comparison, chart, [&](const auto& options, const auto& measure) {
            return plot::comparison_chart(*comparison, *chart.of, chart.size.x, options, measure);
        });
    const auto rows_of = [&](const plot::Mark& mark) {
        return shared_by_mark(*comparison, *chart.of, mark);
    };
    show_scene(frame, "###comparison", area, scene,
               {chart.of.get(), greyness(frame, Study::compare), rows_of});
}

void stability_tab(Frame& frame, const Area& area) {
    const auto* stability = engine::value_in<analysis::Stability>(frame.studies[Study::stability]);
    const std::size_t k = stability != nullptr ? stability->jaccard.size() : 0;
    const StudyChart chart =
        chart_of(frame, Study::stability,
                 chart_size(frame, area, kStabilityFoot + kStabilityRow * static_cast<float>(k)));
    if (stability == nullptr || !chart.of || chart.of->clustering->sizes.size() != k)
        return nothing_yet(frame, *find_tab("stability"), area);
    const plot::Scene& scene = cached_study(
        frame, frame.view.stability, chart, [&](const auto& options, const auto& measure) {
            return plot::stability_chart(*stability, *chart.of, chart.size.x, chart.size.y, options,
                                         measure);
        });
    show_scene(frame, "###stability", area, scene,
               {chart.of.get(), greyness(frame, Study::stability)});
}

void sensitivity_tab(Frame& frame, const Area& area) {
    const auto* sensitivity =
        engine::value_in<engine::Sensitivity>(frame.studies[Study::sensitivity]);
    if (sensitivity == nullptr || sensitivity->nudges.empty())
        return nothing_yet(frame, *find_tab("sensitivity"), area);
    StudyChart chart = chart_of(frame, Study::sensitivity, {area.width() / frame.look.scale, 0.0f});
    chart.of = nullptr;
    const plot::Scene& scene = cached_study(
        frame, frame.view.sensitivity, chart, [&](const auto& options, const auto& measure) {
            return plot::sensitivity_chart(*sensitivity, *frame.draft.schema, chart.size.x, options,
                                           measure);
        });
    const plot::Mark* mark = show_scene(frame, "###sensitivity", area, scene,
                                        {nullptr, greyness(frame, Study::sensitivity)});
    if (mark == nullptr || mark->value < 0)
        return;
    if (!frame.studies[Study::sensitivity].current) {
        frame.tip.push_back(
            {"It belongs to other settings: run it again to apply it", "", kNobody, true});
        return;
    }
    frame.tip.push_back(
        {"Click to apply it, with what is shown now as the baseline", "", kNobody, true});
    ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    if (ImGui::IsMouseClicked(0))
        apply_nudge(frame, nudge_of(*sensitivity, mark->value));
}

void study_tab(Frame& frame, const Tab& tab, const Area& area) {
    if (tab.main == Study::stability && frame.result()->settings.method == engine::Method::ward)
        return instead_of_stability(frame, area);
    const Area below = study_strip(frame, tab, area);
    switch (tab.main) {
    case Study::elbow:
        return elbow_tab(frame, below);
    case Study::explain:
        return explain_tab(frame, below);
    case Study::silhouette:
        return silhouette_tab(frame, below);
    case Study::ward:
        return ward_tab(frame, below);
    case Study::compare:
        return comparison_tab(frame, below);
    case Study::stability:
        return stability_tab(frame, below);
    case Study::sensitivity:
        return sensitivity_tab(frame, below);
    case Study::peers:
        return peers_tab(frame, below);
    case Study::scores:
    case Study::hopkins:
        return; // in the tab of silhouettes
    }
}

} // namespace cohortscope::ui
