// The clusters' profile: features down, clusters across, shaded by the difference from all rows.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/clusters/cluster_charts.h"
#include "plot/clusters/profile_rows.h"
#include "plot/draw.h"
#include "plot/effects.h"
#include "plot/labels.h"
#include "plot/terms.h"

namespace cohortscope::plot {

namespace {

constexpr std::size_t kNameLines = 3;
constexpr float kLeastCell = 31; // pixels: a marker with a number of two digits
constexpr float kMostCell = 190;
constexpr float kMostExtra = 64; // height that a row takes beyond its need where there is room

struct Heatmap {
    const engine::Result& result;
    const ChartOptions& options;
    const TextMeasure& measure;
    Scene scene;
    std::vector<ProfileRow> rows;
    float labels = 0;    // width of the rows' labels
    float all_width = 0; // of the column of all rows; 0 where there is no room for it
    float cell_width = 0;
    int columns = 0;      // clusters beside each other
    bool one_line = true; // label and unit beside each other
    bool named = true;    // names over the columns, not numbers alone
    float extra = 0;      // height of a row beyond what it needs

    const Tokens& colours() const { return tokens(options.theme); }
    float scaled(float pixels) const { return pixels * options.text_scale; }
    float margin() const { return scaled(1.5f * kStep); } // between labels and cells
    float line() const { return scaled(kSmallSize) * kLineHeight; }
    float row_height() const {
        return (one_line ? scaled(24) : 2 * line() + scaled(kStep)) + extra;
    }
    float left_of(int column) const {
        return labels + all_width + cell_width * static_cast<float>(column);
    }
    Text small(Point at, std::string text, Colour colour) const {
        return {at, std::move(text), colour, scaled(kSmallSize)};
    }
    bool dimmed(int cluster) const { return options.focus >= 0 && options.focus != cluster; }
};

float width_of(const Heatmap& c, const std::string& text) {
    return c.measure.width(text, c.scaled(kSmallSize), Face::regular);
}

// The widest part of a name that is not broken.
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
    float widest = width_of(c, "all");
    for (const ProfileRow& row : c.rows) {
        widest = std::max(widest, width_of(c, row.all));
        for (const ProfileCell& cell : row.cells)
            widest = std::max(widest, width_of(c, cell.text));
    }
    return widest;
}

std::string brief_unit(const std::string& unit) {
    return unit == "% of rows" ? "%" : unit == "₹ lakh" ? "₹ L" : unit;
}

// How the rows are called, from the most words to the fewest.
struct RowWords {
    bool brief_label, brief_unit;
};
constexpr RowWords kRowWords[] = {{false, false}, {false, true}, {true, true}};

const std::string& label_of(const ProfileRow& row, RowWords words) {
    return words.brief_label ? row.brief : row.label;
}

std::string unit_of(const ProfileRow& row, RowWords words) {
    return words.brief_unit ? brief_unit(row.unit) : row.unit;
}

// Label and unit beside each other, or below each other, and the margin behind them.
float label_width(const Heatmap& c, bool one_line, RowWords words) {
    float widest = 0;
    for (const ProfileRow& row : c.rows) {
        const float label = width_of(c, label_of(row, words));
        const float unit = width_of(c, unit_of(row, words));
        const float gap = c.scaled(words.brief_unit ? kStep : 2 * kStep);
        const float beside = unit > 0 ? label + gap + unit : label;
        widest = std::max(widest, one_line ? beside : std::max(label, unit));
    }
    return widest + c.margin();
}

void call_rows(Heatmap& c, RowWords words) {
    for (ProfileRow& row : c.rows) {
        row.unit = unit_of(row, words);
        row.label = label_of(row, words);
    }
}

std::vector<std::string> name_lines(const Heatmap& c, int cluster) {
    const Text style = c.small({}, "", c.colours().text);
    return wrapped(c.result.name(cluster), c.cell_width - c.scaled(kStep),
                   static_cast<int>(kNameLines) + 1, style, c.measure);
}

// Names stand over their columns where all of them fit without breaking a word; else the numbers
// alone, which the cluster table explains.
bool names_fit(const Heatmap& c) {
    if (widest_word(c) > c.cell_width - c.scaled(kStep))
        return false;
    for (int cluster = 0; cluster < c.result.clustering->k; ++cluster)
        if (name_lines(c, cluster).size() > kNameLines)
            return false;
    return true;
}

int bands_for(int k, float room, float cell) {
    const int fit = std::clamp(static_cast<int>(room / cell), 1, k);
    return (k + fit - 1) / fit;
}

void lay_out(Heatmap& c) {
    const int k = c.result.clustering->k;
    const float widest = widest_value(c);
    const float least = std::max(widest + c.scaled(5), c.scaled(kLeastCell));
    const float half = c.scene.width / 2;
    // Two lines in the fewest words, unless some words in one line take no more bands.
    RowWords chosen = {true, false};
    c.one_line = false;
    c.labels = std::min(label_width(c, false, chosen), half);
    const int bands = bands_for(k, c.scene.width - c.labels, least);
    for (const RowWords words : kRowWords) {
        const float beside = label_width(c, true, words);
        if (beside > half || bands_for(k, c.scene.width - beside, least) > bands)
            continue;
        c.one_line = true;
        c.labels = beside;
        chosen = words;
        break;
    }
    call_rows(c, chosen);
    c.columns = (k + bands - 1) / bands; // bands of about equal width
    const float room = c.scene.width - c.labels;
    const auto columns = static_cast<float>(c.columns);
    const float all = c.one_line ? widest + c.scaled(3 * kStep) : 0;
    const bool has_all = all > 0 && (room - all) / columns >= widest + c.scaled(3 * kStep);
    c.all_width = has_all ? all : 0;
    c.cell_width = std::min((room - c.all_width) / columns, c.scaled(kMostCell));
    c.named = names_fit(c);
}

// Marker and number of a cluster, with the name below where names fit.
void add_head(Heatmap& c, int cluster, const Box& box) {
    const float radius = c.scaled(5);
    const int colour = c.result.identity.colour[static_cast<std::size_t>(cluster)];
    const Colour panel = c.colours().panel;
    const float fade = c.dimmed(cluster) ? 0.6f : 0.0f;
    const std::string number = std::to_string(cluster + 1);
    const float gap = c.scaled(kStep);
    const float whole = 2 * radius + gap + width_of(c, number);
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
    value.align_x = AlignX::centre;
    value.align_y = AlignY::middle;
    c.scene.shapes.emplace_back(value);
    const std::string said = c.result.name(cluster) + ": " + row.label + " " + cell.tip_value;
    const std::string size = base::fixed(std::fabs(cell.deviations), 1);
    c.scene.marks.push_back({box, cluster,
                             compared ? said + ", " + size + " standard deviations " +
                                            (cell.deviations < 0 ? "below" : "above") +
                                            " all rows (" + row.all_tip + ")" + cell.remark
                                      : said + " (all rows: " + row.all_tip + ")"});
}

void add_label(Heatmap& c, const ProfileRow& row, float top) {
    const float room = c.labels - c.margin();
    const float middle = top + c.row_height() / 2;
    Text label = c.small({0, middle}, "", c.colours().text);
    label.align_y = c.one_line ? AlignY::middle : AlignY::bottom;
    label.text = fitted(row.label, room, label, c.measure);
    c.scene.shapes.emplace_back(label);
    Text unit = c.small({c.one_line ? room : 0, middle}, "", c.colours().muted);
    unit.align_x = c.one_line ? AlignX::right : AlignX::left;
    unit.align_y = c.one_line ? AlignY::middle : AlignY::top;
    const float used = c.one_line ? width_of(c, label.text) + c.scaled(kStep) - 0.5f : 0;
    unit.text = fitted(row.unit, room - used, unit, c.measure);
    if (!unit.text.empty())
        c.scene.shapes.emplace_back(unit);
    if (c.all_width <= 0)
        return;
    Text all = c.small({c.labels + c.all_width / 2, middle}, row.all, c.colours().muted);
    all.align_x = AlignX::centre;
    all.align_y = AlignY::middle;
    c.scene.shapes.emplace_back(all);
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
    Heatmap c{result, options, measure, {}, profile_rows(result)};
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
