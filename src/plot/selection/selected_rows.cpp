#include "plot/selection/selected_rows.h"

#include <algorithm>
#include <span>

#include "plot/clusters/smoothed.h"
#include "plot/effects.h"
#include "plot/labels.h"
#include "plot/selection/selected_spread.h"
#include "plot/selection/selected_words.h"

namespace cohortscope::plot {

namespace {

constexpr float kFaded = 0.62f;  // of the ground's colour over a ridge
constexpr float kWidestBar = 11; // of a whole number
constexpr float kFilling = 0.3f; // of the text's colour below the selected rows' line

// A cluster's selected rows by bin, and those of them that clipping moved to an end.
struct SelectedBins {
    std::span<const std::uint32_t> bins;
    std::size_t rows = 0;
    std::size_t clipped_low = 0, clipped_high = 0;
};

SelectedBins bins_of_measure(const engine::Result& result, const engine::SelectedShare& part) {
    SelectedBins made{part.bins, part.selected};
    if (measure_outliers(result) == schema::OutlierMode::clip) {
        const features::MeasureBounds& bounds = *result.prepared.bounds;
        made.clipped_low = bounds.below > 0 ? part.at_lowest : 0;
        made.clipped_high = bounds.above > 0 ? part.at_highest : 0;
    }
    return made;
}

SelectedBins bins_of_number(const analysis::Distribution& selected, std::size_t cluster) {
    const analysis::NumberSpread& part = selected.clusters[cluster];
    SelectedBins made{part.histogram, part.rows};
    if (selected.bounds.mode == schema::OutlierMode::clip) {
        made.clipped_low = selected.bounds.below > 0 ? part.at_lowest : 0;
        made.clipped_high = selected.bounds.above > 0 ? part.at_highest : 0;
    }
    return made;
}

// Their shares by bin shown.
std::vector<float> selected_ridge(const SelectedBins& part, const RidgeAxis& axis) {
    const auto size = static_cast<int>(part.bins.size());
    const int first = std::clamp(axis.first_bin, 0, size);
    const int end = std::clamp(axis.end_bin, first, size);
    std::vector<double> counts(part.bins.begin() + first, part.bins.begin() + end);
    if (counts.empty())
        return {};
    counts.front() -= static_cast<double>(part.clipped_low);
    counts.back() -= static_cast<double>(part.clipped_high);
    return axis.bars ? std::vector<float>(counts.begin(), counts.end())
                     : smoothed_shares(counts, part.rows);
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

std::string ridge_words(const analysis::ColumnSpread& spread,
                        const analysis::Distribution& selected, std::size_t cluster) {
    const analysis::NumberSpread& part = selected.clusters[cluster];
    if (part.rows == 0)
        return "None of them selected";
    return row_count(part.rows) + " selected, their median " +
           short_measure(*spread.spec, part.median);
}

// Over the cluster's own, which fades.
void add_faded_ridge(Scene& scene, const SelectedBins& bins, const ClusterChart& chart,
                     std::size_t cluster, int raised, const ChartOptions& options,
                     const std::string& words) {
    const Box& ridge = chart.places[cluster].ridge;
    const Tokens& t = tokens(options.theme);
    const bool on_raised = raised >= 0 && cluster == static_cast<std::size_t>(raised);
    scene.shapes.emplace_back(Rectangle{{ridge.left, ridge.top - 1, ridge.right, ridge.bottom},
                                        with_alpha(on_raised ? t.raised : t.panel, kFaded)});
    add_ridge(scene, selected_ridge(bins, chart.axis), chart.axis, ridge, options);
    scene.marks.push_back({ridge, static_cast<int>(cluster), words});
}

// Of another column than the measure, where the chart shows it.
void add_other(Scene& scene, const SelectedSpread& spread, const ClusterChart& chart, int raised,
               const ChartOptions& options) {
    const Box& place = chart.places[spread.cluster].spread;
    const auto* number = std::get_if<analysis::Distribution>(&spread.selected.what);
    if (number == nullptr && chart.axis.column.empty()) {
        add_selected_names(scene, spread, place, options);
        add_selected_mean(scene, spread, place, chart.means_low, chart.means_high, options);
    } else if (number != nullptr && spread.selected.column == chart.axis.column &&
               spread.cluster < number->clusters.size()) {
        add_faded_ridge(scene, bins_of_number(*number, spread.cluster), chart, spread.cluster,
                        raised, options, ridge_words(spread.selected, *number, spread.cluster));
    }
}

} // namespace

Scene selected_rows(const engine::Result& result, const engine::SelectionStats& stats,
                    const ClusterChart& chart, int raised, const ChartOptions& options,
                    const analysis::ColumnSpread* spread) {
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
        if (of_measure)
            add_faded_ridge(scene, bins_of_measure(result, part), chart, i, raised, options, words);
        else if (spread != nullptr && result.spread != nullptr && place.spread.width() > 0)
            add_other(scene, {*result.spread, *spread, i}, chart, raised, options);
    }
    return scene;
}

} // namespace cohortscope::plot
