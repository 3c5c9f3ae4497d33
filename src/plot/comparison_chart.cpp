// K-Means against Ward: how much they agree, the rows that flow between their clusters, and how
// many they share.
#include <cmath>
#include <numeric>

#include "base/error.h"
#include "base/format.h"
#include "plot/comparison_parts.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/study_charts.h"

namespace cohortscope::plot {

std::size_t Contrast::rows() const {
    return std::accumulate(comparison.kmeans_sizes.begin(), comparison.kmeans_sizes.end(),
                           std::size_t{0});
}

std::string Contrast::name(int kmeans) const {
    return comparison.kmeans_is_shown ? ink.result.name(kmeans)
                                      : "cluster " + std::to_string(kmeans + 1);
}

int Contrast::colour_number(int kmeans) const {
    return comparison.kmeans_is_shown ? ink.colour_number(kmeans) : kmeans;
}

Colour Contrast::faded(Colour colour, int kmeans) const {
    return comparison.kmeans_is_shown ? ink.faded(colour, kmeans) : colour;
}

Colour Contrast::hue(int kmeans) const {
    return faded(cluster_colour(colour_number(kmeans), s.options.theme), kmeans);
}

std::string share_text(std::size_t rows, std::size_t all) {
    return percent(all > 0 ? static_cast<double>(rows) / static_cast<double>(all) : 1.0, 0);
}

void add_name(Contrast& c, int kmeans, Point left_middle, float name_width) {
    const auto [left, middle] = left_middle;
    c.s.add(c.s.small({left + c.s.scaled(kNumberRight), middle}, std::to_string(kmeans + 1),
                      c.faded(c.s.colours().muted, kmeans), AlignX::right, AlignY::middle));
    add_marker_shape(c.s.scene, {left + c.s.scaled(kSwatch), middle}, c.s.scaled(5),
                     cluster_marker(c.colour_number(kmeans)), c.hue(kmeans));
    Text name = c.s.small({left + c.s.scaled(kNameLeft), middle}, "",
                          c.faded(c.s.colours().text, kmeans), AlignX::left, AlignY::middle);
    name.text = fitted(c.name(kmeans), name_width, name, c.s.measure);
    c.s.add(name);
}

namespace {

// A read-out with a word beside it and its name below; returns where it ends.
float add_readout(Sketch& s, const Box& place, double value, const std::string& word,
                  const std::string& name) {
    const float size = s.scaled(kReadoutSize), baseline = place.top + size * kAscent;
    const std::string digits = std::isfinite(value) ? base::fixed(value, 2) : "–";
    Text number{{place.left, baseline}, digits, s.colours().text, size, Face::semibold};
    if (digits.front() == '-')
        number.text = kMinus + digits.substr(1);
    number.align_y = AlignY::baseline;
    s.add(number);
    Text beside = s.small({text_box(number, s.measure).right + s.scaled(2 * kStep), baseline}, word,
                          s.colours().text, AlignX::left, AlignY::baseline);
    beside.face = Face::semibold;
    float y = place.top + size * kLineHeight;
    if (text_box(beside, s.measure).right > place.right) { // then below
        beside.at = {place.left, y};
        beside.align_y = AlignY::top;
        y += s.line();
    }
    s.add(beside);
    return s.add_paragraph({place.left, y}, place.width(), 3, name, s.colours().muted);
}

} // namespace

float add_agreement(Contrast& c, float top) {
    const float gap = c.s.scaled(4 * kStep), half = (c.s.scene.width - gap) / 2;
    const double rand = c.comparison.adjusted_rand;
    const float left =
        add_readout(c.s, {0, top, half, 0}, rand, agreement_word(rand), "adjusted Rand index");
    const float right = add_readout(c.s, {half + gap, top, c.s.scene.width, 0},
                                    c.comparison.normalized_mutual_information, "",
                                    "normalised mutual information");
    return std::max(left, right);
}

std::string agreement_word(double adjusted_rand) {
    if (!std::isfinite(adjusted_rand))
        return {};
    return adjusted_rand >= 0.9    ? "nearly the same"
           : adjusted_rand >= 0.65 ? "similar"
           : adjusted_rand >= 0.3  ? "partly the same"
                                   : "different";
}

Scene comparison_chart(const engine::Comparison& comparison, const engine::Result& result,
                       float width, const ChartOptions& options, const TextMeasure& measure) {
    ENSURE(!comparison.kmeans_is_shown || comparison.k == result.clustering->k);
    Contrast c{{options, measure}, {result, options}, comparison};
    c.s.scene.width = width;
    const float gap = c.s.scaled(3 * kStep);
    float y = add_agreement(c, 0) + gap;
    y = add_flows(c, y) + gap;
    c.s.scene.height = add_shared_rows(c, y);
    return std::move(c.s.scene);
}

} // namespace cohortscope::plot
