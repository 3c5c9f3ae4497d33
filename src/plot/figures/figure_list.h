// The figures by the charts they show; figures.cpp puts them into the order of the table.
#pragma once

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

// The studies.
Figure elbow_figure();
Figure silhouette_figure();
Figure dendrogram_figure();
Figure kmeans_against_ward_figure();
Figure stability_figure();
Figure sensitivity_figure();

// Against a pinned result.
Figure what_changed_figure();

} // namespace cohortscope::plot
