// Distributions of a number as ridges, of few whole numbers as bars, on one shared axis.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/clusters/ridge_scale.h"
#include "plot/clusters/smoothed.h"
#include "plot/draw.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr float kLeastBar = 4; // height, so that it is seen
constexpr float kHatch = 3.5f; // between the lines of a bar
// Of a bar's lines: not 1, where their edges would run through the middles of pixels, and a pixel's
// colour hang on the tile of the picture that it is in.
constexpr float kHatchSlope = 0.93f;
constexpr float kLeastMark = 6;  // of the median
constexpr float kWidestBar = 22; // of a whole number

// Shares of the cluster's rows per bin shown, without those at the ends.
std::vector<float> ridge_shares(const ClusterParts& c, int cluster) {
    const analysis::NumberSpread& spread = spread_of(c, cluster);
    const BinRange shown = shown_bins(c);
    std::vector<double> counts(spread.histogram.begin() + shown.first,
                               spread.histogram.begin() + shown.end);
    const EndRows clipped = clipped_rows(c, cluster);
    counts.front() -= static_cast<double>(clipped.low);
    counts.back() -= static_cast<double>(clipped.high);
    if (!has_bars(c))
        return smoothed_shares(counts, spread.rows);
    std::vector<float> shares;
    for (const double count : counts)
        shares.push_back(
            static_cast<float>(count / static_cast<double>(std::max<std::size_t>(spread.rows, 1))));
    return shares;
}

// A ridge: the share of rows in each bin and what a share measures in pixels.
struct Ridge {
    NumberScale scale;
    std::vector<float> shares;
    float pixels = 0; // of a share of 1
    float baseline = 0;

    float height_at(float x) const {
        const float place = (x - scale.left) / scale.bin_width() - 0.5f;
        const float at = std::clamp(place, 0.0f, static_cast<float>(shares.size() - 1));
        const auto bin = static_cast<std::size_t>(at);
        const std::size_t next = std::min(bin + 1, shares.size() - 1);
        const float part = at - static_cast<float>(bin);
        return pixels * (shares[bin] * (1 - part) + shares[next] * part);
    }
    // The upper edge between two xs.
    std::vector<Point> edge(float from, float to) const {
        std::vector<Point> points = {{from, baseline - height_at(from)}};
        for (int bin = scale.shown.first; bin < scale.shown.end; ++bin) {
            const float x = scale.x_of_bin(bin);
            if (x > from && x < to)
                points.push_back({x, baseline - height_at(x)});
        }
        points.push_back({to, baseline - height_at(to)});
        return points;
    }
};

std::string tip_of_ridge(const ClusterParts& c, int cluster) {
    const analysis::NumberSpread& spread = spread_of(c, cluster);
    return c.result.name(cluster) + ": median " + c.amount(spread.median) + ", middle half " +
           c.amount(spread.q1) + " – " + c.amount(spread.q3);
}

// "302 rows (0.4 %) at ₹30,000: what is lower is clipped to it. They are no part of the ridge."
std::string tip_of_bar(const ClusterParts& c, int cluster, std::size_t rows, bool low) {
    const analysis::NumberBounds& bounds = c.number()->bounds;
    const double share = static_cast<double>(rows) /
                         static_cast<double>(std::max<std::size_t>(c.profile(cluster).size, 1));
    const std::string counted =
        c.result.name(cluster) + ": " + row_count(rows) + " (" + percent(share) + ") ";
    if (clips(c))
        return counted + "at " + c.amount(low ? bounds.low : bounds.high) + ", to which " +
               (low ? "lower " : "higher ") + c.spec().label + " is clipped; not part of the ridge";
    const NumberScale scale = number_scale(c);
    return counted + (low ? "below " : "above ") +
           c.amount(scale.value_at(low ? scale.low() : scale.high())) +
           ", outside the axis; not part of the ridge";
}

struct Bar {
    std::size_t rows = 0;
    bool low = false;
};

// Of the same area a row as the ridge, as far as it has room.
void add_bar(const ClusterParts& c, int cluster, Scene& scene, const Ridge& ridge, const Bar& bar,
             float top) {
    if (bar.rows == 0)
        return;
    const float share = static_cast<float>(static_cast<double>(bar.rows) /
                                           static_cast<double>(c.profile(cluster).size));
    const float width = c.scaled(kEndBar);
    const float room = ridge.baseline - top;
    const float height = std::clamp(ridge.pixels * share * ridge.scale.bin_width() / width,
                                    std::min(c.scaled(kLeastBar), room), room);
    const float left = bar.low ? c.columns.ridge.left : c.columns.ridge.right - width;
    const Box box = {left, ridge.baseline - height, left + width, ridge.baseline};
    const Colour hue = c.dimmed(c.hue(cluster), cluster);
    scene.shapes.emplace_back(Rectangle{box, mix(c.colours().panel, hue, 0.25f), 0});
    for (float from = box.bottom; from > box.top - width; from -= c.scaled(kHatch))
        if (const auto line = clipped(
                Line{{box.left, from}, {box.right, from - width * kHatchSlope}, hue, c.scaled(1)},
                box))
            scene.shapes.emplace_back(*line);
    scene.marks.push_back({{box.left - 1, top, box.right + 1, ridge.baseline},
                           cluster,
                           tip_of_bar(c, cluster, bar.rows, bar.low)});
}

void add_median(const ClusterParts& c, int cluster, Scene& scene, const Ridge& ridge) {
    const float median = ridge.scale.x_of_value(spread_of(c, cluster).median);
    const float top = ridge.baseline - std::max(ridge.height_at(median), c.scaled(kLeastMark));
    scene.shapes.emplace_back(Line{
        {median, ridge.baseline}, {median, top}, c.dimmed(c.colours().text, cluster), c.scaled(2)});
}

void add_curve(const ClusterParts& c, int cluster, Scene& scene, const Ridge& ridge) {
    const Colour hue = c.dimmed(c.hue(cluster), cluster);
    const Colour panel = c.colours().panel;
    const analysis::NumberSpread& spread = spread_of(c, cluster);
    const std::vector<Point> outline = ridge.edge(ridge.scale.left, ridge.scale.right);
    scene.shapes.emplace_back(
        Area{outline, ridge.baseline, with_alpha(mix(panel, hue, 0.38f), 0.92f)});
    const float q1 = ridge.scale.x_of_value(spread.q1);
    const float q3 = ridge.scale.x_of_value(spread.q3);
    if (q3 > q1)
        scene.shapes.emplace_back(Area{ridge.edge(q1, q3), ridge.baseline, mix(panel, hue, 0.68f)});
    scene.shapes.emplace_back(Line{{c.columns.ridge.left, ridge.baseline},
                                   {c.columns.ridge.right, ridge.baseline},
                                   mix(c.colours().faint, hue, 0.4f),
                                   1});
    scene.shapes.emplace_back(Polyline{outline, hue, c.scaled(1.5f)});
    add_median(c, cluster, scene, ridge);
}

// A bar for each whole number; those from the first to the third quartile are darker.
void add_bars(const ClusterParts& c, int cluster, Scene& scene, const Ridge& ridge) {
    const Colour hue = c.dimmed(c.hue(cluster), cluster);
    const Colour panel = c.colours().panel;
    const analysis::NumberSpread& spread = spread_of(c, cluster);
    const float half = std::min(ridge.scale.bin_width() / 2 - 1, c.scaled(kWidestBar) / 2);
    scene.shapes.emplace_back(Line{{c.columns.ridge.left, ridge.baseline},
                                   {c.columns.ridge.right, ridge.baseline},
                                   mix(c.colours().faint, hue, 0.4f),
                                   1});
    for (int bin = 0; bin < ridge.scale.axis.bins; ++bin) {
        const auto place = static_cast<std::size_t>(bin);
        const double value = ridge.scale.axis.low + bin + 0.5;
        const float x = ridge.scale.x_of_bin(bin);
        const bool middle = value >= spread.q1 && value <= spread.q3;
        const float top = ridge.baseline - ridge.pixels * ridge.shares[place];
        if (spread.histogram[place] > 0)
            scene.shapes.emplace_back(
                Rectangle{{x - half, std::min(top, ridge.baseline - 1), x + half, ridge.baseline},
                          mix(panel, hue, middle ? 0.85f : 0.5f),
                          0});
    }
    add_median(c, cluster, scene, ridge);
}

} // namespace

void add_ridge_grid(const ClusterParts& c, Scene& scene) {
    const NumberScale scale = number_scale(c);
    for (const Tick& tick : number_ticks(c)) {
        const float x = scale.x_of_value(tick.value);
        if (!tick.label.empty())
            scene.shapes.emplace_back(Line{{x, 0}, {x, scene.height}, c.colours().faint, 1});
    }
}

void add_ridge(const ClusterParts& c, int cluster, Scene& scene, float top, float baseline) {
    Ridge ridge{number_scale(c), ridge_shares(c, cluster), 0, baseline};
    const float tallest = *std::ranges::max_element(ridge.shares);
    ridge.pixels = tallest > 0 ? (baseline - top) / tallest : 0;
    if (has_bars(c))
        add_bars(c, cluster, scene, ridge);
    else
        add_curve(c, cluster, scene, ridge);
    scene.marks.push_back({{c.columns.ridge.left, top, c.columns.ridge.right, baseline},
                           cluster,
                           tip_of_ridge(c, cluster)});
    if (c.room.ghost != nullptr && c.room.spread == nullptr)
        add_ghost_ridge(scene, *c.room.ghost,
                        {c.colour(cluster),
                         {ridge.scale.left, top, ridge.scale.right, baseline},
                         ridge.scale.low(),
                         ridge.scale.high(),
                         ridge.scale.axis.logarithmic},
                        ghost_shares(*c.room.ghost, c.colour(cluster)), c.options);
    const EndRows ends = end_rows(c, cluster);
    add_bar(c, cluster, scene, ridge, {ends.low, true}, top);
    add_bar(c, cluster, scene, ridge, {ends.high, false}, top);
}

RidgeAxis ridge_axis(const ClusterParts& c) {
    if (c.number() == nullptr || c.room.waiting)
        return {};
    const NumberScale scale = number_scale(c);
    return {c.spread.column,        c.spread.spec, scale.low(),       scale.high(),
            scale.axis.logarithmic, has_bars(c),   scale.shown.first, scale.shown.end};
}

Box ridge_place(const ClusterParts& c, float top, float baseline) {
    if (c.number() == nullptr || c.room.waiting)
        return {};
    const NumberScale scale = number_scale(c);
    return {scale.left, top, scale.right, baseline};
}

float add_ridge_axis(const ClusterParts& c, Scene& scene) {
    const NumberScale scale = number_scale(c);
    const float top = c.scaled(3);
    float last_right = -c.scaled(100);
    for (const Tick& tick : number_ticks(c)) {
        const float x = scale.x_of_value(tick.value);
        scene.shapes.emplace_back(Line{{x, 0}, {x, top}, c.colours().faint, 1});
        if (tick.label.empty())
            continue;
        Text label = c.small({x, top}, tick.label, c.colours().muted);
        label.align_x = AlignX::centre;
        const Box box = text_box(label, c.measure);
        if (box.left < c.columns.ridge.left - c.scaled(4 * kStep) || box.right > scene.width ||
            box.left < last_right + c.scaled(6))
            continue;
        last_right = box.right;
        scene.shapes.emplace_back(label);
    }
    return top + c.line();
}

} // namespace cohortscope::plot
