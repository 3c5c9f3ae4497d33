// The charts of the studies as figures.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/format.h"
#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/labels.h"
#include "plot/studies/study_charts.h"

namespace cohortscope::plot {

namespace {

using engine::Study;

std::string number(double value, int decimals) {
    return std::isfinite(value)
               ? (value < 0 ? kMinus : "") + base::fixed(std::fabs(value), decimals)
               : "not defined";
}

// The k of the largest value that is known; 0 where none is.
int best_k(const engine::Elbow& elbow, double engine::ElbowPoint::*score) {
    const engine::ElbowPoint* best = nullptr;
    for (const engine::ElbowPoint& point : elbow.points)
        if (std::isfinite(point.*score) && (best == nullptr || point.*score > best->*score))
            best = &point;
    return best == nullptr ? 0 : best->k;
}

// Elbow.

constexpr std::array kElbowNeeds = {Study::elbow};

Picture make_elbow(const FigureInput& input, const FigureFrame& frame) {
    return {elbow_chart(study_of<engine::Elbow>(input, Study::elbow), input.result.clustering->k,
                        frame.width, frame.height, options_of(frame), frame.measure)};
}

std::string elbow_words(const FigureInput& input) {
    const auto& elbow = study_of<engine::Elbow>(input, Study::elbow);
    if (elbow.points.empty())
        return "No number of groups has been tried yet.";
    std::string words = "The spread within groups (inertia) falls from " +
                        significant(elbow.points.front().inertia) +
                        " at k = " + std::to_string(elbow.points.front().k) + " to " +
                        significant(elbow.points.back().inertia) +
                        " at k = " + std::to_string(elbow.points.back().k) +
                        (elbow.knee > 0 ? "; the knee is at k = " + std::to_string(elbow.knee)
                                        : std::string("; it has no knee")) +
                        ".";
    if (const int best = best_k(elbow, &engine::ElbowPoint::silhouette); best > 0)
        words +=
            " The mean silhouette is highest at k = " + std::to_string(best) + ", " +
            number(elbow.points[static_cast<std::size_t>(best - elbow.points.front().k)].silhouette,
                   3) +
            ".";
    return words + " The groups shown are k = " + std::to_string(input.result.clustering->k) + ".";
}

// Silhouettes.

constexpr std::array kSilhouetteNeeds = {Study::silhouette};

bool fits_silhouettes(const FigureInput& input) {
    const auto& value = input.studies[static_cast<std::size_t>(Study::silhouette)];
    const auto* study = value ? std::get_if<engine::SilhouetteStudy>(value.get()) : nullptr;
    return study == nullptr ||
           study->sizes.size() == static_cast<std::size_t>(input.result.clustering->k);
}

Picture make_silhouette(const FigureInput& input, const FigureFrame& frame) {
    const auto& study = study_of<engine::SilhouetteStudy>(input, Study::silhouette);
    return {with_names(input.result, frame, [&](float height) {
        return silhouette_chart(study, input.result, frame.width, height, options_of(frame),
                                frame.measure);
    })};
}

// As analyses of this kind read it: above 0.7 strong, from 0.5 reasonable, below that weak.
std::string silhouette_word(double mean) {
    return mean > 0.7    ? "strong: above 0.7"
           : mean >= 0.5 ? "reasonable: 0.5 to 0.7"
                         : "weak: below 0.5";
}

std::string silhouette_words(const FigureInput& input) {
    const auto& study = study_of<engine::SilhouetteStudy>(input, Study::silhouette);
    const double rows = static_cast<double>(std::max<std::size_t>(input.result.rows(), 1));
    return "The mean silhouette of " + rows_in_groups(input.result) + " is " +
           number(study.silhouette.mean, 3) + " (" + silhouette_word(study.silhouette.mean) +
           "); " + row_count(study.negative_rows) + " (" +
           percent(static_cast<double>(study.negative_rows) / rows) +
           ") lie nearer to another group. By group: " +
           by_cluster(input.result,
                      [&](int cluster) {
                          return number(
                              study.silhouette.cluster_means[static_cast<std::size_t>(cluster)], 3);
                      }) +
           ".";
}

// Ward's tree, in the colours of the clusters shown.

constexpr std::array kWardNeeds = {Study::compare};

std::vector<int> leaf_colours(const FigureInput& input, const engine::Comparison& comparison) {
    const std::vector<int>& colours = input.result.identity.colour;
    std::vector<int> of_leaf;
    for (const int cluster : comparison.ward_of_leaf) {
        const int shown = comparison.kmeans_is_shown
                              ? cluster
                              : comparison.ward_number[static_cast<std::size_t>(cluster)];
        of_leaf.push_back(colours[static_cast<std::size_t>(shown)]);
    }
    return of_leaf;
}

bool fits_comparison(const FigureInput& input) {
    const auto& value = input.studies[static_cast<std::size_t>(Study::compare)];
    const auto* study = value ? std::get_if<engine::Comparison>(value.get()) : nullptr;
    return study == nullptr ||
           (study->k == input.result.clustering->k && study->dendrogram != nullptr);
}

Picture make_dendrogram(const FigureInput& input, const FigureFrame& frame) {
    const auto& comparison = study_of<engine::Comparison>(input, Study::compare);
    const int leaves = static_cast<int>(comparison.dendrogram->leaves());
    return {dendrogram_chart(*comparison.dendrogram, std::min(comparison.k, leaves),
                             leaf_colours(input, comparison), frame.width, frame.height,
                             options_of(frame), frame.measure)
                .scene};
}

std::string dendrogram_words(const FigureInput& input) {
    const auto& comparison = study_of<engine::Comparison>(input, Study::compare);
    const std::vector<analysis::Merge>& merges = comparison.dendrogram->merges;
    if (merges.empty())
        return "All rows are equal: Ward's method has nothing to merge.";
    std::string words = "Ward's method merges " + row_count(input.result.rows()) +
                        "; its last merge is at height " + significant(merges.back().height);
    if (merges.size() > 1)
        words += ", the one before at " + significant(merges[merges.size() - 2].height);
    words += ". Cut into " + std::to_string(comparison.k) + " groups it has";
    for (std::size_t i = 0; i < comparison.ward_sizes.size(); ++i)
        words +=
            (i == 0 ? " " : ", ") + base::grouped(static_cast<long long>(comparison.ward_sizes[i]));
    return words + " rows.";
}

Picture make_comparison(const FigureInput& input, const FigureFrame& frame) {
    return {comparison_chart(study_of<engine::Comparison>(input, Study::compare), input.result,
                             frame.width, options_of(frame), frame.measure)};
}

std::string comparison_words(const FigureInput& input) {
    const auto& comparison = study_of<engine::Comparison>(input, Study::compare);
    std::size_t shared = 0, all = 0;
    const auto k = static_cast<std::size_t>(comparison.k);
    for (std::size_t i = 0; i < comparison.contingency.size(); ++i) {
        all += comparison.contingency[i];
        shared += i / k == i % k ? comparison.contingency[i] : 0;
    }
    return "K-Means and Ward's method at k = " + std::to_string(comparison.k) + " are " +
           agreement_word(comparison.adjusted_rand) + ": adjusted Rand index " +
           number(comparison.adjusted_rand, 3) + ", normalised mutual information " +
           number(comparison.normalized_mutual_information, 3) + "; " + row_count(shared) + " of " +
           base::grouped(static_cast<long long>(all)) + " (" +
           percent(static_cast<double>(shared) /
                   static_cast<double>(std::max<std::size_t>(all, 1))) +
           ") are in the same group.";
}

// Stability.

constexpr std::array kStabilityNeeds = {Study::stability};

// It looks at K-Means' clusters, whatever is shown.
bool fits_stability(const FigureInput& input) {
    const auto& value = input.studies[static_cast<std::size_t>(Study::stability)];
    const auto* study = value ? std::get_if<analysis::Stability>(value.get()) : nullptr;
    return input.result.settings.method == engine::Method::kmeans &&
           (study == nullptr ||
            study->jaccard.size() == static_cast<std::size_t>(input.result.clustering->k));
}

Picture make_stability(const FigureInput& input, const FigureFrame& frame) {
    return {stability_chart(study_of<analysis::Stability>(input, Study::stability), input.result,
                            frame.width, frame.height, options_of(frame), frame.measure)};
}

std::string stability_words(const FigureInput& input) {
    const auto& stability = study_of<analysis::Stability>(input, Study::stability);
    return "How alike each group is to its best match when the rows are drawn again, " +
           counted(static_cast<std::size_t>(std::max(stability.resamples, 0)), "resample",
                   "resamples") +
           " (mean Jaccard index): " +
           by_cluster(input.result,
                      [&](int cluster) {
                          const double jaccard =
                              stability.jaccard[static_cast<std::size_t>(cluster)];
                          std::string said = number(jaccard, 2);
                          if (std::isfinite(jaccard))
                              said.append(" ").append(stability_word(jaccard));
                          return said;
                      }) +
           ".";
}

// Sensitivity.

constexpr std::array kSensitivityNeeds = {Study::sensitivity};

Picture make_sensitivity(const FigureInput& input, const FigureFrame& frame) {
    return {sensitivity_chart(study_of<engine::Sensitivity>(input, Study::sensitivity),
                              *input.result.settings.schema, frame.width, options_of(frame),
                              frame.measure)};
}

std::string sensitivity_words(const FigureInput& input) {
    const auto& sensitivity = study_of<engine::Sensitivity>(input, Study::sensitivity);
    if (sensitivity.nudges.empty())
        return "No knob can be nudged.";
    const engine::Nudge& most = sensitivity.nudges.front();
    const auto none = std::ranges::count(sensitivity.nudges, 0.0, &engine::Nudge::change);
    return "Of " + counted(sensitivity.nudges.size(), "knob", "knobs") +
           " nudged, the groups change most by " + most.key + " from " + most.from + " to " +
           most.to + " (1 − adjusted Rand index " + number(most.change, 3) + "); " +
           counted(static_cast<std::size_t>(none), "knob changes", "knobs change") + " nothing.";
}

} // namespace

Figure elbow_figure() {
    return {"elbow",     "Elbow: spread within groups by number of groups",
            kElbowNeeds, nullptr,
            make_elbow,  elbow_words};
}

Figure silhouette_figure() {
    return {"silhouette",     "Silhouettes of the clusters",
            kSilhouetteNeeds, fits_silhouettes,
            make_silhouette,  silhouette_words};
}

Figure dendrogram_figure() {
    return {"dendrogram",    "Dendrogram: the last merges of Ward's method",
            kWardNeeds,      fits_comparison,
            make_dendrogram, dendrogram_words};
}

Figure kmeans_against_ward_figure() {
    return {"kmeans_against_ward",
            "K-Means against Ward's method",
            kWardNeeds,
            fits_comparison,
            make_comparison,
            comparison_words};
}

Figure stability_figure() {
    return {"stability",     "Stability: the same groups when the rows are drawn again",
            kStabilityNeeds, fits_stability,
            make_stability,  stability_words};
}

Figure sensitivity_figure() {
    return {"sensitivity",     "Sensitivity: what a small nudge of each knob changes",
            kSensitivityNeeds, nullptr,
            make_sensitivity,  sensitivity_words};
}

} // namespace cohortscope::plot
