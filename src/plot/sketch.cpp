#include "plot/sketch.h"

#include <algorithm>
#include <cmath>

#include "plot/draw.h"

namespace cohortscope::plot {

Text Sketch::small(Point at, std::string text, Colour colour, AlignX align_x,
                   AlignY align_y) const {
    Text shape{at, std::move(text), colour, scaled(kSmallSize)};
    shape.align_x = align_x;
    shape.align_y = align_y;
    return shape;
}

void Sketch::add(Text text) {
    if (!text.text.empty())
        scene.shapes.emplace_back(std::move(text));
}

void Sketch::add_line(Point from, Point to, Colour colour, float width) {
    scene.shapes.emplace_back(Line{from, to, colour, width});
}

void Sketch::add_dashes(Point from, Point to, Colour colour, float dash) {
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    const auto at = [&](float along) {
        const float share = std::min(along / length, 1.0f);
        return Point{from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
    };
    for (float along = 0; along < length; along += 2 * dash)
        add_line(at(along), at(along + dash), colour, scaled(1));
}

void Sketch::add_arrow(Point left_middle, Colour colour) {
    const auto [left, y] = left_middle;
    const float from = left + scaled(5), tip = left + scaled(17), head = scaled(3.5f);
    add_line({from, y}, {tip, y}, colour, scaled(1.25f));
    add(Polyline{
        {{tip - head, y - head}, {tip, y}, {tip - head, y + head}}, colour, scaled(1.25f)});
}

float Sketch::add_paragraph(Point at, float width, int lines, const std::string& text,
                            Colour colour) {
    const Text style = small(at, "", colour);
    for (const std::string& part : wrapped(text, width, lines, style, measure)) {
        add(small(at, part, colour));
        at.y += line();
    }
    return at.y;
}

Colour ClusterInk::faded(Colour colour, int cluster) const {
    return dimmed(cluster) ? mix(colour, tokens(options.theme).panel, 0.7f) : colour;
}

Colour ClusterInk::hue(int cluster) const {
    return faded(cluster_colour(colour_number(cluster), options.theme), cluster);
}

void add_cluster_label(Sketch& sketch, const ClusterInk& ink, int cluster, Point left_middle,
                       float name_width) {
    const auto [left, middle] = left_middle;
    sketch.add(sketch.small({left + sketch.scaled(kNumberRight), middle},
                            std::to_string(cluster + 1), ink.faded(sketch.colours().muted, cluster),
                            AlignX::right, AlignY::middle));
    add_marker_shape(sketch.scene, {left + sketch.scaled(kSwatch), middle}, sketch.scaled(5),
                     ink.marker(cluster), ink.hue(cluster));
    Text name =
        sketch.small({left + sketch.scaled(kNameLeft), middle}, "",
                     ink.faded(sketch.colours().text, cluster), AlignX::left, AlignY::middle);
    name.text = fitted(ink.result.name(cluster), name_width, name, sketch.measure);
    sketch.add(name);
}

float names_width(const Sketch& sketch, const engine::Result& result, float most) {
    float widest = 0;
    for (int cluster = 0; cluster < result.clustering->k; ++cluster)
        widest = std::max(widest, sketch.width_of(result.name(cluster)));
    return std::min(std::ceil(widest), most);
}

std::vector<float> spread(const std::vector<float>& wanted, float pitch, float low, float high) {
    // Subtracting i × pitch turns "at least a pitch apart" into "ascending": pool adjacent
    // violators (Barlow and others 1972).
    struct Pool {
        float sum = 0;
        int count = 0;
        float mean() const { return sum / static_cast<float>(count); }
    };
    std::vector<Pool> pools;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        pools.push_back({wanted[i] - pitch * static_cast<float>(i), 1});
        while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
            pools[pools.size() - 2].sum += pools.back().sum;
            pools[pools.size() - 2].count += pools.back().count;
            pools.pop_back();
        }
    }
    const float first = low + pitch / 2;
    const float last =
        std::max(first, high - pitch / 2 - pitch * static_cast<float>(wanted.size() - 1));
    std::vector<float> places;
    for (const Pool& pool : pools)
        for (int i = 0; i < pool.count; ++i)
            places.push_back(std::clamp(pool.mean(), first, last) +
                             pitch * static_cast<float>(places.size()));
    return places;
}

Colour share_colour(double share, Theme theme) {
    return diverging_colour(-kDivergingRange * std::clamp(share, 0.0, 1.0), theme);
}

} // namespace cohortscope::plot
