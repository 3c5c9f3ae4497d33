#include "plot/clusters/cluster_chart.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/format.h"
#include "plot/clusters/cluster_chart_parts.h"
#include "plot/clusters/group_words.h"
#include "plot/draw.h"
#include "plot/effects.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

// Pixels at scale 1.
constexpr float kNumberRight = 16, kSwatch = 25, kNameLeft = 34;
constexpr float kGap = 10;
constexpr float kShare = 44;       // of the share's column
constexpr float kCounts = 56;      // of the rows' column, with the gap before it
constexpr float kJudged = 60;      // of the judgements' column, likewise
constexpr float kLeastRidge = 84;  // width
constexpr float kUsualRidge = 150; // before rows and judgements get a column
constexpr float kLeastName = 84;
constexpr float kPencil = 14; // beside the longest name, for what changes it
constexpr float kTallestRow = 240;
constexpr float kRowPadding = 3; // above and below what stands in a row
constexpr float kFoot = 22;
constexpr float kBar = 4; // height of a size bar
constexpr int kUsualLines = 2, kMostLines = 3;

float widest_name(const ClusterParts& c) {
    float widest = 0;
    for (int cluster = 0; cluster < c.k(); ++cluster)
        widest = std::max(widest, c.width_of(c.result.name(cluster)));
    return widest;
}

float widest_last(const ClusterParts& c) {
    float widest = c.width_of(last_heading(c));
    for (int cluster = 0; cluster < c.k(); ++cluster)
        widest = std::max(widest, c.width_of(last_words(c, cluster)));
    return widest;
}

// That of the measure, whichever column is shown: so the list that chooses one stays in its place.
float widest_median(const ClusterParts& c) {
    const schema::ColumnSpec& measure = *c.result.profiles->measure;
    float widest = c.width_of("median");
    for (int cluster = 0; cluster < c.k(); ++cluster)
        widest =
            std::max(widest, c.width_of(short_measure(measure, c.profile(cluster).measure_median)));
    return widest;
}

std::vector<std::string> name_lines(const ClusterParts& c, int cluster, float width, int lines) {
    return wrapped(c.result.name(cluster), width, lines, c.small({}, "", c.colours().text),
                   c.measure);
}

// Whether every name stands in so many lines of this width, without a word broken.
bool names_fit(const ClusterParts& c, float width, int lines) {
    for (int cluster = 0; cluster < c.k(); ++cluster) {
        const auto broken = name_lines(c, cluster, width, lines + 1);
        if (broken.size() > static_cast<std::size_t>(lines))
            return false;
        for (const std::string& line : broken)
            if (line.ends_with('-') || line.ends_with("…"))
                return false;
    }
    return true;
}

// The narrowest column, up to `most`, in which all names stand in so many lines; `most` if none.
float least_name(const ClusterParts& c, float most, int lines) {
    constexpr float kStepOfSearch = 6;
    for (float width = c.scaled(kLeastName); width < most; width += c.scaled(kStepOfSearch))
        if (names_fit(c, width, lines))
            return width;
    return most;
}

struct NameRoom {
    float width = 0;
    int lines = kUsualLines;
};

// Names get room before anything else: two lines where they do, three where they must.
NameRoom room_for_names(const ClusterParts& c, float most) {
    for (const int lines : {kUsualLines, kMostLines}) {
        const float width = least_name(c, most, lines);
        if (names_fit(c, width, lines))
            return {width, lines};
    }
    return {most, kMostLines};
}

// Columns from left to right; returns how many lines the names may take.
int lay_out_columns(ClusterParts& c) {
    ClusterColumns& columns = c.columns;
    const float gap = c.scaled(kGap);
    const float median = widest_median(c) + gap;
    const float share = c.scaled(kShare);
    const float taken = c.scaled(kNameLeft) + gap + share + gap + median;
    float shared = std::max(c.room.width - taken, 1.0f); // by names and ridges
    const NameRoom names =
        room_for_names(c, std::max(shared - c.scaled(kLeastRidge), c.scaled(kLeastName)));
    const auto affords = [&](float width) {
        return shared - names.width - width >= c.scaled(kUsualRidge);
    };
    const bool judged = c.room.judged && affords(c.scaled(kJudged));
    shared -= judged ? c.scaled(kJudged) : 0;
    const bool counted = affords(c.scaled(kCounts));
    shared -= counted ? c.scaled(kCounts) : 0;
    const float wide = std::min(shared * 0.42f, widest_name(c) + c.scaled(kPencil));
    columns.number_right = c.scaled(kNumberRight);
    columns.swatch = c.scaled(kSwatch);
    columns.name = c.scaled(kNameLeft);
    columns.name_right = columns.name + std::max(names.width, wide);
    columns.share = columns.name_right + gap;
    columns.share_right = columns.share + share;
    float x = columns.share_right;
    columns.rows_right = counted ? x += c.scaled(kCounts) : 0;
    columns.judged_right = judged ? x += c.scaled(kJudged) : 0;
    columns.ridge.left = x + gap;
    const float last = widest_last(c);
    columns.ridge.right =
        std::max(c.room.width - (last > 0 ? last + gap : 0), columns.ridge.left + 1);
    columns.median_right = c.room.width;
    return names.lines;
}

// As high as the names need, and then all as high as each other as far as the room goes.
void lay_out_rows(ClusterParts& c, int lines, float room) {
    const float width = c.columns.name_right - c.columns.name;
    const float usual = std::ceil(c.scaled(kLeastClusterRow));
    std::vector<float> least;
    for (int cluster = 0; cluster < c.k(); ++cluster) {
        const auto used = static_cast<float>(name_lines(c, cluster, width, lines).size());
        const float needed = used > kUsualLines ? used * c.line() + c.scaled(2 * kRowPadding) : 0;
        least.push_back(std::max(usual, std::ceil(needed)));
    }
    const auto sum_at = [&](float height) {
        float sum = 0;
        for (const float each : least)
            sum += std::max(each, height);
        return sum;
    };
    float height = usual;
    while (height < c.scaled(kTallestRow) && sum_at(height + 1) <= room)
        ++height;
    c.row_tops = {0};
    for (const float each : least)
        c.row_tops.push_back(c.row_tops.back() + std::max(each, height));
}

// Number, marker and name in the middle of the row; tells where the name lies.
void add_name(const ClusterParts& c, int cluster, ClusterChart& chart, const Box& row) {
    const float middle = (row.top + row.bottom) / 2;
    Scene& scene = chart.rows;
    Text number = c.right_aligned(c.columns.number_right, std::to_string(cluster + 1),
                                  c.dimmed(c.colours().muted, cluster));
    number.at.y = middle;
    number.align_y = AlignY::middle;
    scene.shapes.emplace_back(number);
    add_marker_shape(scene, {c.columns.swatch, middle}, c.scaled(5),
                     cluster_marker(c.colour(cluster)), c.dimmed(c.hue(cluster), cluster));
    const float width = c.columns.name_right - c.columns.name;
    const int lines = std::clamp(static_cast<int>((row.height() - 2) / c.line()), 1, kMostLines);
    const auto broken = name_lines(c, cluster, width, lines);
    const float top = middle - c.line() * static_cast<float>(broken.size()) / 2;
    float y = top;
    float end = c.columns.name;
    for (const std::string& line : broken) {
        const Text text = c.small({c.columns.name, y}, line, c.dimmed(c.colours().text, cluster));
        scene.shapes.emplace_back(text);
        end = text_box(text, c.measure).right;
        y += c.line();
    }
    const Box box = {c.columns.name, top, c.columns.name_right, y};
    chart.places.push_back({row, box, end, c.columns.judged_right});
    if (!broken.empty() && broken.back().ends_with("…"))
        scene.marks.push_back({box, cluster, c.result.name(cluster)});
}

// The share over a bar of the rows against the largest cluster's, never thinner than a hair.
// Returns what of the bar is filled.
Box add_share(const ClusterParts& c, int cluster, Scene& scene, const Box& row) {
    const auto& profile = c.profile(cluster);
    const auto& sizes = c.result.clustering->sizes;
    const std::size_t largest = *std::ranges::max_element(sizes);
    const float part =
        largest > 0
            ? static_cast<float>(static_cast<double>(profile.size) / static_cast<double>(largest))
            : 0;
    const double largest_share = static_cast<double>(largest) /
                                 static_cast<double>(std::max<std::size_t>(c.result.rows(), 1));
    const float bar = c.scaled(kBar), gap = c.scaled(2);
    const float top = (row.top + row.bottom - c.line() - gap - bar) / 2;
    const Colour ink = c.dimmed(c.colours().text, cluster);
    Text share = c.right_aligned(c.columns.share_right, percent(profile.share), ink);
    share.at.y = top;
    scene.shapes.emplace_back(share);
    const Box track = {c.columns.share, top + c.line() + gap, c.columns.share_right,
                       top + c.line() + gap + bar};
    scene.shapes.emplace_back(
        Rectangle{track, mix(c.colours().panel, c.colours().faint, 0.6f), bar / 2});
    const float right = track.left + std::clamp(track.width() * part, 1.0f, track.width());
    const Box filled = {track.left, track.top, right, track.bottom};
    scene.shapes.emplace_back(Rectangle{filled, c.dimmed(c.hue(cluster), cluster), bar / 2});
    if (c.room.ghost != nullptr)
        add_ghost_share(scene, *c.room.ghost, c.colour(cluster), track, c.options, largest_share);
    if (c.columns.rows_right > 0) {
        Text rows = c.right_aligned(c.columns.rows_right,
                                    base::grouped(static_cast<long long>(profile.size)), ink);
        rows.at.y = top;
        scene.shapes.emplace_back(rows);
    }
    scene.marks.push_back({{track.left, row.top, track.right, row.bottom},
                           cluster,
                           row_count(profile.size) + ", " + percent(profile.share) + " of all" +
                               after_comma(outcome_in_words(c.result, profile))});
    return filled;
}

void add_grid(const ClusterParts& c, Scene& scene) {
    if (c.room.waiting)
        return;
    const auto add = c.number() != nullptr   ? add_ridge_grid
                     : c.shares() != nullptr ? add_share_grid
                                             : add_mean_grid;
    add(c, scene);
}

void add_spread(const ClusterParts& c, int cluster, Scene& scene, float top, float baseline) {
    if (c.room.waiting)
        return;
    const auto add = c.number() != nullptr   ? add_ridge
                     : c.shares() != nullptr ? add_shares
                                             : add_mean;
    add(c, cluster, scene, top, baseline);
}

float add_axis(const ClusterParts& c, Scene& scene) {
    const auto add = c.number() != nullptr   ? add_ridge_axis
                     : c.shares() != nullptr ? add_share_axis
                                             : add_mean_axis;
    return add(c, scene);
}

void add_row(const ClusterParts& c, int cluster, ClusterChart& chart) {
    const auto place = static_cast<std::size_t>(cluster);
    const Box row = {0, c.row_tops[place], c.room.width, c.row_tops[place + 1]};
    const float top = row.top + c.scaled(kRowPadding);
    const float baseline = row.bottom - c.scaled(kRowPadding);
    add_spread(c, cluster, chart.rows, top, baseline);
    const Box bar = add_share(c, cluster, chart.rows, row);
    Text last = c.right_aligned(c.columns.median_right, last_words(c, cluster),
                                c.dimmed(c.colours().text, cluster));
    last.at.y = (row.top + row.bottom) / 2;
    last.align_y = AlignY::middle;
    if (!last.text.empty())
        chart.rows.shapes.emplace_back(last);
    add_name(c, cluster, chart, row);
    chart.places.back().bar = bar;
    chart.places.back().ridge = ridge_place(c, top, baseline);
    if (!c.room.waiting)
        chart.places.back().spread =
            c.shares() != nullptr ? share_place(c, top, baseline)
                                  : Box{c.columns.ridge.left, top, c.columns.ridge.right, baseline};
}

// The axis, and left of it what was done to the ends of a number.
void add_foot(const ClusterParts& c, Scene& foot) {
    foot = {c.room.width, c.scaled(kFoot), {}, {}};
    if (c.room.waiting)
        return;
    foot.shapes.emplace_back(
        Line{{c.columns.ridge.left, 0}, {c.columns.ridge.right, 0}, c.colours().muted, 1});
    foot.height = std::max(foot.height, add_axis(c, foot));
    const std::string note = outlier_note(c);
    if (note.empty())
        return;
    const analysis::NumberBounds& bounds = c.number()->bounds;
    const bool clips = bounds.mode == schema::OutlierMode::clip;
    const float room = c.columns.ridge.left - c.scaled(5 * kStep);
    for (const std::string& words :
         {note, row_count(bounds.below + bounds.above) + (clips ? " clipped" : " dropped")}) {
        if (c.width_of(words) > room)
            continue;
        foot.shapes.emplace_back(c.small({0, c.scaled(3)}, words, c.colours().muted));
        break;
    }
    foot.marks.push_back({{0, 0, foot.width, foot.height}, -1, note});
}

} // namespace

double RidgeAxis::value_at(double share) const {
    const double place = low + std::clamp(share, 0.0, 1.0) * (high - low);
    const double value = logarithmic ? std::pow(10.0, place) : place;
    if (bars) // the number whose bar is there
        return std::clamp(std::round(value), std::ceil(low), std::floor(high));
    if (value == 0.0)
        return 0.0;
    const double span = logarithmic ? std::fabs(value) : std::fabs(high - low);
    const double step = std::pow(10.0, std::floor(std::log10(span)) - 2.0);
    const double steps = value / step;
    // Both ends of the axis are inside.
    return (share <= 0.0   ? std::floor(steps)
            : share >= 1.0 ? std::ceil(steps)
                           : std::round(steps)) *
           step;
}

ClusterChart cluster_chart(const engine::Result& result, const ClusterRoom& room,
                           const ChartOptions& options, const TextMeasure& measure) {
    const analysis::ColumnSpread of_measure =
        room.spread == nullptr ? measure_spread(result) : analysis::ColumnSpread();
    ClusterParts c{result, options, measure, room, room.spread ? *room.spread : of_measure};
    const int lines = lay_out_columns(c);
    ClusterChart chart;
    add_cluster_heads(c, chart.head, chart.chooser);
    add_foot(c, chart.foot);
    lay_out_rows(c, lines, room.height - chart.head.height - chart.foot.height);
    chart.rows = {room.width, c.row_tops.back(), {}, {}};
    add_grid(c, chart.rows);
    chart.axis = ridge_axis(c);
    std::tie(chart.means_low, chart.means_high) = mean_ends(c);
    for (int cluster = 0; cluster < c.k(); ++cluster)
        add_row(c, cluster, chart);
    return chart;
}

} // namespace cohortscope::plot
