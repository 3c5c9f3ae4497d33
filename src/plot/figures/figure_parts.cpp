#include "plot/figures/figure_parts.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <type_traits>

#include "base/format.h"
#include "plot/draw.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

void move(Point& point, Point by) {
    point.x += by.x;
    point.y += by.y;
}

void move(Box& box, Point by) {
    box.left += by.x;
    box.right += by.x;
    box.top += by.y;
    box.bottom += by.y;
}

// Overloads by the shape's type.
struct Move {
    Point by;

    void operator()(Line& line) const {
        move(line.from, by);
        move(line.to, by);
    }
    void operator()(Polyline& line) const {
        for (Point& point : line.points)
            move(point, by);
    }
    void operator()(Area& area) const {
        for (Point& point : area.upper)
            move(point, by);
        area.base += by.y;
        for (float& y : area.lower)
            y += by.y;
    }
    void operator()(Rectangle& rectangle) const { move(rectangle.box, by); }
    void operator()(Disc& disc) const { move(disc.centre, by); }
    void operator()(Text& text) const { move(text.at, by); }
    void operator()(PointCloud& cloud) const { move(cloud.box, by); }
};

// Names may be broken into lines, or cut.
bool says_a_name(const Scene& scene, const engine::Result& result) {
    constexpr std::size_t kLeast = 3; // bytes
    constexpr std::string_view kCut = "…";
    for (const Shape& shape : scene.shapes) {
        const auto* text = std::get_if<Text>(&shape);
        if (text == nullptr)
            continue;
        std::string_view words = text->text;
        if (words.ends_with(kCut))
            words.remove_suffix(kCut.size());
        if (words.size() < kLeast)
            continue;
        for (int cluster = 0; cluster < result.clustering->k; ++cluster)
            if (result.name(cluster).starts_with(words))
                return true;
    }
    return false;
}

} // namespace

ChartOptions options_of(const FigureFrame& frame) {
    ChartOptions options;
    options.theme = frame.theme;
    options.text_scale = frame.text_scale;
    options.room = frame.height;
    return options;
}

void append(Scene& scene, Scene part, Point offset) {
    for (Shape& shape : part.shapes) {
        std::visit(Move{offset}, shape);
        scene.shapes.push_back(std::move(shape));
    }
    for (Mark& mark : part.marks) {
        move(mark.box, offset);
        scene.marks.push_back(std::move(mark));
    }
}

void append_below(Scene& scene, Scene part, float gap) {
    const float top = scene.height + gap;
    scene.width = std::max(scene.width, part.width);
    scene.height = top + part.height;
    append(scene, std::move(part), {0, top});
}

float add_ramp(Sketch& sketch, Point at, float width, const RampWords& words,
               const std::function<Colour(double)>& tint) {
    constexpr int kSteps = 9;
    const Colour ink = sketch.colours().muted;
    const float gap = sketch.scaled(kStep), step = sketch.scaled(9);
    sketch.add(sketch.small(at, words.low, ink));
    float x = at.x + sketch.width_of(words.low) + gap;
    for (int i = 0; i < kSteps; ++i, x += step)
        sketch.add(Rectangle{
            {x, at.y + sketch.scaled(2), x + step, at.y + sketch.line() - sketch.scaled(2)},
            tint(static_cast<double>(i) / (kSteps - 1)),
            0});
    x += gap;
    sketch.add(sketch.small({x, at.y}, words.high, ink));
    x += sketch.width_of(words.high) + 2 * gap;
    constexpr float kLeastWords = 160; // beside the ramp; else below it
    const bool beside = at.x + width - x >= sketch.scaled(kLeastWords);
    const Point place = beside ? Point{x, at.y} : Point{at.x, at.y + sketch.line()};
    return std::max(at.y + sketch.line(),
                    sketch.add_paragraph(place, at.x + width - place.x, 6, words.meaning, ink));
}

void add_tile(Sketch& sketch, const Box& box, const Tile& tile) {
    sketch.add(Rectangle{box, tile.fill, 2});
    if (sketch.width_of(tile.text) + sketch.scaled(2) <= box.width() &&
        sketch.line() <= box.height() + 1)
        sketch.add(sketch.small({(box.left + box.right) / 2, (box.top + box.bottom) / 2}, tile.text,
                                sketch.colours().text, AlignX::centre, AlignY::middle));
    sketch.scene.marks.push_back({box, tile.cluster, tile.tip});
}

std::string label_within(const features::Feature& feature, float width, const Text& style,
                         const TextMeasure& measure) {
    const std::string label = label_of(feature);
    const bool fits = measure.width(label, style.size, style.face) <= width;
    return fits ? label : fitted(brief_of(feature), width, style, measure);
}

float add_cluster_key(Sketch& sketch, const engine::Result& result, float top, float width) {
    const ClusterInk ink{result, sketch.options};
    float x = 0, y = top;
    for (int cluster = 0; cluster < result.clustering->k; ++cluster) {
        const float most = width - sketch.scaled(kNameLeft);
        const float name = std::min(std::ceil(sketch.width_of(result.name(cluster))), most);
        const float whole = sketch.scaled(kNameLeft) + name;
        if (x > 0 && x + whole > width) {
            x = 0;
            y += sketch.line() + sketch.scaled(2);
        }
        add_cluster_label(sketch, ink, cluster, {x, y + sketch.line() / 2}, name);
        x += whole + sketch.scaled(2 * kStep);
    }
    return y + sketch.line();
}

Scene with_names(const engine::Result& result, const FigureFrame& frame,
                 const std::function<Scene(float height)>& make) {
    Scene scene = make(frame.height);
    if (says_a_name(scene, result))
        return scene;
    const ChartOptions options = options_of(frame);
    Sketch key{options, frame.measure};
    key.scene.width = frame.width;
    key.scene.height = add_cluster_key(key, result, 0, frame.width);
    const float gap = key.scaled(2 * kStep);
    scene = make(std::max(frame.height - key.scene.height - gap, frame.height / 2));
    append_below(scene, std::move(key.scene), gap);
    return scene;
}

std::string rows_in_groups(const engine::Result& result) {
    const int k = result.clustering->k;
    return base::grouped(static_cast<long long>(result.rows())) + " " +
           result.settings.schema->noun + " in " +
           (k == 1 ? std::string("one group") : std::to_string(k) + " groups");
}

std::string by_cluster(const engine::Result& result,
                       const std::function<std::string(int cluster)>& said) {
    const int k = result.clustering->k;
    const int told = k <= kToldClusters ? k : kToldClusters - 1;
    std::string list;
    for (int cluster = 0; cluster < told; ++cluster)
        list += (cluster == 0 ? "“" : "; “") + result.name(cluster) + "” " + said(cluster);
    return told < k ? list + "; and " + std::to_string(k - told) + " more" : list;
}

Extremes extremes_of(int k, const std::function<double(int cluster)>& value) {
    Extremes found;
    for (int cluster = 0; cluster < k; ++cluster) {
        const double here = value(cluster);
        if (!std::isfinite(here))
            continue;
        if (found.least < 0 || here < value(found.least))
            found.least = cluster;
        if (found.largest < 0 || here > value(found.largest))
            found.largest = cluster;
    }
    return found;
}

} // namespace cohortscope::plot
