// Pearson's correlation of the features, as they are before scaling and weighting.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/format.h"
#include "plot/draw.h"
#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr float kMostCellWidth = 190, kMostCellHeight = 96; // at text scale 1
constexpr float kMostLabels = 0.36f;                        // of the width
constexpr float kMostHeads = 0.26f;                         // of the height

const features::Feature& feature_at(const engine::Result& result, std::size_t index) {
    return *result.prepared.features->columns[index];
}

double correlation(const engine::Result& result, std::size_t a, std::size_t b) {
    const features::FeatureSet& set = *result.prepared.features;
    return std::clamp(set.correlation[a * set.columns.size() + b], -1.0, 1.0);
}

// Of a constant feature there is none.
bool varies(const engine::Result& result, std::size_t feature) {
    return feature_at(result, feature).std > 0.0;
}

// Two indicators of one column exclude each other: that says nothing.
bool is_telling(const engine::Result& result, std::size_t a, std::size_t b) {
    return a != b && feature_at(result, a).spec != feature_at(result, b).spec &&
           varies(result, a) && varies(result, b);
}

// The `most` features that correlate most with one of another column, in their own order.
std::vector<std::size_t> chosen(const engine::Result& result, std::size_t most) {
    const std::size_t d = result.prepared.features->columns.size();
    std::vector<std::size_t> features(d);
    std::iota(features.begin(), features.end(), std::size_t{0});
    if (d <= most)
        return features;
    std::vector<double> strongest(d, -1.0);
    for (std::size_t a = 0; a < d; ++a)
        for (std::size_t b = 0; b < d; ++b)
            if (is_telling(result, a, b))
                strongest[a] = std::max(strongest[a], std::fabs(correlation(result, a, b)));
    std::ranges::stable_sort(features, std::ranges::greater(),
                             [&](std::size_t feature) { return strongest[feature]; });
    features.resize(most);
    std::ranges::sort(features);
    return features;
}

std::string number(double r) {
    const std::string digits = base::fixed(std::fabs(r), 2);
    return r < 0 && digits != "0.00" ? kMinus + digits : digits;
}

// The lower triangle: rows from the second feature on, columns up to the last but one.
struct Triangle {
    Sketch s;
    const engine::Result& result;
    std::vector<std::size_t> features = {};
    float labels = 0, heads = 0; // width and height of the words
    float cell_width = 0, cell_height = 0;

    std::size_t lines() const { return features.size() - 1; }
};

float longest(const Triangle& c, bool brief) {
    float most = 0;
    for (const std::size_t feature : c.features)
        most = std::max(most, c.s.width_of(brief ? brief_of(feature_at(c.result, feature))
                                                 : label_of(feature_at(c.result, feature))));
    return std::ceil(most);
}

void lay_out(Triangle& c, const FigureFrame& frame, float foot) {
    const float line = c.s.line();
    const float gap = c.s.scaled(2 * kStep);
    const float room_x = frame.width * (1 - kMostLabels) - gap;
    const float room_y = frame.height * (1 - kMostHeads) - foot - gap;
    const auto most = static_cast<std::size_t>(std::max(1.0f, std::min(room_x, room_y) / line));
    c.features = chosen(c.result, most + 1);
    c.labels = std::min(longest(c, false), frame.width * kMostLabels);
    c.heads = std::min(longest(c, true), std::max(frame.height * kMostHeads, 4 * line));
    const auto count = static_cast<float>(c.lines());
    c.cell_width =
        std::clamp((frame.width - c.labels - gap) / count, line, c.s.scaled(kMostCellWidth));
    c.cell_height = std::clamp((frame.height - c.heads - foot - gap) / count, line,
                               c.s.scaled(kMostCellHeight));
}

void add_cell(Triangle& c, std::size_t row, std::size_t column, const Box& box) {
    const std::size_t a = c.features[row], b = c.features[column];
    const bool known = varies(c.result, a) && varies(c.result, b);
    const double r = correlation(c.result, a, b);
    const std::string pair =
        label_of(feature_at(c.result, a)) + " and " + label_of(feature_at(c.result, b));
    add_tile(
        c.s, box,
        {known ? number(r) : "–",
         known ? diverging_colour(r * kDivergingRange, c.s.options.theme) : c.s.colours().raised,
         pair + (known ? ": r = " + number(r) : std::string(": one of them is constant"))});
}

void add_triangle(Triangle& c) {
    const Colour ink = c.s.colours().text;
    const float left = c.labels + c.s.scaled(2 * kStep);
    for (std::size_t row = 1; row < c.features.size(); ++row) {
        const float top = c.cell_height * static_cast<float>(row - 1);
        Text label =
            c.s.small({c.labels, top + c.cell_height / 2}, "", ink, AlignX::right, AlignY::middle);
        label.text =
            label_within(feature_at(c.result, c.features[row]), c.labels, label, c.s.measure);
        c.s.add(label);
        for (std::size_t column = 0; column < row; ++column) {
            const float x = left + c.cell_width * static_cast<float>(column);
            add_cell(c, row, column,
                     {x + 1, top + 1, x + c.cell_width - 1, top + c.cell_height - 1});
        }
    }
    const float bottom = c.cell_height * static_cast<float>(c.lines()) + c.s.scaled(kStep);
    bool level = true; // the words fit across the cells
    for (std::size_t column = 0; column < c.lines(); ++column)
        level = level && c.s.width_of(brief_of(feature_at(c.result, c.features[column]))) +
                                 c.s.scaled(kStep) <=
                             c.cell_width;
    for (std::size_t column = 0; column < c.lines(); ++column) {
        const float middle = left + c.cell_width * (static_cast<float>(column) + 0.5f);
        Text head = c.s.small({middle, bottom}, "", ink, AlignX::centre);
        const std::string brief = brief_of(feature_at(c.result, c.features[column]));
        head.text = fitted(brief, level ? c.cell_width : c.heads, head, c.s.measure);
        if (!level) { // read upwards, ending at the cells
            head.turn = 1;
            head.align_x = AlignX::right;
            head.align_y = AlignY::middle;
        }
        c.s.add(head);
    }
    c.s.scene.height = bottom + (level ? c.s.line() : c.heads) + c.s.scaled(2 * kStep);
}

Picture make(const FigureInput& input, const FigureFrame& frame) {
    const ChartOptions options = options_of(frame);
    Triangle c{{options, frame.measure}, input.result};
    c.s.scene.width = frame.width;
    lay_out(c, frame, 2 * c.s.line() + c.s.scaled(3 * kStep));
    add_triangle(c);
    const std::size_t all = input.result.prepared.features->columns.size();
    std::string meaning =
        "Pearson's r before scaling and weighting, " + row_count(input.result.rows());
    if (c.features.size() < all)
        meaning += " · the " + std::to_string(c.features.size()) + " of " + std::to_string(all) +
                   " features that correlate most";
    c.s.scene.height =
        add_ramp(c.s, {0, c.s.scene.height}, frame.width,
                 {std::string(kMinus) + "1", "+1", meaning}, [&](double share) {
                     return diverging_colour((2 * share - 1) * kDivergingRange, frame.theme);
                 });
    return {std::move(c.s.scene)};
}

std::string pair_in_words(const engine::Result& result, std::size_t a, std::size_t b) {
    return label_of(feature_at(result, a)) + " and " + label_of(feature_at(result, b)) +
           " (r = " + number(correlation(result, a, b)) + ")";
}

std::string words(const FigureInput& input) {
    const engine::Result& result = input.result;
    const std::size_t d = result.prepared.features->columns.size();
    std::size_t most[2] = {0, 0}, least[2] = {0, 0};
    for (std::size_t a = 1; a < d; ++a)
        for (std::size_t b = 0; b < a; ++b) {
            if (!is_telling(result, a, b))
                continue;
            const double r = correlation(result, a, b);
            if (most[0] == most[1] || r > correlation(result, most[0], most[1]))
                most[0] = a, most[1] = b;
            if (least[0] == least[1] || r < correlation(result, least[0], least[1]))
                least[0] = a, least[1] = b;
        }
    const std::string of =
        "Of " + counted(d, "feature", "features") + " of " + row_count(result.rows());
    if (most[0] == most[1])
        return of + ", no two can be compared.";
    return of + ", the highest correlation is that of " + pair_in_words(result, most[1], most[0]) +
           ", the lowest that of " + pair_in_words(result, least[1], least[0]) + ".";
}

bool has_two_features(const FigureInput& input) {
    const features::FeatureSet& set = *input.result.prepared.features;
    const std::size_t d = set.columns.size();
    return d >= 2 && set.correlation.size() == d * d;
}

} // namespace

Figure correlation_figure() {
    return {"correlation", "Correlation of the features", {}, has_two_features, make, words};
}

} // namespace cohortscope::plot
