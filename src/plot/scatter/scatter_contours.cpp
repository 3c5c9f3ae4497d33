// The outlines of the clusters over their density.
#include <algorithm>

#include "plot/scatter/scatter_frame.h"

namespace cohortscope::plot {

namespace {

constexpr float kOutline = 1.75f, kBehind = 1.5f; // pixels at scale 1; more, of what stands behind

// The parts of a closed line that lie inside the box.
std::vector<std::vector<Point>> parts_inside(const std::vector<Point>& line, const Box& box) {
    std::vector<std::vector<Point>> parts;
    bool goes_on = false; // the last part ends where this piece begins
    for (std::size_t i = 0; i < line.size(); ++i) {
        const Point from = line[i], to = line[(i + 1) % line.size()];
        const auto piece = clipped({from, to, {}, 1}, box);
        if (!piece) {
            goes_on = false;
            continue;
        }
        if (!goes_on || piece->from.x != from.x || piece->from.y != from.y)
            parts.push_back({piece->from});
        parts.back().push_back(piece->to);
        goes_on = piece->to.x == to.x && piece->to.y == to.y;
    }
    return parts;
}

} // namespace

void add_contours(ScatterContext& c) {
    if (c.options.density_rows <= 0 || !c.result.contours)
        return;
    for (const analysis::Outline& outline : c.result.contours->outlines) {
        std::vector<Point> line(outline.x.size());
        for (std::size_t i = 0; i < line.size(); ++i)
            line[i] = c.pixel({double(outline.x[i]), double(outline.y[i])});
        const bool dimmed = c.options.focus >= 0 && c.options.focus != outline.cluster;
        const int colour = c.result.identity.colour[static_cast<std::size_t>(outline.cluster)];
        const Colour ink = cluster_colour(colour, c.options.theme);
        for (std::vector<Point>& part : parts_inside(line, c.chart.plot)) {
            Polyline shown{std::move(part), with_alpha(ink, dimmed ? 0.25f : 1.0f),
                           c.scaled(kOutline)};
            if (!dimmed) {
                Polyline behind = shown;
                behind.colour = with_alpha(c.colours().panel, 0.8f);
                behind.width = c.scaled(kOutline + 2 * kBehind);
                c.chart.scene.shapes.emplace_back(std::move(behind));
            }
            c.chart.scene.shapes.emplace_back(std::move(shown));
        }
    }
}

} // namespace cohortscope::plot
