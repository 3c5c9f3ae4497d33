// What each camera takes, and why that may have to wait.
#include <algorithm>
#include <array>

#include "plot/figures/figure.h"
#include "ui/baseline.h"
#include "ui/camera/camera.h"
#include "ui/controls/ridge_choice.h"
#include "ui/controls/tabs.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

struct TabFigure {
    std::string_view tab;
    const char* figure;
    const char* sheet;
};

constexpr const char* kProfiles = "cluster_profiles";
constexpr std::array<TabFigure, 11> kOfTabs = {{{"profile", "profile_heatmap", kProfiles},
                                                {"elbow", "elbow", "elbow"},
                                                {"explain", "explaining_tree", "rules"},
                                                {kPersonasTab, "personas", "personas"},
                                                {kChangedTab, "what_changed", ""},
                                                {"silhouette", "silhouette", "silhouettes"},
                                                {"ward", "dendrogram", "ward_merges"},
                                                {"compare", "kmeans_against_ward", "comparison"},
                                                {"stability", "stability", "stability"},
                                                {"sensitivity", "sensitivity", "sensitivity"},
                                                {"peers", "benchmark", "benchmark"}}};

bool is_there(const engine::StudyView& view) { return view.value && view.current && view.complete; }

} // namespace

Subject subject_of_clusters(Frame& frame) {
    if (const int chosen = chosen_ridges(frame); chosen > 0)
        return {"column_by_cluster", kProfiles, frame.view.ridges};
    const plot::Figure& measure = *plot::find_figure("measure_by_cluster");
    return {can_make(measure, {*frame.result()}) ? "measure_by_cluster" : "cluster_sizes",
            kProfiles};
}

Subject subject_of_tab(const std::string& tab) {
    const auto found = std::ranges::find(kOfTabs, tab, &TabFigure::tab);
    return found == kOfTabs.end() ? Subject() : Subject{found->figure, found->sheet};
}

std::string waits_for(const Frame& frame, const Subject& subject) {
    const engine::Result& result = *frame.result();
    if (!result.final_result)
        return "waits for the final";
    const plot::Figure& figure = *plot::find_figure(subject.figure);
    plot::FigureInput input{result, {}, frame.live.baseline.get(), nullptr, subject.column};
    for (const engine::Study study : figure.needs) {
        if (!is_there(frame.studies[study]))
            return std::string("waits for the study: ") + label_of(study);
        input.studies[static_cast<std::size_t>(study)] = frame.studies[study].value;
    }
    if (subject.figure == "what_changed" && input.baseline == nullptr)
        return "a baseline has to be pinned first";
    return can_make(figure, input) ? "" : "this table has no such figure";
}

} // namespace cohortscope::ui
