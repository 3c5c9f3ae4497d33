// K-Means against Ward: how much they agree, the rows that flow between their clusters, and how
// many they share.
#include <cmath>
#include <numeric>

#include "base/error.h"
#include "base/format.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/studies/comparison_parts.h"
#include "plot/studies/study_charts.h"
#include "plot/terms.h"

namespace cohortscope::plot {

std::size_t Contrast::rows() const {
    return std::accumulate(comparison.kmeans_sizes.begin(), comparison.kmeans_sizes.end(),
                           std::size_t{0});
}

std::size_t Contrast::size(Side side, int cluster) const {
    const auto& sizes = side == Side::ward ? comparison.ward_sizes : comparison.kmeans_sizes;
    return sizes[static_cast<std::size_t>(cluster)];
}

namespace {

bool shows(const engine::Comparison& comparison, Side side) {
    return (side == Side::kmeans) == comparison.kmeans_is_shown;
}

int number_of(const engine::Comparison& comparison, Side side, int cluster) {
    return side == Side::kmeans ? cluster
                                : comparison.ward_number[static_cast<std::size_t>(cluster)];
}

std::string name_of(const engine::Comparison& comparison, const engine::Result& result, Side side,
                    int cluster) {
    const int number = number_of(comparison, side, cluster);
    if (shows(comparison, side))
        return result.name(number);
    return (side == Side::ward ? "Ward " : "K-Means ") + std::to_string(number + 1);
}

// Of the method, too, where that does not say it.
std::string title_of(const engine::Comparison& comparison, const engine::Result& result, Side side,
                     int cluster) {
    return name_of(comparison, result, side, cluster) + (!shows(comparison, side) ? ""
                                                         : side == Side::ward     ? " (Ward)"
                                                                                  : " (K-Means)");
}

} // namespace

bool Contrast::is_shown(Side side) const { return shows(comparison, side); }

int Contrast::number(Side side, int cluster) const { return number_of(comparison, side, cluster); }

std::string Contrast::name(Side side, int cluster) const {
    return name_of(comparison, ink.result, side, cluster);
}

std::string Contrast::title(Side side, int cluster) const {
    return title_of(comparison, ink.result, side, cluster);
}

Colour Contrast::faded(Colour colour, Side side, int cluster) const {
    return is_shown(side) ? ink.faded(colour, number(side, cluster)) : colour;
}

Colour Contrast::hue(Side side, int cluster) const {
    return is_shown(side) ? ink.hue(number(side, cluster)) : s.colours().muted;
}

std::string share_text(std::size_t rows, std::size_t all) {
    return percent(all > 0 ? static_cast<double>(rows) / static_cast<double>(all) : 1.0, 0);
}

Mark shared_mark(const Contrast& c, int ward, int kmeans, const Box& box) {
    const std::size_t rows = c.shared(ward, kmeans);
    const Side shown = c.is_shown(Side::ward) ? Side::ward : Side::kmeans;
    return {box, c.mark_cluster(shown, shown == Side::ward ? ward : kmeans),
            row_count(rows) + ": " + share_text(rows, c.size(Side::ward, ward)) + " of " +
                c.title(Side::ward, ward) + ", " + share_text(rows, c.size(Side::kmeans, kmeans)) +
                " of " + c.title(Side::kmeans, kmeans),
            ward * c.k() + kmeans};
}

float add_number(Contrast& c, Side side, int cluster, Point left_middle) {
    const auto [left, middle] = left_middle;
    const std::string number = std::to_string(c.number(side, cluster) + 1);
    const float radius = c.s.scaled(5), gap = c.s.scaled(kStep);
    float x = left;
    if (c.is_shown(side)) {
        add_marker_shape(c.s.scene, {x + radius, middle}, radius,
                         c.ink.marker(c.number(side, cluster)), c.hue(side, cluster));
        x += 2 * radius + gap;
    }
    c.s.add(c.s.small({x, middle}, number, c.faded(c.s.colours().muted, side, cluster),
                      AlignX::left, AlignY::middle));
    return x + c.s.width_of(number) - left;
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
    const float left = add_readout(c.s, {0, top, half, 0}, rand, agreement_word(rand),
                                   full_term(Term::adjusted_rand));
    const float right = add_readout(c.s, {half + gap, top, c.s.scene.width, 0},
                                    c.comparison.normalized_mutual_information, "",
                                    full_term(Term::mutual_information));
    const float bottom = std::max(left, right);
    c.s.scene.marks.push_back({{0, top, half, bottom}, -1, term_help(Term::adjusted_rand)});
    c.s.scene.marks.push_back(
        {{half + gap, top, c.s.scene.width, bottom}, -1, term_help(Term::mutual_information)});
    return bottom;
}

std::string agreement_word(double adjusted_rand) {
    if (!std::isfinite(adjusted_rand))
        return {};
    return adjusted_rand >= 0.9    ? "nearly the same"
           : adjusted_rand >= 0.65 ? "similar"
           : adjusted_rand >= 0.3  ? "partly the same"
                                   : "different";
}

std::string shared_words(const engine::Comparison& comparison, const engine::Result& result,
                         int value) {
    return title_of(comparison, result, Side::ward, value / comparison.k) + " and " +
           title_of(comparison, result, Side::kmeans, value % comparison.k);
}

Scene comparison_chart(const engine::Comparison& comparison, const engine::Result& result,
                       float width, const ChartOptions& options, const TextMeasure& measure) {
    ENSURE(comparison.k == result.clustering->k);
    ENSURE(comparison.ward_number.size() == static_cast<std::size_t>(comparison.k));
    Contrast c{{options, measure}, {result, options}, comparison};
    c.s.scene.width = width;
    const float gap = c.s.scaled(3 * kStep);
    float y = add_agreement(c, 0) + gap;
    y = add_flows(c, y) + gap;
    c.s.scene.height = add_shared_rows(c, y);
    return std::move(c.s.scene);
}

} // namespace cohortscope::plot
