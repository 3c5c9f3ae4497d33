// Distributions of the measure as ridges on one shared axis.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/format.h"
#include "plot/axis.h"
#include "plot/clusters/cluster_chart_parts.h"
#include "plot/draw.h"
#include "plot/effects.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr float kBar = 6;      // width of a bar of clipped rows, pixels at scale 1
constexpr float kBarGap = 2;   // between a bar and the ridge
constexpr float kLeastBar = 4; // height, so that it is seen
constexpr float kHatch = 3.5f; // between the lines of a bar
// Of a bar's lines: not 1, where their edges would run through the middles of pixels, and a pixel's
// colour hang on the tile of the picture that it is in.
constexpr float kHatchSlope = 0.93f;
constexpr float kLeastMark = 6;   // of the median
constexpr int kBetweenTicks = 64; // labels, pixels

bool clips(const engine::Result& result) {
    return measure_outliers(result) == schema::OutlierMode::clip;
}

// Half-open, of the bins of the axis.
struct BinRange {
    int first = 0, end = 0;
};

// The bins that are drawn. A measure that nobody cleaned reaches far for a handful of rows: then
// those beyond kBeyond of all rows at either end are left to their bars.
BinRange shown_bins(const engine::Result& result) {
    constexpr double kBeyond = 0.005;
    BinRange shown = {0, result.profiles->measure_axis.bins};
    if (measure_outliers(result) != schema::OutlierMode::none)
        return shown;
    const auto& counts = result.profiles->all.histogram;
    const double most = kBeyond * static_cast<double>(result.rows());
    const auto count = [&](int bin) { return counts[static_cast<std::size_t>(bin)]; };
    for (double low = count(shown.first); low <= most && shown.first + 1 < shown.end;)
        low += count(++shown.first);
    for (double high = count(shown.end - 1); high <= most && shown.first + 1 < shown.end;)
        high += count(--shown.end - 1);
    return shown;
}

// The rows of a cluster that stand at the ends, not in its ridge.
struct EndRows {
    std::size_t low = 0, high = 0;
};

EndRows end_rows(const engine::Result& result, int cluster) {
    const ClippedRows clipped = clipped_rows(result, cluster);
    if (clips(result))
        return {clipped.low, clipped.high};
    const BinRange shown = shown_bins(result);
    const auto& counts = result.profiles->clusters[static_cast<std::size_t>(cluster)].histogram;
    const auto sum = [](auto from, auto to) { return std::accumulate(from, to, std::size_t{0}); };
    return {sum(counts.begin(), counts.begin() + shown.first),
            sum(counts.begin() + shown.end, counts.end())};
}

// The shared axis in the ridges' column. Where rows stand at the ends, those are left to their
// bars.
struct MeasureScale {
    const analysis::MeasureAxis& axis;
    BinRange shown;
    float left = 0, right = 0;

    double low() const { return axis.low + axis.step * shown.first; }
    double high() const { return axis.low + axis.step * shown.end; }
    // The measure at a place of the axis.
    double value_at(double place) const { return axis.logarithmic ? std::pow(10.0, place) : place; }
    float x_of(double place) const {
        const double share = (place - low()) / (high() - low());
        return left + static_cast<float>(std::clamp(share, 0.0, 1.0)) * (right - left);
    }
    float x_of_value(double value) const {
        return x_of(axis.logarithmic ? std::log10(std::max(value, 1e-9)) : value);
    }
    float x_of_bin(int bin) const { return x_of(axis.low + axis.step * (bin + 0.5)); }
    float bin_width() const { return (right - left) / static_cast<float>(shown.end - shown.first); }
};

MeasureScale measure_scale(const ClusterParts& c) {
    const features::MeasureBounds& bounds = *c.result.prepared.bounds;
    const float bar = c.scaled(kBar + kBarGap);
    const analysis::MeasureAxis& axis = c.result.profiles->measure_axis;
    const BinRange shown = shown_bins(c.result);
    const bool clipped = clips(c.result);
    const bool low = (clipped && bounds.below > 0) || shown.first > 0;
    const bool high = (clipped && bounds.above > 0) || shown.end < axis.bins;
    return {axis, shown, c.columns.ridge.left + (low ? bar : 0),
            c.columns.ridge.right - (high ? bar : 0)};
}

// Shares of rows per bin after the binomial kernel 1 4 6 4 1, counts reflected at the ends.
std::vector<float> smoothed_shares(const std::vector<double>& counts, std::size_t rows) {
    constexpr std::array<double, 5> kKernel = {1.0 / 16, 4.0 / 16, 6.0 / 16, 4.0 / 16, 1.0 / 16};
    const int bins = static_cast<int>(counts.size());
    std::vector<float> shares(counts.size());
    for (int bin = 0; bin < bins; ++bin) {
        double sum = 0.0;
        for (int offset = -2; offset <= 2; ++offset) {
            int from = bin + offset;
            from = from < 0 ? -from - 1 : from >= bins ? 2 * bins - 1 - from : from;
            from = std::clamp(from, 0, bins - 1); // one or two bins reflect more than once
            sum += kKernel[static_cast<std::size_t>(offset + 2)] *
                   counts[static_cast<std::size_t>(from)];
        }
        shares[static_cast<std::size_t>(bin)] =
            static_cast<float>(sum / static_cast<double>(std::max<std::size_t>(rows, 1)));
    }
    return shares;
}

// Shares of the cluster's rows per bin shown, without those at the ends.
std::vector<float> ridge_shares(const ClusterParts& c, int cluster) {
    const analysis::ClusterProfile& profile = c.profile(cluster);
    const BinRange shown = shown_bins(c.result);
    std::vector<double> counts(profile.histogram.begin() + shown.first,
                               profile.histogram.begin() + shown.end);
    const ClippedRows clipped = clipped_rows(c.result, cluster);
    counts.front() -= static_cast<double>(clipped.low);
    counts.back() -= static_cast<double>(clipped.high);
    return smoothed_shares(counts, profile.size);
}

// A ridge: the share of rows in each bin and what a share measures in pixels.
struct Ridge {
    MeasureScale scale;
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
    const auto& profile = c.profile(cluster);
    return c.result.name(cluster) + ": median " + c.amount(profile.measure_median) +
           ", middle half " + c.amount(profile.measure_q1) + " – " + c.amount(profile.measure_q3);
}

// "302 rows (0.4 %) at ₹30,000: what is lower is clipped to it. They are no part of the ridge."
std::string tip_of_bar(const ClusterParts& c, int cluster, std::size_t rows, bool low) {
    const features::MeasureBounds& bounds = *c.result.prepared.bounds;
    const double share = static_cast<double>(rows) /
                         static_cast<double>(std::max<std::size_t>(c.profile(cluster).size, 1));
    const std::string counted =
        c.result.name(cluster) + ": " + row_count(rows) + " (" + percent(share) + ") ";
    if (clips(c.result))
        return counted + "at " + c.amount(low ? bounds.low : bounds.high) + ", to which " +
               (low ? "lower " : "higher ") + c.spec().label + " is clipped; not part of the ridge";
    const MeasureScale scale = measure_scale(c);
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
    const float width = c.scaled(kBar);
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

void add_curve(const ClusterParts& c, int cluster, Scene& scene, const Ridge& ridge) {
    const Colour hue = c.dimmed(c.hue(cluster), cluster);
    const Colour panel = c.colours().panel;
    const auto& profile = c.profile(cluster);
    const std::vector<Point> outline = ridge.edge(ridge.scale.left, ridge.scale.right);
    scene.shapes.emplace_back(
        Area{outline, ridge.baseline, with_alpha(mix(panel, hue, 0.38f), 0.92f)});
    const float q1 = ridge.scale.x_of_value(profile.measure_q1);
    const float q3 = ridge.scale.x_of_value(profile.measure_q3);
    if (q3 > q1)
        scene.shapes.emplace_back(Area{ridge.edge(q1, q3), ridge.baseline, mix(panel, hue, 0.68f)});
    scene.shapes.emplace_back(Line{{c.columns.ridge.left, ridge.baseline},
                                   {c.columns.ridge.right, ridge.baseline},
                                   mix(c.colours().faint, hue, 0.4f),
                                   1});
    scene.shapes.emplace_back(Polyline{outline, hue, c.scaled(1.5f)});
    const float median = ridge.scale.x_of_value(profile.measure_median);
    const float top = ridge.baseline - std::max(ridge.height_at(median), c.scaled(kLeastMark));
    scene.shapes.emplace_back(Line{
        {median, ridge.baseline}, {median, top}, c.dimmed(c.colours().text, cluster), c.scaled(2)});
}

std::vector<Tick> ticks_of(const ClusterParts& c) {
    const MeasureScale scale = measure_scale(c);
    if (!(scale.high() > scale.low()))
        return {};
    const int target =
        std::clamp(static_cast<int>((scale.right - scale.left) / c.scaled(kBetweenTicks)), 3, 12);
    return scale.axis.logarithmic ? log_ticks(c.spec(), scale.low(), scale.high(), target)
                                  : linear_ticks(c.spec(), scale.low(), scale.high(), target);
}

} // namespace

ClippedRows clipped_rows(const engine::Result& result, int cluster) {
    const features::MeasureBounds& bounds = *result.prepared.bounds;
    const auto& profile = result.profiles->clusters[static_cast<std::size_t>(cluster)];
    if (!clips(result))
        return {};
    return {bounds.below > 0 ? profile.at_lowest : 0, bounds.above > 0 ? profile.at_highest : 0};
}

std::string outlier_note(const engine::Result& result) {
    const features::MeasureBounds& bounds = *result.prepared.bounds;
    const schema::ColumnSpec& measure = *result.profiles->measure;
    if (measure_outliers(result) == schema::OutlierMode::none || !std::isfinite(bounds.low) ||
        !std::isfinite(bounds.high))
        return {};
    return base::grouped(static_cast<long long>(bounds.below)) + " + " + row_count(bounds.above) +
           (clips(result) ? " clipped to " : " dropped outside ") +
           short_measure(measure, bounds.low) + " … " + short_measure(measure, bounds.high);
}

void add_ridge_grid(const ClusterParts& c, Scene& scene) {
    const MeasureScale scale = measure_scale(c);
    for (const Tick& tick : ticks_of(c)) {
        const float x = scale.x_of_value(tick.value);
        if (!tick.label.empty())
            scene.shapes.emplace_back(Line{{x, 0}, {x, scene.height}, c.colours().faint, 1});
    }
}

void add_ridge(const ClusterParts& c, int cluster, Scene& scene, float top, float baseline) {
    Ridge ridge{measure_scale(c), ridge_shares(c, cluster), 0, baseline};
    const float tallest = *std::ranges::max_element(ridge.shares);
    ridge.pixels = tallest > 0 ? (baseline - top) / tallest : 0;
    add_curve(c, cluster, scene, ridge);
    scene.marks.push_back({{c.columns.ridge.left, top, c.columns.ridge.right, baseline},
                           cluster,
                           tip_of_ridge(c, cluster)});
    const EndRows ends = end_rows(c.result, cluster);
    add_bar(c, cluster, scene, ridge, {ends.low, true}, top);
    add_bar(c, cluster, scene, ridge, {ends.high, false}, top);
}

float add_ridge_axis(const ClusterParts& c, Scene& scene) {
    const MeasureScale scale = measure_scale(c);
    const float top = c.scaled(3);
    float last_right = -c.scaled(100);
    for (const Tick& tick : ticks_of(c)) {
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
