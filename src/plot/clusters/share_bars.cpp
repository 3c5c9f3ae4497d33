// Shares of a category's names as one bar a cluster, in greys: hues are the clusters'.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/format.h"
#include "plot/clusters/cluster_chart_parts.h"
#include "plot/clusters/neutral_tints.h"
#include "plot/draw.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr float kTallestBar = 26; // pixels at scale 1
constexpr float kBetween = 1;     // of two parts
constexpr float kAround = 4;      // a name inside its part
constexpr float kKeySwatch = 11, kKeyGap = 5, kBetweenKeys = 14;
constexpr std::size_t kKeyLetters = 24;

std::size_t parts_of(const analysis::NameShares& shares) { return shares.all.size(); }

bool is_other(const analysis::NameShares& shares, std::size_t part) {
    return part == shares.names.size();
}

std::string name_of(const ClusterParts& c, std::size_t part) {
    const analysis::NameShares& shares = *c.shares();
    return is_other(shares, part) ? counted(shares.other_names, "further " + c.spec().label,
                                            "further " + plural_of(c.spec()))
                                  : shares.names[part];
}

// Not "other", which may well be one of the names.
std::string brief_name(const ClusterParts& c, std::size_t part) {
    return is_other(*c.shares(), part) ? "the rest" : c.shares()->names[part];
}

Colour tint_of(const ClusterParts& c, std::size_t part) {
    const analysis::NameShares& shares = *c.shares();
    return is_other(shares, part) ? other_tint(c.options.theme)
                                  : neutral_tint(part, shares.names.size(), c.options.theme);
}

double share(std::size_t rows, std::size_t all) {
    return static_cast<double>(rows) / static_cast<double>(std::max<std::size_t>(all, 1));
}

std::size_t rows_of(const ClusterParts& c, int cluster) {
    const auto& rows = c.shares()->clusters[static_cast<std::size_t>(cluster)];
    return std::accumulate(rows.begin(), rows.end(), std::size_t{0});
}

struct Part {
    std::size_t index = 0;
    std::size_t rows = 0;
    float left = 0, right = 0;
};

std::vector<Part> laid_out(const ClusterParts& c, int cluster) {
    const auto& rows = c.shares()->clusters[static_cast<std::size_t>(cluster)];
    const std::size_t all = rows_of(c, cluster);
    const Box& room = c.columns.ridge;
    std::vector<Part> parts;
    std::size_t before = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto x = [&](std::size_t count) {
            return room.left + room.width() * static_cast<float>(share(count, all));
        };
        if (rows[i] > 0)
            parts.push_back({i, rows[i], x(before), x(before + rows[i])});
        before += rows[i];
    }
    return parts;
}

bool has_room(const ClusterParts& c, const Part& part) {
    return c.width_of(brief_name(c, part.index)) + c.scaled(2 * kAround) <= part.right - part.left;
}

// Parts that no cluster's bar has room to name.
std::vector<std::size_t> unnamed(const ClusterParts& c) {
    std::vector<bool> named(parts_of(*c.shares()));
    for (int cluster = 0; cluster < c.k(); ++cluster)
        for (const Part& part : laid_out(c, cluster))
            named[part.index] = named[part.index] || has_room(c, part);
    std::vector<std::size_t> rest;
    for (std::size_t part = 0; part < named.size(); ++part)
        if (!named[part] && c.shares()->all[part] > 0)
            rest.push_back(part);
    return rest;
}

std::string tip_of(const ClusterParts& c, int cluster, const Part& part) {
    return c.result.name(cluster) + ": " + name_of(c, part.index) + ", " + row_count(part.rows) +
           ", " + percent(share(part.rows, rows_of(c, cluster))) +
           " (all rows: " + percent(share(c.shares()->all[part.index], c.result.rows())) + ")";
}

// The names that stand in no bar, with their tints, in lines from the left end of the chart.
float add_keys(const ClusterParts& c, Scene& scene, float top) {
    float x = 0;
    float y = top;
    const std::vector<std::size_t> parts = unnamed(c);
    for (const std::size_t part : parts) {
        const float swatch = c.scaled(kKeySwatch);
        Text text =
            c.small({}, base::shortened(brief_name(c, part), kKeyLetters), c.colours().muted);
        const float width = swatch + c.scaled(kKeyGap) + c.width_of(text.text);
        if (x > 0 && x + width > scene.width) {
            x = 0;
            y += c.line();
        }
        const float middle = y + c.line() / 2;
        scene.shapes.emplace_back(Rectangle{
            {x, middle - swatch / 2, x + swatch, middle + swatch / 2}, tint_of(c, part), 2});
        text.at = {x + swatch + c.scaled(kKeyGap), y};
        text.text = fitted(text.text, scene.width - text.at.x, text, c.measure);
        scene.shapes.emplace_back(text);
        scene.marks.push_back({{x, y, std::min(x + width, scene.width), y + c.line()},
                               -1,
                               name_of(c, part) + ", " + row_count(c.shares()->all[part]) + ", " +
                                   percent(share(c.shares()->all[part], c.result.rows())) +
                                   " of all",
                               static_cast<int>(part)});
        x += width + c.scaled(kBetweenKeys);
    }
    return parts.empty() ? top : y + c.line();
}

float x_of(const ClusterParts& c, double part) {
    return c.columns.ridge.left + c.columns.ridge.width() * static_cast<float>(part);
}

} // namespace

void add_share_grid(const ClusterParts& c, Scene& scene) {
    for (const double part : {0.0, 0.5, 1.0})
        scene.shapes.emplace_back(
            Line{{x_of(c, part), 0}, {x_of(c, part), scene.height}, c.colours().faint, 1});
}

Box share_place(const ClusterParts& c, float top, float baseline) {
    const float height = std::min(baseline - top, c.scaled(kTallestBar));
    const float middle = (top + baseline) / 2;
    return {c.columns.ridge.left, middle - height / 2, c.columns.ridge.right, middle + height / 2};
}

void add_shares(const ClusterParts& c, int cluster, Scene& scene, float top, float baseline) {
    const Box bar = share_place(c, top, baseline);
    const float middle = (bar.top + bar.bottom) / 2;
    const Colour panel = c.colours().panel;
    for (const Part& part : laid_out(c, cluster)) {
        const Box box = {part.left, bar.top, part.right, bar.bottom};
        const Colour tint = tint_of(c, part.index);
        const float gap = box.width() > 3 * c.scaled(kBetween) ? c.scaled(kBetween) : 0;
        scene.shapes.emplace_back(Rectangle{
            {box.left, box.top, box.right - gap, box.bottom}, c.dimmed(tint, cluster), 0});
        scene.marks.push_back({{box.left, top, box.right, baseline},
                               cluster,
                               tip_of(c, cluster, part),
                               static_cast<int>(part.index)});
        if (!has_room(c, part))
            continue;
        Text name = c.small({box.left + c.scaled(kAround), middle}, brief_name(c, part.index),
                            ink_on(tint));
        name.align_y = AlignY::middle;
        if (c.options.focus >= 0 && c.options.focus != cluster)
            name.colour = mix(name.colour, panel, 0.5f);
        scene.shapes.emplace_back(name);
    }
}

float add_share_axis(const ClusterParts& c, Scene& scene) {
    const float top = c.scaled(3);
    for (const double part : {0.0, 0.5, 1.0}) {
        scene.shapes.emplace_back(
            Line{{x_of(c, part), 0}, {x_of(c, part), top}, c.colours().faint, 1});
        Text label = c.small({x_of(c, part), top}, percent(part, 0), c.colours().muted);
        label.align_x = part == 0.0 ? AlignX::left : part == 1.0 ? AlignX::right : AlignX::centre;
        if (part != 0.5 || c.columns.ridge.width() > c.scaled(120))
            scene.shapes.emplace_back(label);
    }
    return add_keys(c, scene, top + c.line() + c.scaled(2));
}

} // namespace cohortscope::plot
