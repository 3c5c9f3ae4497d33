#include "plot/clusters/cluster_ghosts.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "plot/clusters/cluster_chart_parts.h"
#include "plot/clusters/smoothed.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr int kDashes = 3; // of the median's line

// Between text and the cluster's colour: it reads on the ridge as well as beside it.
Colour ghost_ink(int colour, const ChartOptions& options) {
    return mix(cluster_colour(colour, options.theme), tokens(options.theme).text, 0.6f);
}

struct GhostScale {
    const GhostRow& row;

    bool shows(double place) const { return place >= row.low && place <= row.high; }
    float x_of(double place) const {
        const double share = (place - row.low) / (row.high - row.low);
        return row.ridge.left + static_cast<float>(share) * row.ridge.width();
    }
};

} // namespace

void add_ghost_ridge(Scene& scene, const engine::Ghost& ghost, const GhostRow& row,
                     std::span<const float> shares, const ChartOptions& options) {
    if (ghost.profiles == nullptr || ghost.profiles->measure_axis.logarithmic != row.logarithmic ||
        !(row.high > row.low))
        return;
    const analysis::ClusterProfile* profile = ghost.with(row.colour);
    const analysis::MeasureAxis& axis = ghost.profiles->measure_axis;
    if (profile == nullptr || shares.empty())
        return;
    ENSURE(shares.size() == static_cast<std::size_t>(axis.bins));
    const float tallest = *std::ranges::max_element(shares);
    const GhostScale scale{row};
    Polyline outline;
    outline.colour = ghost_ink(row.colour, options);
    outline.width = options.text_scale;
    for (std::size_t bin = 0; bin < shares.size(); ++bin) {
        const double place = axis.low + axis.step * (static_cast<double>(bin) + 0.5);
        if (tallest > 0 && scale.shows(place))
            outline.points.push_back(
                {scale.x_of(place), row.ridge.bottom - row.ridge.height() * shares[bin] / tallest});
    }
    if (outline.points.size() > 1)
        scene.shapes.emplace_back(outline);
    const double median = row.logarithmic ? std::log10(std::max(profile->measure_median, 1e-9))
                                          : profile->measure_median;
    if (!scale.shows(median))
        return;
    const float dash = row.ridge.height() / (2 * kDashes - 1);
    for (int i = 0; i < kDashes; ++i) {
        const float y = row.ridge.bottom - 2 * dash * static_cast<float>(i);
        const float x = scale.x_of(median);
        scene.shapes.emplace_back(Line{{x, y}, {x, y - dash}, outline.colour, outline.width});
    }
}

std::vector<float> ghost_shares(const engine::Ghost& ghost, int colour) {
    const analysis::ClusterProfile* profile = ghost.with(colour);
    if (profile == nullptr || profile->histogram.empty())
        return {};
    std::vector<double> counts(profile->histogram.begin(), profile->histogram.end());
    if (ghost.clips_low)
        counts.front() -= static_cast<double>(profile->at_lowest);
    if (ghost.clips_high)
        counts.back() -= static_cast<double>(profile->at_highest);
    return smoothed_shares(counts, profile->size);
}

void add_ghost_share(Scene& scene, const engine::Ghost& ghost, int colour, const Box& full,
                     const ChartOptions& options, double full_share) {
    const analysis::ClusterProfile* profile = ghost.with(colour);
    if (profile == nullptr || !(full_share > 0.0))
        return;
    const double part = std::min(profile->share / full_share, 1.0);
    const float x = full.left + static_cast<float>(part) * full.width();
    const float reach = 2 * options.text_scale; // it is seen beside a bar of its own colour
    scene.shapes.emplace_back(Line{{x, full.top - reach},
                                   {x, full.bottom + reach},
                                   ghost_ink(colour, options),
                                   1.5f * options.text_scale});
}

std::string ghost_words(const engine::Ghost& ghost, int colour) {
    const analysis::ClusterProfile* profile = ghost.with(colour);
    if (profile == nullptr)
        return {};
    return "before: " + percent(profile->share) + ", " + row_count(profile->size) + ", median " +
           short_measure(*ghost.profiles->measure, profile->measure_median);
}

std::string ghost_change(const engine::Ghost& ghost, int colour,
                         const analysis::ClusterProfile& now) {
    const analysis::ClusterProfile* then = ghost.with(colour);
    if (then == nullptr)
        return "new: no group had this colour before";
    const double points = (now.share - then->share) * 100.0;
    const auto sign = [](bool negative) { return negative ? kMinus : "+"; };
    const std::string share = base::fixed(std::fabs(points), 1);
    std::string words = share == "0.0" ? "share as before"
                                       : "share " + std::string(sign(points < 0)) + share +
                                             (share == "1.0" ? " point" : " points");
    const schema::ColumnSpec& measure = *ghost.profiles->measure;
    const std::string was = short_measure(measure, then->measure_median),
                      is = short_measure(measure, now.measure_median);
    if (was == is)
        return words + ", median as before";
    const double change = now.measure_median - then->measure_median;
    return words + ", median " + sign(change < 0) + short_measure(measure, std::fabs(change));
}

} // namespace cohortscope::plot
