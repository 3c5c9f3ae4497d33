#include "plot/cloud/splat_sprite.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/elementary.h"

namespace cohortscope::plot {

namespace {

std::int32_t rounded(double value) { return static_cast<std::int32_t>(std::floor(value + 0.5)); }

// Coverage in [0, 1] of every pixel of the sprite, for each place of the centre.
std::vector<double> coverage_of(const SplatSprite& sprite, const PointShape& shape) {
    std::vector<double> coverage(sprite.pixels() *
                                 static_cast<std::size_t>(sprite.steps * sprite.steps));
    for (int y_step = 0; y_step < sprite.steps; ++y_step) {
        for (int x_step = 0; x_step < sprite.steps; ++x_step) {
            // The centre, from the middle of the sprite's first pixel.
            const double centre_x = double(x_step - sprite.bias) / sprite.steps - 0.5;
            const double centre_y = double(y_step - sprite.bias) / sprite.steps - 0.5;
            double* out = coverage.data() + sprite.offset(x_step, y_step);
            for (int y = 0; y < sprite.width; ++y)
                for (int x = 0; x < sprite.stride; ++x)
                    out[y * sprite.stride + x] = point_coverage(shape, x - centre_x, y - centre_y);
        }
    }
    return coverage;
}

// Between the depths of kFullCoverage + 1 equal steps of coverage, on straight lines: a logarithm a
// pixel would take longer than the points. Errs by less than a 2,000th of the depth for α ≤ 0.9.
std::vector<std::int32_t> depths_of(const std::vector<double>& coverage, double strength) {
    double at[kFullCoverage + 2];
    for (int level = 0; level <= kFullCoverage; ++level)
        at[level] = -base::natural_log1p(-strength * level / kFullCoverage) * kLogScale;
    at[kFullCoverage + 1] = at[kFullCoverage];
    std::vector<std::int32_t> depths(coverage.size(), 0);
    for (std::size_t i = 0; i < coverage.size(); ++i) {
        const double place = coverage[i] * kFullCoverage;
        const auto level = static_cast<std::size_t>(place);
        depths[i] = rounded(at[level] + (place - std::floor(place)) * (at[level + 1] - at[level]));
    }
    return depths;
}

// The number of a value in a list that holds each once.
template <class Value> std::int32_t number_in(std::vector<Value>& list, const Value& value) {
    const auto found = std::find(list.begin(), list.end(), value);
    const auto number = static_cast<std::int32_t>(found - list.begin());
    if (found == list.end())
        list.push_back(value);
    return number;
}

// What the inks have in common: the clusters in focus share a strength, the first eight a shape.
struct Kinds {
    std::vector<float> strengths;
    std::vector<Marker> markers;
};

Kinds set_inks(SplatShapes& shapes, const CloudInks& inks, const CloudStyle& style) {
    static_assert(kCloudInks <= kSplatInks);
    Kinds kinds;
    float strongest = 0.0f;
    for (const CloudInk& ink : inks)
        strongest = std::max(strongest, ink.strength);
    shapes.weight_unit = double(strongest) / kFullWeight;
    for (std::size_t k = 0; k < inks.size(); ++k) {
        const CloudInk& ink = inks[k];
        shapes.inks[k].depth = -1;
        if (!(ink.strength > 0.0f))
            continue;
        const double full = kFullWeight * double(ink.strength) / double(strongest);
        const float parts[kColourSums] = {ink.r, ink.g, ink.b, 1.0f};
        for (int c = 0; c < kColourSums; ++c)
            shapes.inks[k].weight[c] = rounded(full * double(std::clamp(parts[c], 0.0f, 1.0f)));
        shapes.inks[k].depth = number_in(kinds.strengths, ink.strength);
        shapes.inks[k].shape =
            number_in(kinds.markers, marker_of(style, k % kMaximumCloudClusters));
    }
    return kinds;
}

// The density spreads a row over its own pixel and the eight around it.
SplatShape density_shape() {
    SplatShape made;
    made.sprite = {.bias = -1, .width = 3, .stride = 4, .coverage = {}};
    constexpr std::uint32_t kWeights[] = {1, 2, 1, 0};
    for (int row = 0; row < 3; ++row)
        for (const std::uint32_t weight : kWeights)
            made.sprite.coverage.push_back(0x01010101u * (63u * weight * kWeights[row]));
    return made;
}

SplatShape point_shape(const CloudGrid& grid, const PointShape& shape,
                       const std::vector<float>& strengths) {
    SplatShape made;
    made.shape = shape;
    SplatSprite& sprite = made.sprite;
    sprite.steps = static_cast<int>(grid.steps);
    sprite.shift = std::countr_zero(static_cast<unsigned>(sprite.steps));
    // Pixel i is covered where |i + ½ − centre| < reach: the first one is
    // floor(centre − reach − ½) + 1, and steps are whole.
    const double reach = double(shape.reach);
    sprite.bias = static_cast<int>(std::floor((-reach - 0.5) * sprite.steps)) + sprite.steps;
    sprite.width = static_cast<int>(std::ceil(2.0 * reach));
    sprite.stride = (sprite.width + 3) / 4 * 4;
    const std::vector<double> coverage = coverage_of(sprite, shape);
    sprite.coverage.resize(coverage.size());
    for (std::size_t i = 0; i < coverage.size(); ++i)
        sprite.coverage[i] =
            0x01010101u * static_cast<std::uint32_t>(rounded(kFullCoverage * coverage[i]));
    for (const float strength : strengths)
        made.depths.push_back(depths_of(coverage, double(strength)));
    return made;
}

} // namespace

SplatShapes make_shapes(const CloudGrid& grid, const CloudStyle& style, const CloudInks& inks) {
    SplatShapes made;
    Kinds kinds = set_inks(made, inks, style);
    if (style.mode == CloudMode::density) {
        made.shapes.push_back(density_shape());
        for (SplatInk& ink : made.inks)
            ink.shape = 0;
        return made;
    }
    if (kinds.markers.empty()) // nothing is drawn
        kinds.markers.push_back(Marker::disc);
    for (const Marker marker : kinds.markers) {
        made.shapes.push_back(point_shape(grid, point_shape(marker, style), kinds.strengths));
        if (made.shapes.back().sprite.width > made.widest().width)
            made.largest = made.shapes.size() - 1;
    }
    return made;
}

} // namespace cohortscope::plot
