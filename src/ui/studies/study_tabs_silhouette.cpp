#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/labels.h"
#include "plot/studies/study_charts.h"
#include "ui/controls/widgets.h"
#include "ui/panels/panels.h"
#include "ui/scene_cache.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

using engine::Study;

constexpr float kLeastChart = 240.0f; // at scale 1
constexpr float kButton = 28.0f;
constexpr float kGap = 10.0f;

// Silhouettes of other clusters are left out of the list: the strip above speaks of the picture.
const engine::SilhouetteStudy* present_silhouettes(const Frame& frame) {
    const engine::StudyView& view = frame.studies[Study::silhouette];
    return view.current ? engine::value_in<engine::SilhouetteStudy>(view) : nullptr;
}

const plot::Scene& list_scene(Frame& frame, float width) {
    plot::ScoreSet set;
    set.silhouette = present_silhouettes(frame);
    set.scores = engine::value_in<analysis::ClusterScores>(frame.studies[Study::scores]);
    set.hopkins = engine::value_in<engine::Hopkins>(frame.studies[Study::hopkins]);
    base::Hasher values;
    for (const void* value :
         {static_cast<const void*>(set.silhouette), static_cast<const void*>(set.scores),
          static_cast<const void*>(set.hopkins)})
        values.add(reinterpret_cast<std::uintptr_t>(value));
    const StudyChart chart = {nullptr, nullptr, {width, 0.0f}, values.finish().value};
    return cached_study(frame, frame.view.scores, chart,
                        [&](const auto& options, const auto& measure) {
                            return plot::score_list(set, width, options, measure);
                        });
}

// Selects the rows that lie nearer to another cluster, or lets them go.
void select_button(Frame& frame, ImVec2 at, const engine::SilhouetteStudy& study) {
    const bool selected = frame.history.present().selection == study.negative;
    const std::string rows = base::grouped(static_cast<long long>(study.negative_rows)) +
                             (study.negative_rows == 1 ? " row" : " rows");
    const std::string label = (selected ? "Showing the " : "Show the ") + rows + " below 0";
    const float width = text_width(frame.look, label, body(frame.look)) + frame.px(28);
    const Area place = {at.x, at.y, at.x + width, at.y + frame.px(kButton)};
    if (!selected)
        fill(place, frame.look.tokens().raised, frame.px(plot::kCornerRadius));
    if (button(frame, place, label + "###negative", {selected}))
        select_rows(frame, selected ? nullptr : study.negative,
                    "negative silhouette at " + frame.studies[Study::silhouette].subject);
}

const plot::Scene* bands(Frame& frame, ImVec2 size) {
    const engine::StudyView& view = frame.studies[Study::silhouette];
    const auto* study = engine::value_in<engine::SilhouetteStudy>(view);
    const StudyChart chart = {view.value, frame.view.studies[Study::silhouette].studied(), size};
    if (study == nullptr || !chart.of || chart.of->clustering->sizes.size() != study->sizes.size())
        return nullptr;
    return &cached_study(
        frame, frame.view.silhouette, chart, [&](const auto& options, const auto& measure) {
            return plot::silhouette_chart(*study, *chart.of, size.x, size.y, options, measure);
        });
}

} // namespace

void silhouette_tab(Frame& frame, const Area& area) {
    const float scale = frame.look.scale;
    const float gap = frame.px(kGap);
    const float width = area.width() / scale;
    Scrolled list(frame, "###silhouettes", area);
    ImVec2 at = list.origin();
    // The picture comes first, so that it is in view in small windows too.
    const plot::Scene& scores = list_scene(frame, width);
    const engine::SilhouetteStudy* present = present_silhouettes(frame);
    const bool has_button =
        present != nullptr && present->negative_rows > 0 && present->negative != nullptr;
    const float below = scores.height + kGap + (has_button ? kButton + kGap : 0.0f);
    const float room = std::floor(area.height() / scale - below - kGap);
    const float height = std::max(kLeastChart, room);
    if (const plot::Scene* scene = bands(frame, {width, height})) {
        show_scene_at(frame, at, area.width(), *scene,
                      {frame.view.studies[Study::silhouette].studied().get(),
                       greyness(frame, Study::silhouette)});
        at.y += frame.px(scene->height) + gap;
    } else { // the scores below do not move when it comes
        const float bottom = at.y + frame.px(height);
        nothing_yet(frame, *find_tab("silhouette"), {at.x, at.y, at.x + area.width(), bottom});
        at.y = bottom + gap;
    }
    if (has_button) {
        select_button(frame, at, *present);
        at.y += frame.px(kButton) + gap;
    }
    const float greyed = std::max(greyness(frame, Study::scores), greyness(frame, Study::hopkins));
    show_scene_at(frame, at, area.width(), scores, {nullptr, greyed});
    at.y += frame.px(scores.height);
    list.end(at.y - list.origin().y);
}

} // namespace cohortscope::ui
