// The clusters' profile: features down, clusters across, shaded by the difference from all rows.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/clusters/profile_heatmap_parts.h"
#include "plot/draw.h"
#include "plot/effects.h"
#include "plot/labels.h"
#include "plot/terms.h"

namespace cohortscope::plot {

namespace {

constexpr float kStrengthGap = 8; // between cells and bars, pixels
constexpr float kStrengthBar = 4; // height of a bar
constexpr float kMostExtra = 64;  // height that a row takes beyond its need where there is room

// Marker and number of a cluster, with the name below where names fit.
void add_head(Heatmap& c, int cluster, const Box& box) {
    const float radius = c.scaled(5);
    const int colour = c.result.identity.colour[static_cast<std::size_t>(cluster)];
    const Colour panel = c.colours().panel;
    const float fade = c.dimmed(cluster) ? 0.6f : 0.0f;
    const std::string number = std::to_string(cluster + 1);
    const float gap = c.scaled(kStep);
    const float whole = 2 * radius + gap + c.width_of(number);
    const float left = (box.left + box.right - whole) / 2;
    add_marker_shape(c.scene, {left + radius, box.top + c.line() / 2}, radius,
                     cluster_marker(colour),
                     mix(cluster_colour(colour, c.options.theme), panel, fade));
    c.scene.shapes.emplace_back(
        c.small({left + 2 * radius + gap, box.top}, number, mix(c.colours().muted, panel, fade)));
    float y = box.top + c.line();
    if (c.named)
        for (const std::string& line : name_lines(c, cluster)) {
            Text name =
                c.small({(box.left + box.right) / 2, y}, line, mix(c.colours().text, panel, fade));
            name.align_x = AlignX::centre;
            c.scene.shapes.emplace_back(name);
            y += c.line();
        }
    c.scene.marks.push_back({box, cluster, c.result.name(cluster)});
}

// The heads of the band's columns; returns the height used.
float add_heads(Heatmap& c, int first, int last, float top) {
    std::size_t lines = 0;
    for (int cluster = first; c.named && cluster < last; ++cluster)
        lines = std::max(lines, name_lines(c, cluster).size());
    const float height = c.line() * static_cast<float>(lines + 1) + c.scaled(kStep);
    if (c.all_width > 0) {
        Text all = c.small({c.labels + c.all_width / 2, top}, "all", c.colours().muted);
        all.align_x = AlignX::centre;
        c.scene.shapes.emplace_back(all);
    }
    for (int cluster = first; cluster < last; ++cluster) {
        const float left = c.left_of(cluster - first);
        add_head(c, cluster, {left, top, left + c.cell_width, top + height});
    }
    return height;
}

void add_cell(Heatmap& c, const ProfileRow& row, int cluster, const Box& box) {
    const ProfileCell& cell = row.cells[static_cast<std::size_t>(cluster)];
    const bool compared = !std::isnan(cell.deviations);
    const Colour panel = c.colours().panel;
    const Colour tint =
        compared ? diverging_colour(cell.deviations, c.options.theme) : c.colours().raised;
    const float fade = c.dimmed(cluster) ? 0.6f : 0.0f;
    c.scene.shapes.emplace_back(Rectangle{box, mix(tint, panel, fade), 2});
    Text value = c.small({(box.left + box.right) / 2, (box.top + box.bottom) / 2}, cell.text,
                         mix(c.colours().text, panel, fade));
    if (row.names)
        value.text = fitted(value.text, box.width() - c.scaled(kStep), value, c.measure);
    value.align_x = AlignX::centre;
    value.align_y = AlignY::middle;
    c.scene.shapes.emplace_back(value);
    const std::string said = c.result.name(cluster) + ": " + row.label + " " + cell.tip_value;
    const std::string size = base::fixed(std::fabs(cell.deviations), 1);
    c.scene.marks.push_back({box, cluster,
                             compared ? said + ", " + size + " standard deviations " +
                                            (cell.deviations < 0 ? "below" : "above") +
                                            " all rows (" + row.all_tip + ")" + cell.remark
                                      : said + " (all rows: " + row.all_tip + ")",
                             static_cast<int>(&row - c.rows.data())});
}

void add_label(Heatmap& c, const ProfileRow& row, float top) {
    const float room = c.labels - c.margin();
    const float middle = top + c.row_height() / 2;
    Text label = c.small({0, middle}, "", row.outside ? c.colours().muted : c.colours().text);
    label.align_y = c.one_line ? AlignY::middle : AlignY::bottom;
    label.text = fitted(row.label + sign_of(row), room, label, c.measure);
    c.scene.shapes.emplace_back(label);
    Text unit = c.small({c.one_line ? room : 0, middle}, "", c.colours().muted);
    unit.align_x = c.one_line ? AlignX::right : AlignX::left;
    unit.align_y = c.one_line ? AlignY::middle : AlignY::top;
    const float used = c.one_line ? c.width_of(label.text) + c.scaled(kStep) - 0.5f : 0;
    unit.text = fitted(row.unit, room - used, unit, c.measure);
    if (!unit.text.empty())
        c.scene.shapes.emplace_back(unit);
    const bool cut = label.text.ends_with("…");
    if (row.outside || cut)
        c.scene.marks.push_back(
            {{0, top, c.labels, top + c.row_height()},
             -1,
             row.label +
                 (row.outside ? ": not in the distance. The clusters were made without it" : "")});
    if (c.all_width <= 0)
        return;
    Text all = c.small({c.labels + c.all_width / 2, middle}, row.all, c.colours().muted);
    if (row.names)
        all.text = fitted(all.text, c.all_width - c.scaled(kStep), all, c.measure);
    all.align_x = AlignX::centre;
    all.align_y = AlignY::middle;
    c.scene.shapes.emplace_back(all);
}

// A thin bar at the row's end: how much it tells the clusters apart.
void add_strength(Heatmap& c, const ProfileRow& row, float top) {
    if (c.strength <= 0 || std::isnan(row.strength))
        return;
    const float middle = top + c.row_height() / 2;
    const float half = c.scaled(kStrengthBar) / 2;
    const Box track = {c.cells_right() + c.scaled(kStrengthGap), middle - half,
                       c.cells_right() + c.strength, middle + half};
    c.scene.shapes.emplace_back(
        Rectangle{track, mix(c.colours().panel, c.colours().faint, 0.6f), half});
    const float right = track.left + track.width() * static_cast<float>(row.strength);
    if (right > track.left)
        c.scene.shapes.emplace_back(
            Rectangle{{track.left, track.top, std::max(right, track.left + 1), track.bottom},
                      c.colours().muted,
                      std::min(half, (right - track.left) / 2)});
    c.scene.marks.push_back(
        {{c.cells_right(), top, track.right, top + c.row_height()}, -1, row.strength_tip});
}

float add_band(Heatmap& c, int first, int last, float top) {
    float y = top + add_heads(c, first, last, top);
    for (const ProfileRow& row : c.rows) {
        add_label(c, row, y);
        for (int cluster = first; cluster < last; ++cluster) {
            const float left = c.left_of(cluster - first);
            add_cell(c, row, cluster,
                     {left + 1, y + 1, left + c.cell_width - 1, y + c.row_height() - 1});
        }
        add_strength(c, row, y);
        y += c.row_height();
    }
    return y;
}

// What the tints mean: a ramp from blue to orange with its ends in deviations.
float add_legend(Heatmap& c, float top) {
    const Text style = c.small({}, "", c.colours().muted);
    constexpr int kSteps = 9;
    const std::string ends[] = {std::string(kMinus) + "2", "+2"};
    float x = 0;
    for (int end = 0; end < 2; ++end) {
        Text text = style;
        text.at = {x, top};
        text.text = ends[end];
        c.scene.shapes.emplace_back(text);
        x = text_box(text, c.measure).right + c.scaled(kStep);
        if (end == 1)
            break;
        const float step = c.scaled(9);
        for (int i = 0; i < kSteps; ++i) {
            const double deviations = kDivergingRange * (2.0 * i / (kSteps - 1) - 1.0);
            c.scene.shapes.emplace_back(
                Rectangle{{x, top + c.scaled(2), x + step, top + c.line() - c.scaled(2)},
                          diverging_colour(deviations, c.options.theme),
                          0});
            x += step;
        }
        x += c.scaled(kStep);
    }
    std::string meaning(words_of(Term::deviation).plain);
    if (marks_lump(c.result))
        meaning += std::string(" · ") + kLumpSign + " rare " +
                   plural_of(*lumped_names(c.result)->spec) + ", together";
    if (std::ranges::any_of(c.rows, &ProfileRow::outside))
        meaning += std::string(" · ") + kOutsideSign + " not in the distance";
    if (c.strength > 0)
        meaning += " · bar: tells the clusters apart";
    float y = top;
    for (const std::string& part : wrapped(meaning, c.scene.width - x, 4, style, c.measure)) {
        Text text = style;
        text.at = {x, y};
        text.text = part;
        c.scene.shapes.emplace_back(text);
        y += c.line();
    }
    return y;
}

void draw(Heatmap& c) {
    c.scene = {c.scene.width, 0, {}, {}};
    const int k = c.result.clustering->k;
    float y = 0;
    for (int first = 0; first < k; first += c.columns)
        y = add_band(c, first, std::min(first + c.columns, k), y) + c.scaled(2 * kStep);
    c.scene.height = add_legend(c, y);
}

} // namespace

Scene profile_heatmap(const engine::Result& result, float width, const ChartOptions& options,
                      const TextMeasure& measure) {
    Heatmap c{result, options, measure, {}, profile_rows(result, options.by_strength)};
    c.scene.width = width;
    lay_out(c);
    draw(c);
    const int bands = (result.clustering->k + c.columns - 1) / c.columns;
    const auto rows = static_cast<float>(bands * static_cast<int>(c.rows.size()));
    if (options.room <= c.scene.height + rows)
        return std::move(c.scene);
    c.extra = std::min(std::floor((options.room - c.scene.height) / rows), c.scaled(kMostExtra));
    draw(c);
    return std::move(c.scene);
}

} // namespace cohortscope::plot
