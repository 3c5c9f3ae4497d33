// A chart as plain shapes, drawn by any painter: lines, rectangles, areas, text, and the point
// cloud.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace cohortscope::plot {

// Pixels at scale 1, from the top left corner of the scene.
struct Point {
    float x = 0, y = 0;
};

struct Box {
    float left = 0, top = 0, right = 0, bottom = 0;
    float width() const { return right - left; }
    float height() const { return bottom - top; }
    bool contains(Point p) const {
        return p.x >= left && p.x < right && p.y >= top && p.y < bottom;
    }
    // True where the boxes share an area, not only an edge.
    bool overlaps(const Box& other) const {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
};

struct Colour {
    float r = 0, g = 0, b = 0, a = 1; // sRGB, not premultiplied, 0 to 1
    bool operator==(const Colour&) const = default;
};

enum class Face { regular, semibold };
enum class AlignX { left, centre, right };
enum class AlignY { top, middle, baseline, bottom };

struct Line {
    Point from, to;
    Colour colour;
    float width = 1;
};

struct Polyline {
    std::vector<Point> points;
    Colour colour;
    float width = 1;
};

// A filled area between an upper and a lower edge over the same xs; never self-crossing.
struct Area {
    std::vector<Point> upper; // ascending x
    float base = 0;           // y of the lower edge
    Colour fill;
    std::vector<float> lower = {}; // y of the lower edge at each x; empty: base everywhere

    float low_at(std::size_t i) const { return lower.empty() ? base : lower[i]; }
};

struct Rectangle {
    Box box;
    Colour fill;
    float radius = 0;
};

struct Disc {
    Point centre;
    float radius = 1;
    Colour fill;
};

struct Text {
    Point at;
    std::string text;
    Colour colour;
    float size = 13; // pixels at scale 1
    Face face = Face::regular;
    AlignX align_x = AlignX::left;
    AlignY align_y = AlignY::top;
    Colour halo = {0, 0, 0, 0}; // drawn behind the letters where a > 0
    float turn = 0;             // quarter turns counter-clockwise about `at`: 0 or 1
};

// Where the cloud of points goes; the painter has the points themselves.
struct PointCloud {
    Box box;                    // clip
    float min_x = 0, max_x = 0; // data coordinates of the box's edges; left, right
    float min_y = 0, max_y = 0; // bottom, top (y upwards)
};

using Shape = std::variant<Line, Polyline, Area, Rectangle, Disc, Text, PointCloud>;

// A part of the picture that stands for something, for hovering and clicking.
struct Mark {
    Box box;
    int cluster = -1;
    std::string tip; // shown when hovered
    int value = -1;  // a number that a click takes, such as k
};

struct Scene {
    float width = 0, height = 0;
    std::vector<Shape> shapes; // in drawing order
    std::vector<Mark> marks;
};

// Width of text in pixels at scale 1; each painter measures its own font, tests use an estimate.
class TextMeasure {
  public:
    virtual ~TextMeasure() = default;
    virtual float width(const std::string& text, float size, Face face) const = 0;
};

// A line of text is kLineHeight × size tall, its baseline kAscent × size below its top. top, middle
// and bottom align that line's box, whatever the letters.
inline constexpr float kLineHeight = 1.2f;
inline constexpr float kAscent = 0.94f;

// Where a text lies, as every painter should draw it.
Box text_box(const Text& text, const TextMeasure& measure);

} // namespace cohortscope::plot
