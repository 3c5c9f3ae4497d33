#include "plot/selection/selected_rows.h"

#include <algorithm>

#include "plot/clusters/smoothed.h"
#include "plot/effects.h"
#include "plot/selection/selected_words.h"

namespace cohortscope::plot {

namespace {

constexpr float kFaded = 0.62f;  // of the ground's colour over a ridge
constexpr float kWidestBar = 11; // of a whole number
constexpr float kFilling = 0.3f; // of the text's colour below the selected rows' line

// Shares of the cluster's selected rows by bin shown, without those that clipping moved to an end.
std::vector<float> selected_ridge(const engine::Result& result, const engine::SelectedShare& part,
                                  const RidgeAxis& axis) {
    const auto size = static_cast<int>(part.bins.size());
    const int first = std::clamp(axis.first_bin, 0, size);
    const int end = std::clamp(axis.end_bin, first, size);
    std::vector<double> counts(part.bins.begin() + first, part.bins.begin() + end);
    if (counts.empty())
        return {};
    if (measure_outliers(result) == schema::OutlierMode::clip) {
        const features::MeasureBounds& bounds = *result.prepared.bounds;
        counts.front() -= bounds.below > 0 ? static_cast<double>(part.at_lowest) : 0.0;
        counts.back() -= bounds.above > 0 ? static_cast<double>(part.at_highest) : 0.0;
    }
    return axis.bars ? std::vector<float>(counts.begin(), counts.end())
                     : smoothed_shares(counts, part.selected);
}

// A bar a whole number.
void add_bars(Scene& scene, const std::vector<float>& shares, float tallest, const Box& place,
              Colour ink) {
    const float step = place.width() / static_cast<float>(shares.size());
    for (std::size_t bin = 0; bin < shares.size(); ++bin) {
        const float middle = place.left + step * (static_cast<float>(bin) + 0.5f);
        const float half = std::min(step / 4, kWidestBar / 2);
        if (shares[bin] > 0)
            scene.shapes.emplace_back(
                Rectangle{{middle - half, place.bottom - place.height() * shares[bin] / tallest,
                           middle + half, place.bottom},
                          ink});
    }
}

void add_ridge(Scene& scene, const std::vector<float>& shares, const RidgeAxis& axis,
               const Box& place, const ChartOptions& options) {
    const float tallest = shares.empty() ? 0 : *std::ranges::max_element(shares);
    if (!(tallest > 0))
        return;
    const Colour ink = tokens(options.theme).text;
    if (axis.bars)
        return add_bars(scene, shares, tallest, place, ink);
    const float step = place.width() / static_cast<float>(shares.size());
    std::vector<Point> line;
    for (std::size_t bin = 0; bin < shares.size(); ++bin)
        line.push_back({place.left + step * (static_cast<float>(bin) + 0.5f),
                        place.bottom - place.height() * std::max(shares[bin], 0.0f) / tallest});
    scene.shapes.emplace_back(Area{line, place.bottom, with_alpha(ink, kFilling)});
    scene.shapes.emplace_back(Polyline{std::move(line), ink, 1.5f * options.text_scale});
}

// A thinner bar in the middle of the size bar, never thinner than a hair.
void add_bar(Scene& scene, const Box& bar, double share, const ChartOptions& options) {
    if (!(share > 0.0))
        return;
    const float inset = bar.height() / 4;
    const float width = std::max(bar.width() * static_cast<float>(share), 1.0f);
    scene.shapes.emplace_back(
        Rectangle{{bar.left, bar.top + inset, bar.left + width, bar.bottom - inset},
                  tokens(options.theme).text});
}

} // namespace

Scene selected_rows(const engine::Result& result, const engine::SelectionStats& stats,
                    const ClusterChart& chart, int raised, const ChartOptions& options) {
    Scene scene{chart.rows.width, chart.rows.height, {}, {}};
    const bool of_measure = chart.axis.column == result.profiles->measure->name;
    for (std::size_t i = 0; i < std::min(chart.places.size(), stats.clusters.size()); ++i) {
        const ClusterRowPlace& place = chart.places[i];
        const engine::SelectedShare& part = stats.clusters[i];
        const auto cluster = static_cast<int>(i);
        const std::string words = selected_words(result, stats, cluster);
        add_bar(scene, place.bar, part.share, options);
        scene.marks.push_back(
            {{place.bar.left, place.row.top, place.bar.right, place.row.bottom}, cluster, words});
        if (!of_measure)
            continue;
        const Tokens& t = tokens(options.theme);
        scene.shapes.emplace_back(Rectangle{
            {place.ridge.left, place.ridge.top - 1, place.ridge.right, place.ridge.bottom},
            with_alpha(cluster == raised ? t.raised : t.panel, kFaded)});
        add_ridge(scene, selected_ridge(result, part, chart.axis), chart.axis, place.ridge,
                  options);
        scene.marks.push_back({place.ridge, cluster, words});
    }
    return scene;
}

} // namespace cohortscope::plot
