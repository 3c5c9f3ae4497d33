// The outcome's rate or mean of each cluster with its interval, beside that of all rows.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/axis.h"
#include "plot/clusters/cluster_chart_parts.h"
#include "plot/clusters/picked_parts.h"
#include "plot/draw.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr float kDot = 4.5f;             // radius, pixels at scale 1
constexpr float kReach = 9;              // of the dot, for the pointer
constexpr float kCap = 4;                // half the height of an interval's ends
constexpr float kBeyondInterval = 0.05f; // of the axis, so that nothing stands on its end
constexpr int kBetweenTicks = 56;

struct MeanScale {
    double low = 0.0, high = 1.0;
    float left = 0, right = 0;

    float x_of(double value) const {
        const double share = (value - low) / (high - low);
        return left + static_cast<float>(std::clamp(share, 0.0, 1.0)) * (right - left);
    }
};

// Rates from 0 on; means as far as the intervals go.
MeanScale mean_scale(const ClusterParts& c) {
    const analysis::OutcomeMeans& means = *c.means();
    double low = INFINITY;
    double high = -INFINITY;
    const auto take = [&](double value) {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    };
    for (const analysis::OutcomeMean& mean : means.clusters) {
        take(mean.mean);
        take(mean.interval.low);
        take(mean.interval.high);
    }
    take(means.all.mean);
    if (!(low <= high))
        low = high = 0.0;
    const double beyond = (high - (means.rate ? 0.0 : low)) * kBeyondInterval;
    MeanScale scale{means.rate ? 0.0 : low - beyond, high + beyond, c.columns.ridge.left,
                    c.columns.ridge.right};
    if (means.rate)
        scale.high = std::clamp(scale.high, 0.01, 1.0);
    if (!(scale.high > scale.low)) {
        const double half = std::max(std::abs(low) / 2, 0.5);
        scale.low = low - half;
        scale.high = low + half;
    }
    return scale;
}

std::vector<Tick> ticks_of(const ClusterParts& c, const MeanScale& scale) {
    const int target =
        std::clamp(static_cast<int>((scale.right - scale.left) / c.scaled(kBetweenTicks)), 2, 8);
    if (!c.means()->rate)
        return linear_ticks(c.spec(), scale.low, scale.high, target);
    std::vector<Tick> ticks = linear_ticks(scale.low * 100, scale.high * 100, target);
    for (Tick& tick : ticks) {
        tick.value /= 100;
        tick.label += " %";
    }
    return ticks;
}

std::string number(const ClusterParts& c, double value, int decimals) {
    return c.means()->rate ? percent(value, decimals) : short_measure(c.spec(), value);
}

std::string tip_of(const ClusterParts& c, const std::string& who,
                   const analysis::OutcomeMean& mean) {
    const bool rate = c.means()->rate;
    if (mean.rows == 0)
        return who + ": no row with " + c.spec().label;
    const std::string said =
        who + ": " + c.spec().label + " " + (rate ? "" : "mean ") + number(c, mean.mean, 1);
    if (!std::isfinite(mean.interval.low))
        return said + ", of " + row_count(mean.rows);
    return said + ", of " + row_count(mean.rows) + "; 95 % interval " +
           number(c, mean.interval.low, 1) + " – " + number(c, mean.interval.high, 1) + " (" +
           (rate ? "Wilson" : "Student's t") + ")";
}

} // namespace

std::string mean_in_words(const ClusterParts& c, const analysis::OutcomeMean& mean) {
    if (!c.means()->rate && mean.rows > 0)
        return format_measure(c.spec(), mean.mean); // as many digits each
    // Below, whole percents are too coarse; then all have as many digits.
    constexpr double kSmall = 0.1;
    const bool fine = std::ranges::any_of(c.means()->clusters, [](const auto& other) {
        return other.rows > 0 && other.mean < kSmall;
    });
    return mean.rows == 0 ? "–" : number(c, mean.mean, fine ? 1 : 0);
}

std::pair<double, double> mean_ends(const ClusterParts& c) {
    if (c.means() == nullptr || c.room.waiting)
        return {0.0, 0.0};
    const MeanScale scale = mean_scale(c);
    return {scale.low, scale.high};
}

void add_mean_grid(const ClusterParts& c, Scene& scene) {
    const MeanScale scale = mean_scale(c);
    for (const Tick& tick : ticks_of(c, scale))
        scene.shapes.emplace_back(Line{{scale.x_of(tick.value), 0},
                                       {scale.x_of(tick.value), scene.height},
                                       c.colours().faint,
                                       1});
    const float all = scale.x_of(c.means()->all.mean);
    if (c.means()->all.rows > 0)
        scene.shapes.emplace_back(
            Line{{all, 0}, {all, scene.height}, c.colours().muted, c.scaled(1.5f)});
}

void add_mean(const ClusterParts& c, int cluster, Scene& scene, float top, float baseline) {
    const analysis::OutcomeMean& mean = c.means()->clusters[static_cast<std::size_t>(cluster)];
    const MeanScale scale = mean_scale(c);
    const std::string tip =
        tip_of(c, c.result.name(cluster), mean) + "\n" + tip_of(c, "all rows", c.means()->all);
    scene.marks.push_back(
        {{c.columns.ridge.left, top, c.columns.ridge.right, baseline}, cluster, tip});
    if (mean.rows == 0)
        return;
    const float middle = (top + baseline) / 2;
    const Colour hue = c.dimmed(c.hue(cluster), cluster);
    if (std::isfinite(mean.interval.low)) {
        const float left = scale.x_of(mean.interval.low), right = scale.x_of(mean.interval.high);
        const float cap = c.scaled(kCap);
        scene.shapes.emplace_back(Line{{left, middle}, {right, middle}, hue, c.scaled(2)});
        for (const float x : {left, right})
            scene.shapes.emplace_back(
                Line{{x, middle - cap}, {x, middle + cap}, hue, c.scaled(1.5f)});
    }
    const float dot = scale.x_of(mean.mean), reach = c.scaled(kReach);
    scene.marks.push_back({{dot - reach, top, dot + reach, baseline}, cluster, tip, kMeanPart});
    add_marker_shape(scene, {dot, middle}, c.scaled(kDot) + c.scaled(1.5f), Marker::disc,
                     c.colours().panel);
    add_marker_shape(scene, {dot, middle}, c.scaled(kDot), Marker::disc, hue);
}

float add_mean_axis(const ClusterParts& c, Scene& scene) {
    const MeanScale scale = mean_scale(c);
    const float top = c.scaled(3);
    // Below the clusters' own.
    Text all = c.right_aligned(c.columns.median_right, "all " + mean_in_words(c, c.means()->all),
                               c.colours().text);
    all.at.y = top;
    const Box taken = text_box(all, c.measure);
    scene.shapes.emplace_back(all);
    scene.marks.push_back({{taken.left, 0, taken.right, taken.bottom},
                           -1,
                           tip_of(c, "all rows", c.means()->all),
                           kMeanPart});
    float last_right = -c.scaled(100);
    for (const Tick& tick : ticks_of(c, scale)) {
        Text label = c.small({scale.x_of(tick.value), top}, tick.label, c.colours().muted);
        label.align_x = AlignX::centre;
        const Box box = text_box(label, c.measure);
        const float apart = c.scaled(6);
        if (box.right + apart > taken.left || box.left < last_right + apart ||
            box.left < c.columns.ridge.left - c.scaled(4 * kStep))
            continue;
        last_right = box.right;
        scene.shapes.emplace_back(label);
    }
    return top + c.line();
}

} // namespace cohortscope::plot
