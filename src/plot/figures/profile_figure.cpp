// The clusters' profile: every column's mean in each, tinted by the difference from all rows.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/clusters/profile_rows.h"
#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"

namespace cohortscope::plot {

namespace {

Picture make(const FigureInput& input, const FigureFrame& frame) {
    return {with_names(input.result, frame, [&](float height) {
        ChartOptions options = options_of(frame);
        options.room = height;
        return profile_heatmap(input.result, frame.width, options, frame.measure);
    })};
}

// The column in which a cluster differs most from all rows: "pay a year +1.4"; in deviations.
std::string largest_difference(const std::vector<ProfileRow>& rows, int cluster) {
    const ProfileRow* most = nullptr;
    double largest = 0.0;
    for (const ProfileRow& row : rows) {
        const double deviations = row.cells[static_cast<std::size_t>(cluster)].deviations;
        if (std::isfinite(deviations) && std::fabs(deviations) > std::fabs(largest)) {
            most = &row;
            largest = deviations;
        }
    }
    if (most == nullptr)
        return "no difference";
    return most->label + " " + most->cells[static_cast<std::size_t>(cluster)].tip_value + " (" +
           (largest < 0 ? "−" : "+") + base::fixed(std::fabs(largest), 1) + ")";
}

std::string words(const FigureInput& input) {
    const std::vector<ProfileRow> rows = profile_rows(input.result);
    return "What each group differs in most from all rows, and by how many standard deviations, " +
           rows_in_groups(input.result) + ": " +
           by_cluster(input.result,
                      [&](int cluster) { return largest_difference(rows, cluster); }) +
           ".";
}

} // namespace

Figure profile_heatmap_figure() {
    return {"profile_heatmap", "Profile of the clusters", {}, nullptr, make, words};
}

} // namespace cohortscope::plot
