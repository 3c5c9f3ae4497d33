// The panel of the inertia with its knee.
#include <algorithm>
#include <cmath>

#include "plot/axis.h"
#include "plot/labels.h"
#include "plot/studies/elbow_parts.h"

namespace cohortscope::plot {

namespace {

// The curve falls: above and right of the knee there is room for its name.
void add_knee(ElbowChart& c, const ElbowPanel& panel) {
    const bool landed = static_cast<int>(c.elbow.points.size()) >= c.last();
    const std::string so_far = landed ? "knee k = " : "knee so far k = ";
    for (const engine::ElbowPoint& point : c.elbow.points) {
        if (point.k != c.elbow.knee || !std::isfinite(point.inertia))
            continue;
        const Point at{panel.x_of(point.k), panel.y_of(point.inertia)};
        const float radius = c.s.scaled(6.5f);
        add_ring(c, at, radius);
        Text label = c.s.small({at.x + radius, at.y - radius}, so_far + std::to_string(point.k),
                               c.s.colours().text, AlignX::left, AlignY::bottom);
        label.face = Face::semibold;
        label.halo = c.s.colours().panel;
        label.at.y = std::max(label.at.y, panel.box.top + c.s.line());
        const Box box = text_box(label, c.s.measure);
        label.at.x -= std::max(0.0f, box.right - panel.box.right);
        c.s.add(label);
    }
}

std::vector<Tick> inertia_ticks(const ElbowPanel& panel, float line) {
    const int target = std::clamp(static_cast<int>(panel.box.height() / (2.2f * line)), 2, 6);
    return linear_ticks(panel.low, panel.high, target);
}

void add_grid(ElbowChart& c, const ElbowPanel& panel) {
    for (const Tick& tick : inertia_ticks(panel, c.s.line())) {
        const float y = panel.y_of(tick.value);
        c.s.add_line({panel.box.left, y}, {panel.box.right, y}, c.s.colours().faint);
        c.s.add(c.s.small({panel.box.left - c.s.scaled(kStep), y}, compact_count(tick.value),
                          c.s.colours().muted, AlignX::right, AlignY::middle));
    }
}

// The numbers of the columns below a panel; all of them where they fit, else every other one.
void add_k_axis(ElbowChart& c, const ElbowPanel& panel) {
    const float top = panel.box.bottom + c.s.scaled(2);
    const int step = panel.column() >= c.s.width_of("10") + c.s.scaled(kStep) ? 1 : 2;
    for (int k = panel.first; k <= panel.last; ++k) {
        if (step > 1 && (panel.last - k) % step != 0)
            continue;
        const bool present = k == c.present_k;
        Text label =
            c.s.small({panel.x_of(k), top}, std::to_string(k),
                      present ? c.s.colours().accent : c.s.colours().muted, AlignX::centre);
        label.face = present ? Face::semibold : Face::regular;
        c.s.add(label);
    }
    c.s.add(c.s.small({0, top}, "k", c.s.colours().muted));
}

void add_title(ElbowChart& c) {
    Text title = c.s.small({0, 0}, "inertia", c.s.colours().text);
    title.face = Face::semibold;
    c.s.add(title);
    const float left = text_box(title, c.s.measure).right + c.s.scaled(2 * kStep);
    std::vector<std::string> notes = {"sum of squared distances to the centres; look for the bend",
                                      "squared distances to the centres; look for the bend",
                                      "look for the bend", ""};
    if (!c.shows(c.present_k))
        notes = {"k = " + std::to_string(c.present_k) + " lies outside", ""};
    if (c.elbow.warm)
        notes = {"preview while the knob moves", "preview", ""};
    for (const std::string& note : notes) {
        const Text text = c.s.small({left, 0}, note, c.s.colours().muted);
        if (text_box(text, c.s.measure).right > c.s.scene.width)
            continue;
        c.s.add(text);
        return;
    }
}

} // namespace

float inertia_gutter(const ElbowChart& c, ElbowPanel panel) {
    fit_range(panel, known_points(c.elbow, &engine::ElbowPoint::inertia),
              &engine::ElbowPoint::inertia, true);
    panel.box.bottom = panel.box.top + c.s.scene.height; // the finest ticks have the widest labels
    float gutter = c.s.width_of("k 0");
    for (const Tick& tick : inertia_ticks(panel, c.s.line()))
        gutter = std::max(gutter, c.s.width_of(compact_count(tick.value)));
    return gutter + c.s.scaled(kStep);
}

void add_inertia(ElbowChart& c, ElbowPanel& panel) {
    fit_range(panel, known_points(c.elbow, &engine::ElbowPoint::inertia),
              &engine::ElbowPoint::inertia, true);
    add_title(c);
    add_present(c, panel);
    if (!c.elbow.points.empty())
        add_grid(c, panel);
    add_k_axis(c, panel);
    add_curve(c, panel, &engine::ElbowPoint::inertia, 3);
    add_knee(c, panel);
}

} // namespace cohortscope::plot
