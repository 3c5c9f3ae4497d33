#include <algorithm>
#include <vector>

#include "plot/figures/figure_list.h"

namespace cohortscope::plot {

namespace {

std::vector<Figure> in_order() {
    std::vector<Figure> all = {
        scatter_figure(),
        density_figure(),
        cluster_sizes_figure(),
        measure_by_cluster_figure(),
        column_by_cluster_figure(),
        profile_heatmap_figure(),
        personas_figure(),
        flags_by_cluster_figure(),
        benchmark_figure(),
        underpaid_figure(),
        experience_by_pay_figure(),
        correlation_figure(),
        loadings_figure(),
        missing_and_repaired_figure(),
        elbow_figure(),
        explaining_tree_figure(),
        silhouette_figure(),
        dendrogram_figure(),
        kmeans_against_ward_figure(),
        stability_figure(),
        sensitivity_figure(),
        what_changed_figure(),
    };
    for (const Figure& figure : engagement_figures())
        all.push_back(figure);
    return all;
}

} // namespace

std::span<const Figure> figures() {
    static const std::vector<Figure> all = in_order();
    return all;
}

const Figure* find_figure(std::string_view name) {
    const auto found = std::ranges::find(figures(), name, &Figure::name);
    return found == figures().end() ? nullptr : &*found;
}

bool can_make(const Figure& figure, const FigureInput& input) {
    const bool is_there = std::ranges::all_of(figure.needs, [&](engine::Study study) {
        return input.studies[static_cast<std::size_t>(study)] != nullptr;
    });
    return is_there && (figure.applies == nullptr || figure.applies(input));
}

} // namespace cohortscope::plot
