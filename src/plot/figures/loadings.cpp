// What the principal components are made of, and how much of the variance each shows.
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

constexpr int kMostComponents = 5;
constexpr float kLeastColumn = 72, kLeastRow = 18, kMostRow = 80; // at text scale 1
constexpr float kMostLabels = 0.38f;                              // of the width

double loading(const analysis::Pca& pca, int component, std::size_t feature) {
    return pca.components[static_cast<std::size_t>(component * pca.dimensions) + feature];
}

double explained(const analysis::Pca& pca, int component) {
    const auto index = static_cast<std::size_t>(component);
    return index < pca.explained_variance_ratio.size() ? pca.explained_variance_ratio[index] : 0.0;
}

// Those that explain something, as many as the figure shows at most.
int shown_components(const analysis::Pca& pca, int most) {
    int count = 0;
    while (count < std::min(most, pca.dimensions) && explained(pca, count) > 0.0)
        ++count;
    return std::max(count, 1);
}

std::string number(double value) {
    const std::string digits = base::fixed(std::fabs(value), 2);
    return value < 0 && digits != "0.00" ? kMinus + digits : digits;
}

struct LoadingChart {
    Sketch s;
    const engine::Result& result;
    std::vector<std::size_t> features = {};
    int components = 0;
    float labels = 0, column = 0, row = 0, gap = 0;
    bool numbers = false; // beside the bars

    const analysis::Pca& pca() const { return *result.pca; }
    float left_of(int component) const {
        return labels + gap + static_cast<float>(component) * (column + gap);
    }
};

// The `most` features with the largest loadings on the components shown, in their own order.
std::vector<std::size_t> chosen(const LoadingChart& c, std::size_t most) {
    std::vector<std::size_t> features(static_cast<std::size_t>(c.pca().dimensions));
    std::iota(features.begin(), features.end(), std::size_t{0});
    const auto largest = [&](std::size_t feature) {
        double value = 0.0;
        for (int component = 0; component < c.components; ++component)
            value = std::max(value, std::fabs(loading(c.pca(), component, feature)));
        return value;
    };
    std::ranges::stable_sort(features, std::ranges::greater(), largest);
    features.resize(std::min(features.size(), most));
    // Those without weight have none.
    while (features.size() > 1 && !(largest(features.back()) > 0.0))
        features.pop_back();
    std::ranges::sort(features);
    return features;
}

void lay_out(LoadingChart& c, const FigureFrame& frame, float head, float foot) {
    c.gap = c.s.scaled(3 * kStep);
    const float room = frame.width * (1 - kMostLabels) + 1;
    const float least_column = std::max(c.s.scaled(kLeastColumn),
                                        2 * (c.s.width_of(number(-0.88)) + c.s.scaled(kStep)) + 1);
    const int fitting = static_cast<int>(room / (least_column + c.gap));
    c.components = shown_components(c.pca(), std::clamp(fitting, 1, kMostComponents));
    const float height = frame.height - head - foot;
    const float least = std::max(c.s.scaled(kLeastRow), c.s.line());
    c.features = chosen(c, static_cast<std::size_t>(std::max(height / least, 3.0f)));
    for (const std::size_t feature : c.features)
        c.labels = std::max(
            c.labels,
            std::ceil(c.s.width_of(label_of(*c.result.prepared.features->columns[feature]))));
    c.labels = std::min(c.labels, frame.width * kMostLabels);
    c.column = (frame.width - c.labels) / static_cast<float>(c.components) - c.gap;
    c.row = std::clamp(height / static_cast<float>(std::max<std::size_t>(c.features.size(), 1)),
                       least, c.s.scaled(kMostRow));
    c.numbers = c.column / 2 >= c.s.width_of(number(-0.88)) + c.s.scaled(kStep);
}

float add_heads(LoadingChart& c) {
    for (int component = 0; component < c.components; ++component) {
        const float middle = c.left_of(component) + c.column / 2;
        const std::string number_of = std::to_string(component + 1);
        const std::string name = "Component " + number_of;
        Text head = c.s.small({middle, 0}, name, c.s.colours().text, AlignX::centre);
        head.face = Face::semibold;
        if (c.s.width_of(name, Face::semibold) > c.column)
            head.text = std::string("C").append(number_of);
        c.s.add(head);
        const std::string share = percent(explained(c.pca(), component));
        const std::string of = share + " of variance";
        c.s.add(c.s.small({middle, c.s.line()}, c.s.width_of(of) <= c.column ? of : share,
                          c.s.colours().muted, AlignX::centre));
    }
    return 2 * c.s.line() + c.s.scaled(kStep);
}

// A bar from the middle of the column; the number stands on the other side.
void add_bar(LoadingChart& c, int component, std::size_t feature, float top) {
    const double value = loading(c.pca(), component, feature);
    const float zero = c.left_of(component) + c.column / 2;
    const float half = c.column / 2 * static_cast<float>(std::clamp(value, -1.0, 1.0));
    const float middle = top + c.row / 2, thick = std::min(c.row * 0.55f, c.s.scaled(18)) / 2;
    const Box bar = {std::min(zero, zero + half), middle - thick, std::max(zero, zero + half),
                     middle + thick};
    const double full = value < 0 ? -kDivergingRange : kDivergingRange;
    c.s.add(Rectangle{
        bar, mix(diverging_colour(full, c.s.options.theme), c.s.colours().muted, 0.25f), 0});
    if (c.numbers)
        c.s.add(c.s.small({zero + (value < 0 ? 1.0f : -1.0f) * c.s.scaled(kStep), middle},
                          number(value), c.s.colours().text,
                          value < 0 ? AlignX::left : AlignX::right, AlignY::middle));
    c.s.scene.marks.push_back({{zero - c.column / 2, top, zero + c.column / 2, top + c.row},
                               -1,
                               "Component " + std::to_string(component + 1) + ": " +
                                   label_of(*c.result.prepared.features->columns[feature]) +
                                   ", loading " + number(value)});
}

Picture make(const FigureInput& input, const FigureFrame& frame) {
    const ChartOptions options = options_of(frame);
    LoadingChart c{{options, frame.measure}, input.result};
    c.s.scene.width = frame.width;
    const float head = 2 * c.s.line() + c.s.scaled(kStep);
    lay_out(c, frame, head, 3 * c.s.line() + c.s.scaled(2 * kStep));
    float y = add_heads(c);
    const float bottom = y + c.row * static_cast<float>(c.features.size());
    for (int component = 0; component < c.components; ++component) {
        const float zero = c.left_of(component) + c.column / 2;
        c.s.add_line({zero, y}, {zero, bottom}, c.s.colours().faint);
    }
    for (const std::size_t feature : c.features) {
        Text label =
            c.s.small({0, y + c.row / 2}, "", c.s.colours().text, AlignX::left, AlignY::middle);
        label.text = label_within(*input.result.prepared.features->columns[feature], c.labels,
                                  label, c.s.measure);
        c.s.add(label);
        for (int component = 0; component < c.components; ++component)
            add_bar(c, component, feature, y);
        y += c.row;
    }
    std::string foot = "loadings of the scaled, weighted features, from " + std::string(kMinus) +
                       "1 to 1 · " + row_count(input.result.rows());
    const auto d = static_cast<std::size_t>(c.pca().dimensions);
    if (c.features.size() < d)
        foot += " · the " + std::to_string(c.features.size()) + " of " + std::to_string(d) +
                " features with the largest";
    c.s.scene.height = c.s.add_paragraph({0, y + c.s.scaled(2 * kStep)}, frame.width, 4, foot,
                                         c.s.colours().muted);
    return {std::move(c.s.scene)};
}

// "component 1 (24.2 % of the variance) is made most of pay (0.71)".
std::string component_in_words(const engine::Result& result, int component) {
    const analysis::Pca& pca = *result.pca;
    std::size_t most = 0;
    for (std::size_t feature = 1; feature < static_cast<std::size_t>(pca.dimensions); ++feature)
        if (std::fabs(loading(pca, component, feature)) > std::fabs(loading(pca, component, most)))
            most = feature;
    return "component " + std::to_string(component + 1) + " (" +
           percent(explained(pca, component)) + " of the variance) is made most of " +
           label_of(*result.prepared.features->columns[most]) + " (" +
           number(loading(pca, component, most)) + ")";
}

std::string words(const FigureInput& input) {
    const analysis::Pca& pca = *input.result.pca;
    std::string words = "Of " + row_count(input.result.rows()) + ", ";
    const int count = shown_components(pca, 3);
    for (int component = 0; component < count; ++component)
        words += (component == 0           ? ""
                  : component + 1 == count ? " and "
                                           : ", ") +
                 component_in_words(input.result, component);
    return words + ".";
}

bool has_components(const FigureInput& input) {
    return input.result.pca != nullptr && input.result.pca->dimensions > 0;
}

} // namespace

Figure loadings_figure() {
    return {"loadings", "What the components are made of", {}, has_components, make, words};
}

} // namespace cohortscope::plot
