// Charts of the studies: elbow, silhouettes, dendrogram, K-Means against Ward, stability,
// sensitivity.
#pragma once

#include "engine/study.h"
#include "plot/clusters/cluster_charts.h"

namespace cohortscope::plot {

// Where a chart takes a height, its scene may be higher: as high as its names and numbers need.

// Inertia by k with the knee and the present k marked, and below it small multiples of silhouette,
// Calinski–Harabasz and Davies–Bouldin over the same k, each with its best k. What has not landed
// yet is left open. Marks carry k as `value`: a click takes it.
Scene elbow_chart(const engine::Elbow& elbow, int present_k, float width, float height,
                  const ChartOptions& options, const TextMeasure& measure);

// Each cluster's silhouettes from high to low, one band a cluster as high as its share of the rows,
// in its colour; its mean and the overall mean as lines, rows below 0 counted. `result` gives names
// and colours and must be the one that was studied (equal k).
Scene silhouette_chart(const engine::SilhouetteStudy& study, const engine::Result& result,
                       float width, float height, const ChartOptions& options,
                       const TextMeasure& measure);

// The scores that are known (null: not yet), each with its value and one sentence on how to read
// it. The scene's height says how much was needed.
struct ScoreSet {
    const engine::SilhouetteStudy* silhouette = nullptr;
    const analysis::ClusterScores* scores = nullptr;
    const engine::Hopkins* hopkins = nullptr;
};
Scene score_list(const ScoreSet& set, float width, const ChartOptions& options,
                 const TextMeasure& measure);

// The last merges as a dendrogram: heights upwards, rows of each leaf below, the cut for k as a
// line across with a handle, branches in the colours of the cut's clusters. Marks carry the node
// below which their rows are as `value`: a leaf, or leaves + a merge.
struct DendrogramChart {
    Scene scene;
    Box plot;                 // where heights are drawn
    std::vector<float> cut_y; // [k − 1] = where the line lies for k; descends the screen with k
};
// `colour_of_leaf` has one colour number a leaf; empty: leaves are coloured in the order of the
// cut.
DendrogramChart dendrogram_chart(const analysis::Dendrogram& dendrogram, int k,
                                 const std::vector<int>& colour_of_leaf, float width, float height,
                                 const ChartOptions& options, const TextMeasure& measure);
// The k whose line is nearest to y, from 1 to the number of leaves.
int cut_at(const DendrogramChart& chart, float y);

// Ward's clusters (rows) against K-Means' (columns) at equal k: flows from one to the other as
// ribbons, a heatmap of the shared rows, adjusted Rand index and normalised mutual information with
// words. The scene's height says how much was needed. Marks of ribbons and cells carry Ward's
// cluster × k + K-Means' cluster as `value`.
Scene comparison_chart(const engine::Comparison& comparison, const engine::Result& result,
                       float width, const ChartOptions& options, const TextMeasure& measure);
// Both clusters of such a value: "Ward 2 and seniors (K-Means)".
std::string shared_words(const engine::Comparison& comparison, const engine::Result& result,
                         int value);
std::string agreement_word(double adjusted_rand); // "nearly the same" … "different"

// Mean Jaccard of each cluster on a scale from 0 to 1 with the bounds of "stable" and "moderate".
// The scene is no higher than needed.
Scene stability_chart(const analysis::Stability& stability, const engine::Result& result,
                      float width, float height, const ChartOptions& options,
                      const TextMeasure& measure);
std::string stability_word(double jaccard); // "stable", "moderate", "shaky"

// The knobs by how much a nudge changes the clustering: bars of 1 − adjusted Rand index, most
// first, with what was nudged to what. The scene's height says how much was needed. Marks carry the
// nudge's place in the list as `value`; those of a thin bar, of its other value, the number of
// nudges more.
// schema: that of the settings nudged, which names the knobs.
Scene sensitivity_chart(const engine::Sensitivity& sensitivity, const schema::Schema& schema,
                        float width, const ChartOptions& options, const TextMeasure& measure);

// The explaining tree of so many leaves as an outline: each answer a line, each leaf its cluster,
// its rows, and a bar of the clusters that they are in. `result`: the one explained (equal k). The
// scene's height says how much was needed. Marks of leaves carry the node as `value`.
Scene explain_chart(const engine::Explained& explained, const engine::Result& result, int leaves,
                    float width, const ChartOptions& options, const TextMeasure& measure);

} // namespace cohortscope::plot
