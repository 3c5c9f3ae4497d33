// Every cluster's silhouettes from high to low, one band a cluster, beside a table of their means.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/format.h"
#include "plot/axis.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/sketch.h"
#include "plot/studies/study_charts.h"

namespace cohortscope::plot {

namespace {

constexpr float kPitch = 17;  // of the names, at scale 1
constexpr float kGutter = 20; // between names and bands, for their leads
constexpr float kRoomForNegatives = 300;
constexpr float kLeastBands = 0.44f; // of the width; names that leave less are left out

// One cluster's rows in the picture.
struct Band {
    float top = 0, bottom = 0;
    float label = 0; // middle of its line in the table
};

struct SilhouetteChart {
    Sketch s;
    ClusterInk ink;
    const engine::SilhouetteStudy& study;
    Box plot = {};
    double low = 0, high = 1; // of the axis
    float names = 0;          // widths of the table's columns
    float means = 0, negatives = 0;
    std::vector<Band> bands = {};

    int k() const { return static_cast<int>(study.sizes.size()); }
    float x_of(double value) const {
        const double share = std::clamp((value - low) / (high - low), 0.0, 1.0);
        return plot.left + static_cast<float>(share) * plot.width();
    }
    float means_right() const { return s.scaled(kNameLeft + 2 * kStep) + names + means; }
    // Where there is little room, the picture needs it more than the column of rows below 0.
    bool has_negatives() const { return s.scene.width >= s.scaled(kRoomForNegatives); }
    float table_right() const {
        return means_right() + (has_negatives() ? s.scaled(2.5f * kStep) + negatives : 0);
    }
    double mean(int cluster) const {
        return study.silhouette.cluster_means[static_cast<std::size_t>(cluster)];
    }
    std::size_t negative(int cluster) const {
        return study.silhouette.negative[static_cast<std::size_t>(cluster)];
    }
    std::string negative_text(int cluster) const {
        return base::grouped(static_cast<long long>(negative(cluster)));
    }
    std::size_t size(int cluster) const { return study.sizes[static_cast<std::size_t>(cluster)]; }
};

std::string two_decimals(double value) {
    const std::string text = base::fixed(value, 2);
    return text.front() == '-' ? kMinus + text.substr(1) : text;
}

// Whole tenths around all values, 0 and at least 0.5.
void fit_axis(SilhouetteChart& c) {
    double low = 0, high = 0.5;
    for (const auto& profile : c.study.profiles)
        for (const double value : profile) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    c.low = std::max(std::floor(low * 10 - 1e-9) / 10, -1.0);
    c.high = std::min(std::ceil(high * 10 + 1e-9) / 10, 1.0);
}

void fit_columns(SilhouetteChart& c) {
    c.means = c.s.width_of("mean");
    c.negatives = c.s.width_of("below 0");
    for (int cluster = 0; cluster < c.k(); ++cluster) {
        c.means = std::max(c.means, c.s.width_of(two_decimals(c.mean(cluster))));
        c.negatives = std::max(c.negatives, c.s.width_of(c.negative_text(cluster)));
    }
    c.names = 0;
    const float rest = c.s.scene.width - c.table_right() - c.s.scaled(kGutter);
    c.names = names_width(c.s, c.ink.result, std::max(rest * 0.54f, c.s.scaled(24)));
    // The numbers and markers are those of the clusters' rows, and the tips have the names.
    if (rest - c.names < c.s.scene.width * kLeastBands)
        c.names = 0;
}

// Bands as high as their share of the rows, and names as near to them as they fit.
void lay_out_bands(SilhouetteChart& c) {
    const std::size_t all =
        std::accumulate(c.study.sizes.begin(), c.study.sizes.end(), std::size_t{0});
    std::vector<float> middles;
    std::size_t before = 0;
    for (const std::size_t size : c.study.sizes) {
        const auto y_of = [&](std::size_t rows) {
            return c.plot.top + c.plot.height() * static_cast<float>(rows) /
                                    static_cast<float>(std::max<std::size_t>(all, 1));
        };
        c.bands.push_back({y_of(before), y_of(before + size)});
        before += size;
        middles.push_back((c.bands.back().top + c.bands.back().bottom) / 2);
    }
    const std::vector<float> labels =
        spread(middles, c.s.scaled(kPitch), c.plot.top, c.plot.bottom);
    for (std::size_t i = 0; i < labels.size(); ++i)
        c.bands[i].label = labels[i];
}

void add_axis(SilhouetteChart& c) {
    const Tokens& colours = c.s.colours();
    const int target = std::clamp(static_cast<int>(c.plot.width() / c.s.scaled(44)), 2, 8);
    float last_right = -c.s.scaled(100);
    for (const Tick& tick : linear_ticks(c.low, c.high, target)) {
        const float x = c.x_of(tick.value);
        c.s.add_line({x, c.plot.top}, {x, c.plot.bottom},
                     tick.value == 0.0 ? colours.muted : colours.faint);
        Text label = c.s.small({x, c.plot.bottom + c.s.scaled(2)}, tick.label, colours.muted,
                               AlignX::centre);
        const Box box = text_box(label, c.s.measure);
        if (box.right > c.s.scene.width)
            label.at.x -= box.right - c.s.scene.width;
        if (text_box(label, c.s.measure).left < last_right + c.s.scaled(kStep))
            continue;
        last_right = text_box(label, c.s.measure).right;
        c.s.add(label);
    }
}

// The profile as points down the band, at least half a pixel apart.
std::vector<Point> outline(const SilhouetteChart& c, int cluster) {
    const auto& profile = c.study.profiles[static_cast<std::size_t>(cluster)];
    const Band& band = c.bands[static_cast<std::size_t>(cluster)];
    std::vector<Point> points;
    const auto lines = static_cast<float>(profile.size());
    for (std::size_t i = 0; i < profile.size(); ++i) {
        const float y =
            band.top + (band.bottom - band.top) * (static_cast<float>(i) + 0.5f) / lines;
        if (points.empty() || y >= points.back().y + 0.5f)
            points.push_back({c.x_of(profile[i]), y});
    }
    if (points.empty())
        return points;
    points.insert(points.begin(), {points.front().x, band.top});
    points.push_back({c.x_of(profile.back()), band.bottom});
    return points;
}

// Profiles descend: the part right of 0 hangs from the band's top, that left of 0 stands on its
// bottom.
void add_band(SilhouetteChart& c, int cluster) {
    const Band& band = c.bands[static_cast<std::size_t>(cluster)];
    const float zero = c.x_of(0.0), gap = band.bottom - band.top > 4 ? 0.5f : 0.0f;
    const Colour hue = c.ink.hue(cluster), fill = mix(c.s.colours().panel, hue, 0.62f);
    const std::vector<Point> points = outline(c, cluster);
    const auto split =
        std::find_if(points.begin(), points.end(), [&](const Point& p) { return p.x < zero; });
    std::vector<Point> right(points.begin(), split), left(split, points.end());
    const float crossing = right.empty() ? band.top : right.back().y;
    right.push_back({zero, crossing});
    std::reverse(right.begin(), right.end());
    if (right.size() > 1)
        c.s.add(Area{right, band.top + gap, fill});
    left.insert(left.begin(), {zero, crossing});
    std::reverse(left.begin(), left.end());
    if (left.size() > 1)
        c.s.add(Area{left, band.bottom - gap, fill});
    // Never thinner than a hair: a small cluster is still there.
    if (band.bottom - band.top < 1 && !points.empty())
        c.s.add_line({zero, band.top}, {std::max(points.front().x, zero + 1), band.top}, hue);
    else
        c.s.add(Polyline{points, hue, c.s.scaled(1.25f)});
}

// A tick where the cluster's mean lies; bands lower than a few pixels have none.
void add_mean(SilhouetteChart& c, int cluster) {
    const Band& band = c.bands[static_cast<std::size_t>(cluster)];
    if (band.bottom - band.top < c.s.scaled(5))
        return;
    const float x = c.x_of(c.mean(cluster)), margin = (band.bottom - band.top) * 0.15f;
    c.s.add_line({x, band.top + margin}, {x, band.bottom - margin},
                 c.ink.faded(c.s.colours().text, cluster), c.s.scaled(2));
}

void add_lead(SilhouetteChart& c, const Band& band) {
    const float middle = (band.top + band.bottom) / 2;
    const float left = c.table_right() + c.s.scaled(kStep), right = c.plot.left - c.s.scaled(2);
    c.s.add(Polyline{{{left, band.label},
                      {left + c.s.scaled(3), band.label},
                      {right - c.s.scaled(3), middle},
                      {right, middle}},
                     mix(c.s.colours().faint, c.s.colours().muted, 0.4f),
                     c.s.scaled(1)});
}

void add_row(SilhouetteChart& c, int cluster) {
    const Band& band = c.bands[static_cast<std::size_t>(cluster)];
    const Tokens& colours = c.s.colours();
    add_cluster_label(c.s, c.ink, cluster, {0, band.label}, c.names);
    c.s.add(c.s.small({c.means_right(), band.label}, two_decimals(c.mean(cluster)),
                      c.ink.faded(colours.text, cluster), AlignX::right, AlignY::middle));
    if (c.has_negatives())
        c.s.add(c.s.small({c.table_right(), band.label}, c.negative_text(cluster),
                          c.ink.faded(colours.muted, cluster), AlignX::right, AlignY::middle));
    add_lead(c, band);
}

std::string tip_of(const SilhouetteChart& c, int cluster) {
    const double share = static_cast<double>(c.negative(cluster)) /
                         static_cast<double>(std::max<std::size_t>(c.size(cluster), 1));
    return c.ink.result.name(cluster) + ": mean silhouette " + two_decimals(c.mean(cluster)) +
           " over " + row_count(c.size(cluster)) + ", " + c.negative_text(cluster) + " (" +
           percent(share) + ") below 0, which lie nearer to another cluster";
}

void add_marks(SilhouetteChart& c) {
    const float half = c.s.scaled(kPitch) / 2;
    for (int cluster = 0; cluster < c.k(); ++cluster) {
        const Band& band = c.bands[static_cast<std::size_t>(cluster)];
        const std::string tip = tip_of(c, cluster);
        c.s.scene.marks.push_back(
            {{0, band.label - half, c.plot.left, band.label + half}, cluster, tip});
        c.s.scene.marks.push_back(
            {{c.plot.left, band.top, c.s.scene.width, band.bottom}, cluster, tip});
    }
}

// Heads of the columns, and the mean of all rows over its dashed line.
void add_heads(SilhouetteChart& c) {
    const Tokens& colours = c.s.colours();
    c.s.add(c.s.small({c.means_right(), 0}, "mean", colours.muted, AlignX::right));
    if (c.has_negatives())
        c.s.add(c.s.small({c.table_right(), 0}, "below 0", colours.muted, AlignX::right));
    const float x = c.x_of(c.study.silhouette.mean);
    c.s.add_dashes({x, c.s.line()}, {x, c.plot.bottom}, colours.text, c.s.scaled(4));
    const float left = c.table_right() + c.s.scaled(2 * kStep);
    const std::string value = two_decimals(c.study.silhouette.mean);
    for (const std::string& words : {"mean of all " + value, "all " + value, value}) {
        Text label = c.s.small({x, 0}, words, colours.text, AlignX::centre);
        const Box box = text_box(label, c.s.measure);
        if (box.width() > c.s.scene.width - left)
            continue;
        label.at.x += std::max(0.0f, left - box.left);
        label.at.x -= std::max(0.0f, box.right - c.s.scene.width);
        c.s.add(label);
        return;
    }
}

// How many lie nearer to another cluster, at the foot.
std::string foot_text(const SilhouetteChart& c) {
    const std::size_t rows = c.study.silhouette.values.size();
    const double share =
        rows > 0 ? static_cast<double>(c.study.negative_rows) / static_cast<double>(rows) : 0.0;
    if (c.study.negative_rows == 0)
        return "no row lies nearer to another cluster";
    return row_count(c.study.negative_rows) + " (" + percent(share) +
           ") lie nearer to another cluster: below 0";
}

} // namespace

Scene silhouette_chart(const engine::SilhouetteStudy& study, const engine::Result& result,
                       float width, float height, const ChartOptions& options,
                       const TextMeasure& measure) {
    SilhouetteChart c{{options, measure}, {result, options}, study};
    c.s.scene.width = width;
    const std::string foot = foot_text(c);
    const auto foot_lines =
        static_cast<float>(wrapped(foot, width, 2, c.s.small({}, "", {}), measure).size());
    const float above = c.s.line() + c.s.scaled(kStep);
    const float below = (1 + foot_lines) * c.s.line() + c.s.scaled(1.5f * kStep);
    const float least = c.s.scaled(std::max(kPitch * static_cast<float>(c.k()), 80.0f));
    c.s.scene.height = std::max(height, above + least + below);
    fit_axis(c);
    fit_columns(c);
    c.plot = {c.table_right() + c.s.scaled(kGutter), above, width - c.s.scaled(1),
              c.s.scene.height - below};
    lay_out_bands(c);
    add_axis(c);
    for (int cluster = 0; cluster < c.k(); ++cluster) {
        add_band(c, cluster);
        add_mean(c, cluster);
        add_row(c, cluster);
    }
    add_heads(c);
    c.s.add_paragraph({0, c.s.scene.height - foot_lines * c.s.line()}, width, 2, foot,
                      c.s.colours().muted);
    add_marks(c);
    return std::move(c.s.scene);
}

} // namespace cohortscope::plot
