// How the profile finds room: words of its rows, widths of its cells.
#include <algorithm>
#include <cmath>

#include "plot/clusters/profile_heatmap_parts.h"
#include "plot/draw.h"

namespace cohortscope::plot {

namespace {

// Pixels at scale 1.
constexpr float kLeastCell = 31; // a marker with a number of two digits
constexpr float kMostCell = 190;
constexpr float kLeastLabels = 0.34f; // of the whole width
constexpr float kStrength = 44, kSomeStrength = 28,
                kLeastStrength = 18; // with the gap before the bar

// The widest part of a name that is not broken.
float widest_word(const Heatmap& c) {
    float widest = 0;
    for (int cluster = 0; cluster < c.result.clustering->k; ++cluster) {
        std::string word;
        for (const char letter : c.result.name(cluster) + " ") {
            if (letter != ' ')
                word += letter;
            if (letter == ' ' || letter == '_') {
                widest = std::max(widest, c.width_of(word));
                word.clear();
            }
        }
    }
    return widest;
}

float widest_value(const Heatmap& c) {
    float widest = c.width_of("all");
    for (const ProfileRow& row : c.rows) {
        if (row.names) // they are shortened to what there is
            continue;
        widest = std::max(widest, c.width_of(row.all));
        for (const ProfileCell& cell : row.cells)
            widest = std::max(widest, c.width_of(cell.text));
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
        const float label = c.width_of(label_of(row, words) + sign_of(row));
        const float unit = c.width_of(unit_of(row, words));
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

// Bars at the rows' ends get what the cells can spare without another band.
float strength_width(const Heatmap& c, int bands, float least) {
    const bool any = std::ranges::any_of(
        c.rows, [](const ProfileRow& row) { return !std::isnan(row.strength); });
    for (const float width : {kStrength, kSomeStrength, kLeastStrength})
        if (any && bands_for(c.result.clustering->k, c.scene.width - c.labels - c.scaled(width),
                             least) <= bands)
            return c.scaled(width);
    return 0;
}

} // namespace

std::vector<std::string> name_lines(const Heatmap& c, int cluster) {
    const Text style = c.small({}, "", c.colours().text);
    return wrapped(c.result.name(cluster), c.cell_width - c.scaled(kStep),
                   static_cast<int>(kNameLines) + 1, style, c.measure);
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
    int bands = bands_for(k, c.scene.width - c.labels, least);
    // Longer ones are shortened, where that spares a band.
    if (const float labels =
            c.scene.width - least * static_cast<float>(k) - c.scaled(kLeastStrength) - 1;
        bands > 1 && labels >= c.scene.width * kLeastLabels) {
        c.labels = labels;
        bands = 1;
    }
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
    c.strength = strength_width(c, bands, least);
    const float room = c.scene.width - c.labels - c.strength;
    const auto columns = static_cast<float>(c.columns);
    const float all = c.one_line ? widest + c.scaled(3 * kStep) : 0;
    const bool has_all = all > 0 && (room - all) / columns >= widest + c.scaled(3 * kStep);
    c.all_width = has_all ? all : 0;
    c.cell_width = std::min((room - c.all_width) / columns, c.scaled(kMostCell));
    c.named = names_fit(c);
}

} // namespace cohortscope::plot
