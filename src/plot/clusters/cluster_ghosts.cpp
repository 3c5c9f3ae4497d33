#include "plot/clusters/cluster_ghosts.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
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

void add_ghost_share(Scene& scene, const engine::Ghost& ghost, int colour, const Box& full,
                     const ChartOptions& options) {
    const analysis::ClusterProfile* profile = ghost.with(colour);
    if (profile == nullptr)
        return;
    const float x = full.left + static_cast<float>(profile->share) * full.width();
    scene.shapes.emplace_back(
        Line{{x, full.top}, {x, full.bottom}, ghost_ink(colour, options), options.text_scale});
}

std::string ghost_words(const engine::Ghost& ghost, int colour) {
    const analysis::ClusterProfile* profile = ghost.with(colour);
    if (profile == nullptr)
        return {};
    return "before: " + percent(profile->share) + ", " + row_count(profile->size) + ", median " +
           short_measure(*ghost.profiles->measure, profile->measure_median);
}

} // namespace cohortscope::plot
