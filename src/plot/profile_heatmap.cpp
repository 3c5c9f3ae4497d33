// The clusters' profile: features down, clusters across, shaded by the difference from all rows.
#include <algorithm>
#include <cmath>

#include "base/elementary.h"
#include "base/format.h"
#include "plot/cluster_charts.h"
#include "plot/draw.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

struct Cell {
    std::string text;        // in the row's unit
    std::string tip_value;   // with its unit
    double deviations = 0.0; // from all rows
};

struct Row {
    std::string label;       // "experience"
    std::string unit;        // "years"
    std::string all;         // of all rows: "10.3"
    std::vector<Cell> cells; // k
};

struct Heatmap {
    const engine::Result& result;
    const ChartOptions& options;
    const TextMeasure& measure;
    Scene scene;
    std::vector<Row> rows;
    float head_width = 0; // of the rows' labels
    float cell_width = 0;
    int columns = 0; // clusters beside each other
    bool roomy = true;

    const Tokens& colours() const { return tokens(options.theme); }
    float scaled(float pixels) const { return pixels * options.text_scale; }
    float line() const { return scaled(kSmallSize) * kLineHeight; }
    float row_height() const { return 2 * line() + scaled(kStep); }
    Text small(Point at, std::string text, Colour colour) const {
        return {at, std::move(text), colour, scaled(kSmallSize)};
    }
    bool dimmed(int cluster) const { return options.focus >= 0 && options.focus != cluster; }
};

std::string lakh(double rupees) {
    const double amount = rupees / 1e5;
    if (amount >= 99.95)
        return base::grouped(std::llround(amount));
    return base::fixed(amount, amount < 0.995 ? 2 : 1);
}

// Pay is compared on the log scale that the features use.
Row pay_row(const engine::Result& result, const std::string& label,
            double analysis::ClusterProfile::*field) {
    const auto& profiles = *result.profiles;
    double deviation = 0.0;
    for (const auto& column : result.prepared.features->columns)
        if (column->name == "ctc_log")
            deviation = column->std;
    Row row{label, "₹ lakh", lakh(profiles.all.*field), {}};
    for (const auto& cluster : profiles.clusters) {
        const double value = cluster.*field, all = profiles.all.*field;
        const bool comparable = deviation > 0 && value > 0 && all > 0;
        const double difference = comparable ? base::natural_log(value / all) / deviation : 0.0;
        row.cells.push_back({lakh(value), short_rupees(value), difference});
    }
    return row;
}

Row feature_row(const engine::Result& result, std::size_t index) {
    const features::Feature& feature = *result.prepared.features->columns[index];
    Row row{feature_label(feature.name),
            feature_unit(feature.name),
            format_number(feature.name, feature.mean),
            {}};
    for (const auto& cluster : result.profiles->clusters) {
        const double mean = cluster.feature_means[index];
        row.cells.push_back({format_number(feature.name, mean), format_value(feature.name, mean),
                             feature.std > 0 ? (mean - feature.mean) / feature.std : 0.0});
    }
    return row;
}

std::vector<Row> make_rows(const engine::Result& result) {
    std::vector<Row> rows = {pay_row(result, "median pay", &analysis::ClusterProfile::ctc_median),
                             pay_row(result, "mean pay", &analysis::ClusterProfile::ctc_mean)};
    for (std::size_t f = 0; f < result.prepared.features->columns.size(); ++f)
        rows.push_back(feature_row(result, f));
    return rows;
}

// What stands under a row's label; the value of all rows only where there is room for it.
std::string second_line(const Heatmap& c, const Row& row) {
    if (!c.roomy)
        return row.unit;
    return (row.unit.empty() ? "" : row.unit + ", ") + "all " + row.all;
}

float width_of(const Heatmap& c, const std::string& text) {
    return c.measure.width(text, c.scaled(kSmallSize), Face::regular);
}

float head_width(const Heatmap& c) {
    float widest = 0;
    for (const Row& row : c.rows)
        widest = std::max({widest, width_of(c, row.label), width_of(c, second_line(c, row))});
    return std::min(widest + c.scaled(2 * kStep), c.scene.width * 0.42f);
}

// The widest part of a name that is better not broken.
float widest_word(const Heatmap& c) {
    float widest = 0;
    for (int cluster = 0; cluster < c.result.clustering->k; ++cluster) {
        std::string word;
        for (const char letter : c.result.name(cluster) + " ") {
            if (letter != ' ')
                word += letter;
            if (letter == ' ' || letter == '_') {
                widest = std::max(widest, width_of(c, word));
                word.clear();
            }
        }
    }
    return widest;
}

float widest_value(const Heatmap& c) {
    float widest = 0;
    for (const Row& row : c.rows)
        for (const Cell& cell : row.cells)
            widest = std::max(widest, width_of(c, cell.text));
    return widest;
}

void lay_out(Heatmap& c) {
    const int k = c.result.clustering->k;
    const float values = widest_value(c) + c.scaled(2 * kStep);
    const float words = std::min(widest_word(c), c.scaled(72)) + c.scaled(2);
    c.head_width = head_width(c);
    c.roomy = c.scene.width - c.head_width >= static_cast<float>(k) * std::max(values, words);
    c.head_width = head_width(c);
    const float room = c.scene.width - c.head_width;
    const float least = std::max(values, c.scaled(46));
    const int fit = std::clamp(static_cast<int>(room / least), 1, k);
    const int bands = (k + fit - 1) / fit;
    c.columns = (k + bands - 1) / bands; // bands of about equal width
    c.cell_width = std::min(room / static_cast<float>(c.columns), c.scaled(120));
}

// Marker and wrapped name of each cluster of the band; returns the height used.
float add_names(Heatmap& c, int first, int last, float top) {
    constexpr int kLines = 4;
    const float radius = c.scaled(5);
    const Text style = c.small({}, "", c.colours().text);
    std::vector<std::vector<std::string>> names;
    std::size_t most = 1;
    for (int cluster = first; cluster < last; ++cluster) {
        names.push_back(
            wrapped(c.result.name(cluster), c.cell_width - 1, kLines, style, c.measure));
        most = std::max(most, names.back().size());
    }
    const float bottom = top + 2 * radius + c.scaled(kStep) + static_cast<float>(most) * c.line();
    for (int cluster = first; cluster < last; ++cluster) {
        const auto& lines = names[static_cast<std::size_t>(cluster - first)];
        const float x = c.head_width + c.cell_width * (static_cast<float>(cluster - first) + 0.5f);
        const int colour = c.result.identity.colour[static_cast<std::size_t>(cluster)];
        const Colour panel = c.colours().panel;
        const float fade = c.dimmed(cluster) ? 0.6f : 0.0f;
        if (cluster > first) // long names nearly touch: a rule keeps them apart
            c.scene.shapes.emplace_back(Line{{x - c.cell_width / 2, top},
                                             {x - c.cell_width / 2, bottom - c.scaled(2)},
                                             c.colours().faint,
                                             1});
        add_marker_shape(c.scene, {x, top + radius}, radius, cluster_marker(colour),
                         mix(cluster_colour(colour, c.options.theme), panel, fade));
        float y = top + 2 * radius + c.scaled(kStep / 2);
        for (const std::string& text : lines) {
            Text name = c.small({x, y}, text, mix(c.colours().text, panel, fade));
            name.align_x = AlignX::centre;
            c.scene.shapes.emplace_back(name);
            y += c.line();
        }
    }
    return bottom - top;
}

void add_cell(Heatmap& c, const Row& row, int cluster, const Box& box) {
    const Cell& cell = row.cells[static_cast<std::size_t>(cluster)];
    const Colour tint = diverging_colour(cell.deviations, c.options.theme);
    const Colour panel = c.colours().panel;
    const float fade = c.dimmed(cluster) ? 0.6f : 0.0f;
    c.scene.shapes.emplace_back(Rectangle{box, mix(tint, panel, fade), 2});
    Text value = c.small({(box.left + box.right) / 2, (box.top + box.bottom) / 2}, cell.text,
                         mix(c.colours().text, panel, fade));
    value.align_x = AlignX::centre;
    value.align_y = AlignY::middle;
    c.scene.shapes.emplace_back(value);
    const std::string size = base::fixed(std::fabs(cell.deviations), 1);
    c.scene.marks.push_back({box, cluster,
                             c.result.name(cluster) + ": " + row.label + " " + cell.tip_value +
                                 ", " + size + " deviations " +
                                 (cell.deviations < 0 ? "below" : "above") + " all rows (" +
                                 row.all + (row.unit.empty() ? "" : " " + row.unit) + ")"});
}

float add_band(Heatmap& c, int first, int last, float top) {
    float y = top + add_names(c, first, last, top);
    for (const Row& row : c.rows) {
        const float room = c.head_width - c.scaled(kStep);
        Text label = c.small({0, y + c.scaled(kStep) / 2}, "", c.colours().text);
        label.text = fitted(row.label, room, label, c.measure);
        c.scene.shapes.emplace_back(label);
        Text unit = c.small({0, label.at.y + c.line()}, "", c.colours().muted);
        unit.text = fitted(second_line(c, row), room, unit, c.measure);
        if (!unit.text.empty())
            c.scene.shapes.emplace_back(unit);
        for (int cluster = first; cluster < last; ++cluster) {
            const float left = c.head_width + c.cell_width * static_cast<float>(cluster - first);
            add_cell(c, row, cluster,
                     {left + 1, y + 1, left + c.cell_width - 1, y + c.row_height() - 1});
        }
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
    const std::string meaning = "deviations from the mean of all rows";
    float y = top;
    for (const std::string& part : wrapped(meaning, c.scene.width - x, 3, style, c.measure)) {
        Text text = style;
        text.at = {x, y};
        text.text = part;
        c.scene.shapes.emplace_back(text);
        y += c.line();
    }
    return y;
}

} // namespace

Scene profile_heatmap(const engine::Result& result, float width, const ChartOptions& options,
                      const TextMeasure& measure) {
    Heatmap c{result, options, measure, {}, make_rows(result)};
    c.scene.width = width;
    lay_out(c);
    const int k = result.clustering->k;
    float y = 0;
    for (int first = 0; first < k; first += c.columns)
        y = add_band(c, first, std::min(first + c.columns, k), y) + c.scaled(2 * kStep);
    c.scene.height = add_legend(c, y);
    return std::move(c.scene);
}

} // namespace cohortscope::plot
