#include "plot/figures/figure_parts.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "base/format.h"

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
