#include "plot/draw.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <ranges>

namespace cohortscope::plot {

namespace {

// Byte positions at which a UTF-8 text may be cut: before each character, and at the end.
std::vector<std::size_t> cuts(const std::string& text) {
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80)
            at.push_back(i);
    at.push_back(text.size());
    return at;
}

// More bytes than this are wider than `width` in any script: so a name of a million characters
// costs no more than a long one.
std::size_t most_bytes(float width) {
    constexpr float kBytesOfPixel = 16;
    return 256 + static_cast<std::size_t>(kBytesOfPixel * std::max(width, 0.0f));
}

bool fits(const std::string& text, float width, const Text& style, const TextMeasure& measure) {
    return measure.width(text, style.size, style.face) <= width;
}

std::string without_spaces_around(const std::string& text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string()
                                      : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// Where a line ends, and whether that is inside a word.
struct LineEnd {
    std::size_t length = 0; // bytes
    bool inside_word = false;
};

// The longest start of `text` that fits: up to a space or past a '_' if there is one, else up to
// any character that leaves room for a hyphen, at least one.
LineEnd line_end(const std::string& text, float width, const Text& style,
                 const TextMeasure& measure) {
    std::size_t any = 0, good = 0;
    for (const std::size_t cut : cuts(text)) {
        if (cut == 0)
            continue;
        const std::string start = without_spaces_around(text.substr(0, cut));
        if (!fits(start, width, style, measure))
            break;
        if (fits(start + "-", width, style, measure))
            any = cut;
        if (cut == text.size() || text[cut] == ' ' || text[cut - 1] == '_')
            good = cut;
    }
    if (good > 0)
        return {good, false};
    return {std::max<std::size_t>(any, cuts(text)[1]), true};
}

} // namespace

std::string fitted(const std::string& text, float width, const Text& style,
                   const TextMeasure& measure) {
    if (text.size() <= most_bytes(width) && fits(text, width, style, measure))
        return text;
    const std::vector<std::size_t> at = cuts(text.substr(0, most_bytes(width)));
    if (at.size() < 3) // one character at most
        return {};
    const auto start = [&](std::size_t cut) {
        return without_spaces_around(text.substr(0, cut)) + "…";
    };
    // The longest start that fits, by bisection: a longer start is never narrower.
    const auto inside = std::ranges::subrange(at.begin() + 1, at.end() - 1);
    const auto end = std::ranges::partition_point(
        inside, [&](std::size_t cut) { return fits(start(cut), width, style, measure); });
    return end == inside.begin() ? std::string() : start(*std::prev(end));
}

std::vector<std::string> wrapped(const std::string& text, float width, int lines, const Text& style,
                                 const TextMeasure& measure) {
    std::vector<std::string> result;
    std::string rest = without_spaces_around(text);
    while (!rest.empty()) {
        if (static_cast<int>(result.size()) + 1 == lines) {
            result.push_back(fitted(rest, width, style, measure));
            break;
        }
        const LineEnd end = line_end(rest, width, style, measure);
        result.push_back(without_spaces_around(rest.substr(0, end.length)));
        rest = without_spaces_around(rest.substr(end.length));
        if (end.inside_word && !rest.empty())
            result.back() += '-';
    }
    return result;
}

void add_marker_shape(Scene& scene, Point centre, float radius, Marker marker, Colour fill) {
    const auto [x, y] = centre;
    switch (marker) {
    case Marker::disc:
        scene.shapes.emplace_back(Disc{centre, radius, fill});
        return;
    case Marker::square: {
        const float half = radius * 0.9f;
        scene.shapes.emplace_back(Rectangle{{x - half, y - half, x + half, y + half}, fill, 0});
        return;
    }
    case Marker::triangle: {
        const float half = radius * 1.1f;
        scene.shapes.emplace_back(
            Area{{{x - half, y + radius * 0.8f}, {x, y - radius}, {x + half, y + radius * 0.8f}},
                 y + radius * 0.8f,
                 fill});
        return;
    }
    case Marker::diamond: {
        const float half = radius * 1.15f;
        for (const float tip : {y - half, y + half})
            scene.shapes.emplace_back(Area{{{x - half, y}, {x, tip}, {x + half, y}}, y, fill});
        return;
    }
    }
}

void add_marker(Scene& scene, Point centre, float radius, int colour, Theme theme) {
    add_marker_shape(scene, centre, radius, cluster_marker(colour), cluster_colour(colour, theme));
}

std::optional<Line> clipped(const Line& line, const Box& box) {
    const float dx = line.to.x - line.from.x, dy = line.to.y - line.from.y;
    const std::array<float, 4> run = {-dx, dx, -dy, dy};
    const std::array<float, 4> room = {line.from.x - box.left, box.right - line.from.x,
                                       line.from.y - box.top, box.bottom - line.from.y};
    float first = 0, last = 1; // shares of the line
    for (std::size_t side = 0; side < 4; ++side) {
        if (run[side] == 0) {
            if (room[side] < 0)
                return std::nullopt;
            continue;
        }
        const float share = room[side] / run[side];
        if (run[side] < 0)
            first = std::max(first, share);
        else
            last = std::min(last, share);
    }
    if (first >= last)
        return std::nullopt;
    Line part = line;
    part.from = {line.from.x + first * dx, line.from.y + first * dy};
    part.to = {line.from.x + last * dx, line.from.y + last * dy};
    return part;
}

bool LabelPlaces::is_free(const Box& box) const {
    if (box.left < bounds_.left || box.right > bounds_.right || box.top < bounds_.top ||
        box.bottom > bounds_.bottom)
        return false;
    return std::none_of(taken_.begin(), taken_.end(),
                        [&](const Box& other) { return box.overlaps(other); });
}

float LabelPlaces::cost_of_crossings(const Box& box) const {
    constexpr float kCrossing = 24; // as bad as this many pixels further away
    return kCrossing *
           static_cast<float>(std::count_if(lines_.begin(), lines_.end(), [&](const Line& line) {
               return clipped(line, box).has_value();
           }));
}

float distance(const Box& box, Point p) {
    return std::hypot(std::clamp(p.x, box.left, box.right) - p.x,
                      std::clamp(p.y, box.top, box.bottom) - p.y);
}

bool LabelPlaces::is_nearest(const Request& request, const Box& box) {
    constexpr float kTimes = 1.6f, kBeyond = 12; // pixels: the eye does not compare close distances
    const float own = distance(box, request.anchor);
    return std::all_of(request.rivals.begin(), request.rivals.end(), [&](Point rival) {
        return distance(box, rival) > std::max(kTimes * own, own + kBeyond);
    });
}

// A lead from the anchor to the label that something else covers leaves the label alone.
float LabelPlaces::cost_of_lead(Point anchor, const Box& box) const {
    constexpr float kCovered = 40; // as bad as this many pixels further away
    const Point nearest = {std::clamp(anchor.x, box.left, box.right),
                           std::clamp(anchor.y, box.top, box.bottom)};
    const Line lead{anchor, nearest, {}, 1};
    return kCovered *
           static_cast<float>(std::count_if(taken_.begin(), taken_.end(), [&](const Box& other) {
               return !other.contains(anchor) && clipped(lead, other).has_value();
           }));
}

std::optional<Box> LabelPlaces::place(const Request& request) {
    // Beside, above and below, then the corners; the earlier wins at equal cost.
    struct Direction {
        float x, y, cost;
    };
    constexpr Direction kDirections[] = {{1, 0, 0},    {-1, 0, 2},  {0, -1, 3},    {0, 1, 3},
                                         {1, -1, 4},   {1, 1, 4},   {-1, -1, 5},   {-1, 1, 5},
                                         {.5f, -1, 4}, {.5f, 1, 4}, {-.5f, -1, 5}, {-.5f, 1, 5}};
    const float half_width = request.width / 2, half_height = request.height / 2;
    std::optional<Box> best;
    float best_cost = 0;
    for (float away = request.gap; away <= request.reach; away += 3)
        for (const auto [x, y, cost] : kDirections) {
            const float centre_x = request.anchor.x + x * (away + half_width);
            const float centre_y = request.anchor.y + y * (away + half_height);
            const Box box = {centre_x - half_width, centre_y - half_height, centre_x + half_width,
                             centre_y + half_height};
            if (!is_free(box) || !is_nearest(request, box))
                continue;
            const float total =
                away + cost + cost_of_crossings(box) + cost_of_lead(request.anchor, box);
            if (!best || total < best_cost) {
                best = box;
                best_cost = total;
            }
        }
    if (best)
        block(*best);
    return best;
}

} // namespace cohortscope::plot
