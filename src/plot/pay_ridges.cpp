// Pay distributions as ridges on one shared log axis.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "plot/axis.h"
#include "plot/cluster_charts.h"
#include "plot/draw.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

// Where the cluster table has them, too; pixels at scale 1.
constexpr float kNumberRight = 16, kSwatch = 25, kNameLeft = 34;
constexpr float kRoomForMedians = 480;
constexpr float kOverlap = 1.9f; // height of the tallest ridge, in distances between ridges

struct Ridge {
    int cluster = 0;
    std::vector<float> heights; // one a bin; 1 for the tallest of all ridges
    float tallest = 0;
    float baseline = 0;
};

struct RidgeChart {
    const engine::Result& result;
    const ChartOptions& options;
    const TextMeasure& measure;
    Scene scene;
    Box plot;
    float pitch = 0; // between baselines
    std::vector<Ridge> ridges;
    bool has_medians = true; // as numbers in a column of their own

    const Tokens& colours() const { return tokens(options.theme); }
    float scaled(float pixels) const { return pixels * options.text_scale; }
    float heading_height() const { return scaled(kSectionSize) * kLineHeight; }
    Text small(Point at, std::string text, Colour colour) const {
        return {at, std::move(text), colour, scaled(kSmallSize)};
    }
    const analysis::PayAxis& axis() const { return result.profiles->pay_axis; }
    double high() const { return axis().low + axis().step * axis().bins; }
    float x_of(double log10_rupees) const {
        const double share = (log10_rupees - axis().low) / (high() - axis().low);
        return plot.left + static_cast<float>(std::clamp(share, 0.0, 1.0)) * plot.width();
    }
    float x_of_rupees(double rupees) const { return x_of(std::log10(std::max(rupees, 1e-9))); }
    Colour dimmed(Colour colour, int cluster) const {
        return options.focus < 0 || options.focus == cluster ? colour
                                                             : mix(colour, colours().panel, 0.7f);
    }
    Colour hue(int cluster) const {
        return cluster_colour(result.identity.colour[static_cast<std::size_t>(cluster)],
                              options.theme);
    }
    const analysis::ClusterProfile& profile(int cluster) const {
        return result.profiles->clusters[static_cast<std::size_t>(cluster)];
    }
};

// Shares of rows per bin after the binomial kernel 1 4 6 4 1, counts reflected at the ends.
std::vector<float> smoothed_shares(const std::vector<std::uint32_t>& counts, std::size_t rows) {
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

std::vector<Ridge> make_ridges(const engine::Result& result) {
    std::vector<Ridge> ridges;
    float tallest = 0;
    for (int cluster = 0; cluster < result.clustering->k; ++cluster) {
        const auto& profile = result.profiles->clusters[static_cast<std::size_t>(cluster)];
        Ridge ridge{cluster, smoothed_shares(profile.pay_histogram, profile.size)};
        for (const float share : ridge.heights)
            tallest = std::max(tallest, share);
        ridges.push_back(std::move(ridge));
    }
    for (Ridge& ridge : ridges)
        for (float& height : ridge.heights) {
            height = tallest > 0 ? height / tallest : 0;
            ridge.tallest = std::max(ridge.tallest, height);
        }
    return ridges;
}

// What was done to pay at the ends, which is where clipped rows pile up; empty if nothing was.
std::string outlier_note(const engine::Result& result) {
    const features::Pay& pay = *result.prepared.pay;
    if (result.settings.outliers.mode == features::OutlierMode::none || !std::isfinite(pay.low) ||
        !std::isfinite(pay.high))
        return {};
    const bool clip = result.settings.outliers.mode == features::OutlierMode::clip;
    return base::grouped(static_cast<long long>(pay.below)) + " + " + row_count(pay.above) +
           (clip ? " clipped to " : " dropped outside ") + short_rupees(pay.low) + " … " +
           short_rupees(pay.high);
}

// The chart's own heading: what is shown, what the marks mean, and the head of the medians.
void add_heading(RidgeChart& c) {
    Text title{{0, 0}, "Pay by cluster", c.colours().text, c.scaled(kSectionSize), Face::semibold};
    c.scene.shapes.emplace_back(title);
    Text median = c.small({c.scene.width, c.heading_height()}, "median", c.colours().muted);
    median.align_x = AlignX::right;
    median.align_y = AlignY::bottom;
    if (c.has_medians)
        c.scene.shapes.emplace_back(median);
    Text legend = c.small({text_box(title, c.measure).right + c.scaled(2 * kStep), median.at.y}, "",
                          c.colours().muted);
    legend.align_y = AlignY::bottom;
    const float right =
        c.has_medians ? text_box(median, c.measure).left - c.scaled(2 * kStep) : c.scene.width;
    for (const char* words : {"a year, log axis · line: median, darker: middle half",
                              "a year, log axis · median, middle half", "a year, log axis"}) {
        legend.text = words;
        if (text_box(legend, c.measure).right > right)
            continue;
        c.scene.shapes.emplace_back(legend);
        return;
    }
}

// What was done to the ends of the axis, at the foot; returns where the axis labels end.
float add_notes(RidgeChart& c) {
    const Text style = c.small({}, "", c.colours().muted);
    const float line = style.size * kLineHeight;
    float bottom = c.scene.height;
    const auto lines = wrapped(outlier_note(c.result), c.scene.width, 2, style, c.measure);
    for (auto it = lines.rbegin(); it != lines.rend(); ++it, bottom -= line) {
        Text text = c.small({0, bottom}, *it, c.colours().muted);
        text.align_y = AlignY::bottom;
        c.scene.shapes.emplace_back(text);
    }
    return bottom - c.scaled(lines.empty() ? 0 : 2);
}

void add_pay_axis(RidgeChart& c) {
    const int target = std::clamp(static_cast<int>(c.plot.width() / c.scaled(64)), 3, 12);
    const double span = c.high() - c.axis().low;
    if (!(span > 0))
        return;
    float last_right = -c.scaled(100);
    for (const Tick& tick : pay_ticks(c.axis().low, c.high(), target)) {
        const float x = c.x_of_rupees(tick.value);
        if (tick.label.empty()) {
            c.scene.shapes.emplace_back(
                Line{{x, c.plot.bottom}, {x, c.plot.bottom + c.scaled(3)}, c.colours().faint, 1});
            continue;
        }
        c.scene.shapes.emplace_back(
            Line{{x, c.plot.top}, {x, c.plot.bottom}, c.colours().faint, 1});
        Text label = c.small({x, c.plot.bottom + c.scaled(3)}, tick.label, c.colours().muted);
        label.align_x = AlignX::centre;
        const Box box = text_box(label, c.measure);
        if (box.left < 0 || box.right > c.scene.width || box.left < last_right + c.scaled(6))
            continue;
        last_right = box.right;
        c.scene.shapes.emplace_back(label);
    }
}

float height_at(const RidgeChart& c, const Ridge& ridge, float x) {
    const float place =
        (x - c.plot.left) / c.plot.width() * static_cast<float>(c.axis().bins) - 0.5f;
    const float last = static_cast<float>(c.axis().bins - 1);
    const float at = std::clamp(place, 0.0f, last);
    const auto bin = static_cast<std::size_t>(at);
    const std::size_t next = std::min(bin + 1, ridge.heights.size() - 1);
    const float share = at - static_cast<float>(bin);
    const float height = ridge.heights[bin] * (1 - share) + ridge.heights[next] * share;
    return height * kOverlap * c.pitch;
}

// The ridge's upper edge between two xs.
std::vector<Point> edge(const RidgeChart& c, const Ridge& ridge, float from, float to) {
    std::vector<Point> points = {{from, ridge.baseline - height_at(c, ridge, from)}};
    for (int bin = 0; bin < c.axis().bins; ++bin) {
        const float x = c.x_of(c.axis().low + c.axis().step * (bin + 0.5));
        if (x > from && x < to)
            points.push_back({x, ridge.baseline - height_at(c, ridge, x)});
    }
    points.push_back({to, ridge.baseline - height_at(c, ridge, to)});
    return points;
}

void add_ridge(RidgeChart& c, const Ridge& ridge) {
    const Colour hue = c.dimmed(c.hue(ridge.cluster), ridge.cluster);
    const Colour panel = c.colours().panel;
    const auto& profile = c.profile(ridge.cluster);
    const std::vector<Point> outline = edge(c, ridge, c.plot.left, c.plot.right);
    c.scene.shapes.emplace_back(
        Area{outline, ridge.baseline, with_alpha(mix(panel, hue, 0.38f), 0.92f)});
    const float q1 = c.x_of_rupees(profile.ctc_q1), q3 = c.x_of_rupees(profile.ctc_q3);
    if (q3 > q1)
        c.scene.shapes.emplace_back(
            Area{edge(c, ridge, q1, q3), ridge.baseline, mix(panel, hue, 0.68f)});
    c.scene.shapes.emplace_back(Line{{c.plot.left, ridge.baseline},
                                     {c.plot.right, ridge.baseline},
                                     mix(c.colours().faint, hue, 0.4f),
                                     1});
    c.scene.shapes.emplace_back(Polyline{outline, hue, c.scaled(1.5f)});
    const float median = c.x_of_rupees(profile.ctc_median);
    const float top = ridge.baseline - std::max(height_at(c, ridge, median), c.scaled(6));
    c.scene.shapes.emplace_back(Line{{median, ridge.baseline},
                                     {median, top},
                                     c.dimmed(c.colours().text, ridge.cluster),
                                     c.scaled(2)});
}

void add_median(RidgeChart& c, const Ridge& ridge, Colour ink) {
    Text median = c.small({c.scene.width, ridge.baseline + c.scaled(1)},
                          short_rupees(c.profile(ridge.cluster).ctc_median), ink);
    median.align_x = AlignX::right;
    median.align_y = AlignY::bottom;
    c.scene.shapes.emplace_back(median);
}

std::string tip_of(const RidgeChart& c, int cluster) {
    const auto& profile = c.profile(cluster);
    return c.result.name(cluster) + ": median " + short_rupees(profile.ctc_median) +
           ", middle half " + short_rupees(profile.ctc_q1) + " – " + short_rupees(profile.ctc_q3) +
           ", " + row_count(profile.size) + " (" + percent(profile.share) + ")";
}

// Number, swatch and name, standing on the baseline beside the ridge's foot.
void add_label(RidgeChart& c, const Ridge& ridge, float name_width) {
    const Colour ink = c.dimmed(c.colours().text, ridge.cluster);
    const float bottom = ridge.baseline + c.scaled(1);
    const float middle = bottom - c.scaled(kSmallSize) * kLineHeight / 2;
    Text number = c.small({c.scaled(kNumberRight), bottom}, std::to_string(ridge.cluster + 1),
                          c.dimmed(c.colours().muted, ridge.cluster));
    number.align_x = AlignX::right;
    number.align_y = AlignY::bottom;
    c.scene.shapes.emplace_back(number);
    Text name = c.small({c.scaled(kNameLeft), bottom}, "", ink);
    name.align_y = AlignY::bottom;
    name.text = fitted(c.result.name(ridge.cluster), name_width, name, c.measure);
    if (!name.text.empty())
        c.scene.shapes.emplace_back(name);
    add_marker_shape(
        c.scene, {c.scaled(kSwatch), middle}, c.scaled(5),
        cluster_marker(c.result.identity.colour[static_cast<std::size_t>(ridge.cluster)]),
        c.dimmed(c.hue(ridge.cluster), ridge.cluster));
    if (c.has_medians)
        add_median(c, ridge, ink);
    c.scene.marks.push_back({{0, ridge.baseline - c.pitch, c.scene.width, ridge.baseline},
                             ridge.cluster,
                             tip_of(c, ridge.cluster)});
}

// Widths of the columns left and right of the plot.
struct Columns {
    float names = 0, medians = 0;
};

Columns column_widths(const RidgeChart& c) {
    const float size = c.scaled(kSmallSize);
    Columns widths{0, c.measure.width("median", size, Face::regular)};
    for (const Ridge& ridge : c.ridges) {
        widths.names = std::max(widths.names,
                                c.measure.width(c.result.name(ridge.cluster), size, Face::regular));
        widths.medians = std::max(widths.medians,
                                  c.measure.width(short_rupees(c.profile(ridge.cluster).ctc_median),
                                                  size, Face::regular));
    }
    widths.names = std::min(widths.names, c.scene.width * 0.36f);
    widths.medians = c.has_medians ? widths.medians + c.scaled(2 * kStep) : 0;
    return widths;
}

// Places the baselines so that the tallest ridges stay below the plot's top.
void lay_out_ridges(RidgeChart& c) {
    float headroom = 0; // in pitches, above the first row
    for (std::size_t i = 0; i < c.ridges.size(); ++i)
        headroom = std::max(headroom, kOverlap * c.ridges[i].tallest - static_cast<float>(i + 1));
    const auto count = static_cast<float>(c.ridges.size());
    c.pitch = c.plot.height() / (count + headroom);
    for (std::size_t i = 0; i < c.ridges.size(); ++i)
        c.ridges[i].baseline = c.plot.bottom - c.pitch * (count - 1 - static_cast<float>(i));
}

} // namespace

Scene pay_ridges(const engine::Result& result, float width, float height,
                 const ChartOptions& options, const TextMeasure& measure) {
    RidgeChart c{result, options, measure, {}, {}, 0, make_ridges(result)};
    c.scene.width = width;
    c.scene.height = height;
    c.has_medians = width >= c.scaled(kRoomForMedians);
    const float line = c.scaled(kSmallSize) * kLineHeight;
    const Columns columns = column_widths(c);
    const float bottom = add_notes(c);
    c.plot = {c.scaled(kNameLeft + 2 * kStep) + columns.names, c.heading_height() + c.scaled(kStep),
              width - columns.medians - c.scaled(3 * kStep), bottom - line - c.scaled(4)};
    c.plot.right = std::max(c.plot.right, c.plot.left + 1);
    c.plot.bottom = std::max(c.plot.bottom, c.plot.top + 1);
    lay_out_ridges(c);
    add_heading(c);
    add_pay_axis(c);
    for (const Ridge& ridge : c.ridges)
        add_ridge(c, ridge);
    for (const Ridge& ridge : c.ridges)
        add_label(c, ridge, columns.names);
    return std::move(c.scene);
}

} // namespace cohortscope::plot
