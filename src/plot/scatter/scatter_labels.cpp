// What names the parts of the scatter chart: loading arrows and cluster names.
#include <algorithm>
#include <cmath>
#include <functional>

#include "base/format.h"
#include "plot/clusters/group_words.h"
#include "plot/labels.h"
#include "plot/scatter/scatter_frame.h"

namespace cohortscope::plot {

namespace {

constexpr float kArrowShare = 0.40f;    // of the plot's shorter side, the longest arrow
constexpr float kShortestShare = 0.22f; // at least, before arrows are cut at the plot's edge
constexpr std::size_t kMostArrows = 10;
constexpr float kShortestLabelled = 14.f; // pixels; shorter arrows say nothing

struct Arrow {
    std::string label;
    float x = 0, y = 0; // pixels from the origin
    float length() const { return std::hypot(x, y); }
};

// The active features' loadings in pixels, before scaling.
std::vector<Arrow> loading_arrows(const ScatterContext& c) {
    const auto& columns = c.result.prepared.matrix->columns;
    const std::size_t d = columns.size();
    const auto axis = [&](int component) {
        return c.result.pca->components.data() + static_cast<std::size_t>(component - 1) * d;
    };
    const double* x_axis = axis(c.result.settings.pca_x);
    const double* y_axis = axis(c.result.settings.pca_y);
    const Point origin = c.pixel({0, 0});
    std::vector<Arrow> arrows;
    for (std::size_t f = 0; f < d; ++f) {
        if (columns[f]->weight == 0.0 || columns[f]->variance == 0.0)
            continue;
        const Point tip = c.pixel({x_axis[f], y_axis[f]});
        arrows.push_back({brief_of(*c.result.prepared.features->columns[f]), tip.x - origin.x,
                          tip.y - origin.y});
    }
    // More would hide the rows: the longest ones, in their order.
    if (arrows.size() > kMostArrows) {
        std::vector<float> lengths;
        for (const Arrow& arrow : arrows)
            lengths.push_back(arrow.length());
        std::ranges::nth_element(lengths, lengths.begin() + kMostArrows - 1, std::greater());
        std::erase_if(arrows, [shortest = lengths[kMostArrows - 1]](const Arrow& arrow) {
            return arrow.length() < shortest;
        });
    }
    return arrows;
}

// The factor that brings the longest arrow to kArrowShare and every tip, with room for a label,
// into the plot.
float arrow_factor(const ScatterContext& c, const std::vector<Arrow>& arrows) {
    const Box& plot = c.chart.plot;
    const Point origin = c.pixel({0, 0});
    const float side = std::min(plot.width(), plot.height());
    float longest = 0;
    for (const Arrow& arrow : arrows)
        longest = std::max(longest, arrow.length());
    if (longest <= 0)
        return 0;
    float factor = kArrowShare * side / longest;
    const float room = c.scaled(kSmallSize) * 2;
    for (const Arrow& arrow : arrows) {
        const float reach_x = arrow.x > 0 ? plot.right - origin.x : origin.x - plot.left;
        const float reach_y = arrow.y > 0 ? plot.bottom - origin.y : origin.y - plot.top;
        if (arrow.x != 0)
            factor = std::min(factor, (reach_x - room) / std::fabs(arrow.x));
        if (arrow.y != 0)
            factor = std::min(factor, (reach_y - room) / std::fabs(arrow.y));
    }
    return std::max(factor, kShortestShare * side / longest);
}

void add_arrow_lines(ScatterContext& c, const Line& shaft, const Arrow& arrow) {
    const float head = c.scaled(7);
    const float ux = arrow.x / arrow.length(), uy = arrow.y / arrow.length();
    const Point tip = shaft.to;
    const Polyline barbs{{{tip.x - head * (ux - 0.45f * uy), tip.y - head * (uy + 0.45f * ux)},
                          tip,
                          {tip.x - head * (ux + 0.45f * uy), tip.y - head * (uy - 0.45f * ux)}},
                         shaft.colour,
                         shaft.width};
    Line behind = shaft;
    behind.colour = with_alpha(c.colours().panel, 0.75f);
    behind.width = shaft.width + 2;
    Polyline behind_barbs = barbs;
    behind_barbs.colour = behind.colour;
    behind_barbs.width = behind.width;
    const bool whole = c.chart.plot.contains(tip);
    c.chart.scene.shapes.emplace_back(behind);
    if (whole)
        c.chart.scene.shapes.emplace_back(behind_barbs);
    c.chart.scene.shapes.emplace_back(shaft);
    if (whole)
        c.chart.scene.shapes.emplace_back(barbs);
}

void add_arrow_label(ScatterContext& c, const Line& shaft, const std::string& label) {
    Text text{{}, label, c.colours().text, c.scaled(kSmallSize)};
    const float length = std::hypot(shaft.to.x - shaft.from.x, shaft.to.y - shaft.from.y);
    const float ux = (shaft.to.x - shaft.from.x) / length;
    const float uy = (shaft.to.y - shaft.from.y) / length;
    const float width = c.measure.width(label, text.size, text.face);
    const float height = text.size * kLineHeight;
    // Beyond the tip, along the arrow; from there the label is moved until it is free.
    const Point anchor = {shaft.to.x + ux * c.scaled(3), shaft.to.y + uy * c.scaled(3)};
    const float away = std::fabs(ux) * width / 2 + std::fabs(uy) * height / 2;
    Point centre = {anchor.x + ux * away, anchor.y + uy * away};
    Box box = {centre.x - width / 2, centre.y - height / 2, centre.x + width / 2,
               centre.y + height / 2};
    if (c.places.is_free(box)) {
        c.places.block(box);
    } else {
        const auto placed = c.places.place({shaft.to, width, height, c.scaled(3), c.scaled(70)});
        if (!placed)
            return;
        box = *placed;
    }
    text.at = {box.left, box.top};
    c.add_on_plate(text);
}

std::string name_tip(const engine::Result& result, int cluster) {
    const auto& profile = result.profiles->clusters[static_cast<std::size_t>(cluster)];
    const schema::ColumnSpec& measure = *result.profiles->measure;
    return result.name(cluster) + ": " + row_count(profile.size) + " (" + percent(profile.share) +
           "), median " + measure.label + " " + short_measure(measure, profile.measure_median) +
           after_comma(outcome_in_words(result, profile));
}

struct NamedPoint {
    int cluster = 0;
    Point at;
    float radius = 0;
};

// The markers of the clusters in view, larger clusters first: they get the better places.
std::vector<NamedPoint> named_points(const ScatterContext& c) {
    std::vector<NamedPoint> points;
    for (int cluster = 0; cluster < c.result.clustering->k; ++cluster) {
        const Point at = c.pixel(centroid(c.result, cluster));
        const float radius = c.scaled(6);
        const Box& plot = c.chart.plot;
        if (at.x >= plot.left + radius && at.x <= plot.right - radius &&
            at.y >= plot.top + radius && at.y <= plot.bottom - radius)
            points.push_back({cluster, at, radius});
    }
    const auto& sizes = c.result.clustering->sizes;
    std::stable_sort(points.begin(), points.end(), [&](const NamedPoint& a, const NamedPoint& b) {
        if ((a.cluster == c.options.focus) != (b.cluster == c.options.focus))
            return a.cluster == c.options.focus;
        return sizes[static_cast<std::size_t>(a.cluster)] >
               sizes[static_cast<std::size_t>(b.cluster)];
    });
    return points;
}

// A name's text and, where that helps, the line that leads to it.
struct PlacedName {
    std::vector<Text> lines;
    Box box;
    std::optional<Line> leader;
};

// Rather a name in two lines, or a shorter one, nearby than the whole one far away; where that
// would not clearly be nearest to its own marker, the number that the cluster has in every chart.
struct NameTry {
    float width, reach; // pixels at scale 1; a width of 0 is as much as the name needs
    int lines = 1;      // 0: the number
    bool led = false;   // by a line in any case, and then anywhere
};
constexpr NameTry kNameTries[] = {{0, 40},   {150, 40, 2}, {110, 50, 2},     {130, 50},
                                  {100, 60}, {0, 40, 0},   {0, 40, 0, true}, {0, 160, 0, true}};

std::vector<Point> rivals_of(const NamedPoint& point, const std::vector<NamedPoint>& all) {
    std::vector<Point> rivals;
    for (const NamedPoint& other : all)
        if (other.cluster != point.cluster)
            rivals.push_back(other.at);
    return rivals;
}

// Whether another cluster could be meant by so much of a name.
bool is_shared(const ScatterContext& c, const std::string& part, int cluster) {
    for (int other = 0; other < c.result.clustering->k; ++other)
        if (other != cluster && c.result.name(other).find(part) != std::string::npos)
            return true;
    return false;
}

// The name if it fits; else as many of its parts between commas as fit and are no other's, as
// every word that is left then holds; else cut.
std::string shortened(const ScatterContext& c, const Text& text, int cluster, float width) {
    for (std::string part = text.text; !part.empty();) {
        const bool whole = part.size() == text.text.size();
        if (!whole && is_shared(c, part, cluster))
            break;
        if (c.measure.width(part, text.size, text.face) <= width)
            return part;
        const std::size_t comma = part.rfind(", ");
        part.resize(comma == std::string::npos ? 0 : comma);
    }
    return fitted(text.text, width, text, c.measure);
}

// What a try writes: lines, none where it does not fit.
std::vector<std::string> lines_of(const ScatterContext& c, const NamedPoint& point,
                                  const Text& style, const NameTry& tried) {
    if (tried.lines == 0)
        return {std::to_string(point.cluster + 1)};
    const float room = c.chart.plot.width() - c.scaled(4 * kStep);
    const float width = tried.width > 0 ? std::min(c.scaled(tried.width), room) : room;
    if (tried.lines == 1)
        return {shortened(c, style, point.cluster, width)};
    std::vector<std::string> lines = wrapped(style.text, width, tried.lines, style, c.measure);
    const bool broken = std::any_of(lines.begin(), lines.end(), [](const std::string& line) {
        return line.ends_with('-') || line.ends_with("…");
    });
    return broken ? std::vector<std::string>() : lines;
}

// The box of lines below each other, with the plate's margins.
Box box_of(const ScatterContext& c, const std::vector<std::string>& lines, const Text& style) {
    float width = 0;
    for (const std::string& line : lines)
        width = std::max(width, c.measure.width(line, style.size, style.face));
    return {0, 0, width + 2 * c.scaled(kPlateMargin),
            style.size * kLineHeight * static_cast<float>(lines.size())};
}

PlacedName placed_name(const ScatterContext& c, const std::vector<std::string>& lines,
                       const Text& style, const Box& box, Point marker, bool led) {
    PlacedName placed{{}, box, {}};
    // Towards its marker.
    const bool left = (box.left + box.right) / 2 < marker.x && box.right < marker.x;
    float y = box.top;
    for (const std::string& line : lines) {
        Text text = style;
        text.text = line;
        const float margin = c.scaled(kPlateMargin);
        const float width = c.measure.width(line, style.size, style.face);
        text.at = {left ? box.right - margin - width : box.left + margin, y};
        placed.lines.push_back(text);
        y += style.size * kLineHeight;
    }
    // Far enough that the eye needs a lead.
    if (led || distance(box, marker) > c.scaled(20))
        placed.leader = Line{
            marker,
            {std::clamp(marker.x, box.left, box.right), std::clamp(marker.y, box.top, box.bottom)},
            style.colour,
            1};
    return placed;
}

std::optional<PlacedName> place_name(ScatterContext& c, const NamedPoint& point,
                                     const std::vector<NamedPoint>& all) {
    const bool dimmed = c.options.focus >= 0 && c.options.focus != point.cluster;
    Text style{
        {}, c.result.name(point.cluster), c.colours().text, c.scaled(kBodySize), Face::semibold};
    if (dimmed)
        style.colour = mix(c.colours().text, c.colours().panel, 0.6f);
    const std::vector<Point> rivals = rivals_of(point, all);
    for (const NameTry& tried : kNameTries) {
        const std::vector<std::string> lines = lines_of(c, point, style, tried);
        if (lines.empty() || lines.front().empty())
            continue;
        const Box size = box_of(c, lines, style);
        const auto box =
            c.places.place({point.at, size.width(), size.height(), point.radius + c.scaled(4),
                            c.scaled(tried.reach), tried.led ? std::vector<Point>() : rivals});
        if (!box)
            continue;
        PlacedName placed = placed_name(c, lines, style, *box, point.at, tried.led);
        if (placed.leader)
            c.places.avoid(*placed.leader);
        return placed;
    }
    return std::nullopt;
}

void add_marks(ScatterContext& c, const NamedPoint& point, const std::optional<PlacedName>& name) {
    const std::string tip = name_tip(c.result, point.cluster);
    c.chart.scene.marks.push_back({{point.at.x - point.radius, point.at.y - point.radius,
                                    point.at.x + point.radius, point.at.y + point.radius},
                                   point.cluster,
                                   tip});
    if (name)
        c.chart.scene.marks.push_back({name->box, point.cluster, tip});
}

void add_name_marker(ScatterContext& c, const NamedPoint& point) {
    const bool dimmed = c.options.focus >= 0 && c.options.focus != point.cluster;
    const int colour = c.result.identity.colour[static_cast<std::size_t>(point.cluster)];
    const Colour fill = cluster_colour(colour, c.options.theme);
    const Colour panel = c.colours().panel;
    const Marker marker = cluster_marker(colour);
    Scene& scene = c.chart.scene;
    add_marker_shape(scene, point.at, point.radius + c.scaled(3.5f), marker, panel);
    add_marker_shape(scene, point.at, point.radius + c.scaled(2), marker,
                     dimmed ? mix(c.colours().text, panel, 0.6f) : c.colours().text);
    add_marker_shape(scene, point.at, point.radius, marker, dimmed ? mix(fill, panel, 0.6f) : fill);
}

} // namespace

void add_arrows(ScatterContext& c) {
    const Point origin = c.pixel({0, 0});
    if (!c.chart.plot.contains(origin))
        return;
    std::vector<Arrow> arrows = loading_arrows(c);
    const float factor = arrow_factor(c, arrows);
    std::vector<std::pair<Line, std::string>> labels;
    for (Arrow& arrow : arrows) {
        arrow.x *= factor;
        arrow.y *= factor;
        if (arrow.length() < c.scaled(kShortestLabelled))
            continue;
        const Point tip = {origin.x + arrow.x, origin.y + arrow.y};
        const auto shaft = clipped({origin, tip, c.colours().text, c.scaled(1.5f)}, c.chart.plot);
        if (!shaft)
            continue;
        add_arrow_lines(c, *shaft, arrow);
        c.places.avoid(*shaft);
        labels.emplace_back(*shaft, arrow.label);
    }
    for (const auto& [shaft, label] : labels)
        add_arrow_label(c, shaft, label);
}

void block_markers(ScatterContext& c) {
    for (const NamedPoint& p : named_points(c))
        c.places.block(
            {p.at.x - p.radius, p.at.y - p.radius, p.at.x + p.radius, p.at.y + p.radius});
}

void add_names(ScatterContext& c) {
    const std::vector<NamedPoint> points = named_points(c);
    std::vector<PlacedName> names;
    for (const NamedPoint& point : points) {
        const auto name = place_name(c, point, points);
        add_marks(c, point, name);
        if (name)
            names.push_back(*name);
    }
    for (const PlacedName& name : names)
        if (name.leader)
            c.chart.scene.shapes.emplace_back(*name.leader);
    for (const NamedPoint& point : points)
        add_name_marker(c, point);
    for (const PlacedName& name : names)
        for (const Text& line : name.lines)
            c.add_on_plate(line);
}

} // namespace cohortscope::plot
