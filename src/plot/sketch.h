// A chart in the making: its scene, with the theme, the text's scale and measure, and the parts
// that charts of studies share.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"
#include "plot/clusters/cluster_charts.h"
#include "plot/palette.h"
#include "plot/scene.h"

namespace cohortscope::plot {

struct Sketch {
    const ChartOptions& options;
    const TextMeasure& measure;
    Scene scene = {};

    const Tokens& colours() const { return tokens(options.theme); }
    float scaled(float pixels) const { return pixels * options.text_scale; }
    float line() const { return scaled(kSmallSize) * kLineHeight; } // of small text
    float width_of(const std::string& text, Face face = Face::regular) const {
        return measure.width(text, scaled(kSmallSize), face);
    }

    Text small(Point at, std::string text, Colour colour, AlignX align_x = AlignX::left,
               AlignY align_y = AlignY::top) const;
    // Nothing for an empty text.
    void add(Text text);
    template <class Shape> void add(Shape shape) { scene.shapes.emplace_back(std::move(shape)); }
    void add_line(Point from, Point to, Colour colour, float width = 1);
    // Dashes of `dash` pixels with gaps as long, level or upright.
    void add_dashes(Point from, Point to, Colour colour, float dash);
    // "→" with room around it, from `left_middle` on: drawn, for the font lacks it.
    float arrow_width() const { return scaled(22); }
    void add_arrow(Point left_middle, Colour colour);
    // Lines broken to `width`, at most `lines` of them, downwards from `at`; returns where they
    // end.
    float add_paragraph(Point at, float width, int lines, const std::string& text, Colour colour);
};

// How a result's clusters are drawn: the others than the one in focus are dimmed.
struct ClusterInk {
    const engine::Result& result;
    const ChartOptions& options;

    bool dimmed(int cluster) const { return options.focus >= 0 && options.focus != cluster; }
    Colour faded(Colour colour, int cluster) const;
    int colour_number(int cluster) const {
        return result.identity.colour[static_cast<std::size_t>(cluster)];
    }
    Colour hue(int cluster) const; // faded
    Marker marker(int cluster) const { return cluster_marker(colour_number(cluster)); }
};

// Number, marker and name of a cluster in one line, as the cluster table has them; the name starts
// at left + scaled(kNameLeft) and is fitted.
inline constexpr float kNumberRight = 16, kSwatch = 25, kNameLeft = 34;
void add_cluster_label(Sketch& sketch, const ClusterInk& ink, int cluster, Point left_middle,
                       float name_width);

// The widest of the clusters' names, at most `most`.
float names_width(const Sketch& sketch, const engine::Result& result, float most);

// Middles of labels `pitch` high each, in order, inside [low, high] and as near to `wanted`
// (ascending) as they fit without overlap: least sum of squared moves. At least count × pitch of
// room is expected.
std::vector<float> spread(const std::vector<float>& wanted, float pitch, float low, float high);

// A tint of one hue for a share of 0 to 1; tokens().text on it has a contrast ≥ 4.5:1.
Colour share_colour(double share, Theme theme);

} // namespace cohortscope::plot
