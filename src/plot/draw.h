// Small helpers that charts share: text styles, fitting and wrapping, cluster markers, places for
// labels.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plot/palette.h"
#include "plot/scene.h"

namespace cohortscope::plot {

// `text`, or as much of it as fits `width` with "…" behind; empty where not even one letter fits.
std::string fitted(const std::string& text, float width, const Text& style,
                   const TextMeasure& measure);

// At most `lines` lines of at most `width`, broken at spaces, after '_' and, where a word alone is
// too wide, inside it with a hyphen; the last one ends in "…" if anything is left.
std::vector<std::string> wrapped(const std::string& text, float width, int lines, const Text& style,
                                 const TextMeasure& measure);

// The marker of a cluster with this colour number, `radius` about `centre`.
void add_marker(Scene& scene, Point centre, float radius, int colour, Theme theme);

// A marker's shape in any fill, for rims behind it.
void add_marker_shape(Scene& scene, Point centre, float radius, Marker marker, Colour fill);

// The part of the line inside the box (Liang, Barsky 1984), or nothing.
std::optional<Line> clipped(const Line& line, const Box& box);

// 0 inside the box.
float distance(const Box& box, Point p);

// Finds free places for labels, first come first served; a place once given is never moved.
class LabelPlaces {
  public:
    explicit LabelPlaces(Box bounds) : bounds_(bounds) {}

    void block(const Box& box) { taken_.push_back(box); }
    // Labels rather avoid the line, but may cross it.
    void avoid(const Line& line) { lines_.push_back(line); }

    bool is_free(const Box& box) const;

    // The box of this size beside the anchor, at least `gap` away from it, that is nearest, crosses
    // few lines, is free, and lies clearly nearer to its anchor than to any rival; blocked from
    // then on. Nothing where there is no such place within `reach`.
    struct Request {
        Point anchor;
        float width = 0, height = 0;
        float gap = 4;
        float reach = 120;
        std::vector<Point> rivals = {}; // other labels' anchors
    };
    std::optional<Box> place(const Request& request);

  private:
    static bool is_nearest(const Request& request, const Box& box);
    float cost_of_crossings(const Box& box) const;
    float cost_of_lead(Point anchor, const Box& box) const;

    Box bounds_;
    std::vector<Box> taken_;
    std::vector<Line> lines_;
};

} // namespace cohortscope::plot
