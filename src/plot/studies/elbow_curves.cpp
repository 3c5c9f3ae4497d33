// Curves over columns of k, with what has not landed left open.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/whole.h"
#include "plot/studies/elbow_parts.h"

namespace cohortscope::plot {

namespace {

// What has not landed: a dotted baseline and an ellipsis over it.
void add_open_end(ElbowChart& c, const ElbowPanel& panel, float from) {
    const float y = panel.box.bottom - c.s.scaled(3), right = panel.box.right - c.s.scaled(2);
    if (right - from < c.s.scaled(6))
        return;
    c.s.add_dashes({from, y}, {right, y}, c.s.colours().muted, c.s.scaled(2));
    c.s.add(c.s.small({(from + right) / 2, y - c.s.scaled(2)}, "…", c.s.colours().muted,
                      AlignX::centre, AlignY::bottom));
}

} // namespace

std::string score_text(double value, int decimals) {
    return decimals > 0 ? base::fixed(value, decimals) : base::whole(value);
}

std::vector<const engine::ElbowPoint*> known_points(const engine::Elbow& elbow, ElbowField field) {
    std::vector<const engine::ElbowPoint*> points;
    for (const engine::ElbowPoint& point : elbow.points)
        if (std::isfinite(point.*field))
            points.push_back(&point);
    return points;
}

void fit_range(ElbowPanel& panel, const std::vector<const engine::ElbowPoint*>& points,
               ElbowField field, bool from_zero) {
    if (points.empty())
        return;
    double low = points.front()->*field, high = low;
    for (const engine::ElbowPoint* point : points) {
        low = std::min(low, point->*field);
        high = std::max(high, point->*field);
    }
    const double span = high > low ? high - low : std::max(std::fabs(high), 1.0);
    panel.low = from_zero && low >= 0 && low < 0.6 * high ? 0.0 : low - 0.15 * span;
    panel.high = high + (from_zero ? 0.06 : 0.15) * span;
}

void add_present(ElbowChart& c, const ElbowPanel& panel) {
    if (c.present_k < panel.first || c.present_k > panel.last)
        return;
    const float left = panel.left_of(c.present_k);
    c.s.add(Rectangle{{left, panel.box.top, left + panel.column(), panel.box.bottom},
                      with_alpha(c.s.colours().accent, 0.16f),
                      0});
}

void add_curve(ElbowChart& c, const ElbowPanel& panel, ElbowField field, float radius) {
    const auto points = known_points(c.elbow, field);
    const Tokens& colours = c.s.colours();
    std::vector<Point> curve;
    for (const engine::ElbowPoint* point : points)
        curve.push_back({panel.x_of(point->k), panel.y_of(point->*field)});
    if (curve.size() > 1)
        c.s.add(Polyline{curve, colours.muted, c.s.scaled(1.5f)});
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const bool present = points[i]->k == c.present_k;
        c.s.add(Disc{curve[i], c.s.scaled(present ? radius + 1 : radius),
                     present ? colours.accent : colours.text});
    }
    const bool landed = c.elbow.complete || (!points.empty() && points.back()->k == panel.last);
    if (!landed)
        add_open_end(c, panel,
                     curve.empty() ? panel.box.left : curve.back().x + c.s.scaled(2 * kStep));
}

void add_ring(ElbowChart& c, Point centre, float radius) {
    std::vector<Point> ring;
    constexpr int kSides = 24;
    for (int i = 0; i <= kSides; ++i) {
        const double turn = 2 * 3.14159265358979 * i / kSides;
        ring.push_back({centre.x + radius * static_cast<float>(std::cos(turn)),
                        centre.y + radius * static_cast<float>(std::sin(turn))});
    }
    c.s.add(Polyline{std::move(ring), c.s.colours().text, c.s.scaled(1.5f)});
}

} // namespace cohortscope::plot
