// The figures by the charts they show; figures.cpp puts them into the order of the table.
#pragma once

#include <vector>

#include "plot/figures/figure.h"

namespace cohortscope::plot {

// The map of the rows.
Figure scatter_figure();
Figure density_figure();

// The clusters, their sizes and one column in each.
Figure cluster_sizes_figure();
Figure measure_by_cluster_figure();
Figure column_by_cluster_figure();
Figure profile_heatmap_figure();
Figure personas_figure();

// The studies.
Figure elbow_figure();
Figure explaining_tree_figure();
Figure silhouette_figure();
Figure dendrogram_figure();
Figure kmeans_against_ward_figure();
Figure stability_figure();
Figure sensitivity_figure();

// Against a pinned result.
Figure what_changed_figure();

// Two numbers, peers, features and repairs.
Figure flags_by_cluster_figure();
Figure benchmark_figure();
Figure underpaid_figure();
Figure experience_by_pay_figure();
Figure correlation_figure();
Figure missing_and_repaired_figure();
Figure loadings_figure();

// Of schemas that say which columns are engagement, performance and so on.
std::vector<Figure> engagement_figures();

} // namespace cohortscope::plot
