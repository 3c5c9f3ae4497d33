// Inertia by k with its knee, and small multiples of three scores over the same k.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/axis.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/sketch.h"
#include "plot/study_charts.h"

namespace cohortscope::plot {

namespace {

constexpr float kLeastHeight = 210, kStackedHeight = 360; // pixels at scale 1

using Field = double engine::ElbowPoint::*;

struct Score {
    const char* name;
    const char* short_name; // where the name has too little room
    Field field;
    bool higher_is_better;
    int decimals;
};

constexpr Score kScores[] = {
    {"silhouette", "silhouette", &engine::ElbowPoint::silhouette, true, 3},
    {"Calinski–Harabasz", "Calinski–H.", &engine::ElbowPoint::calinski_harabasz, true, 0},
    {"Davies–Bouldin", "Davies–B.", &engine::ElbowPoint::davies_bouldin, false, 2}};

std::string number(double value, int decimals) {
    return decimals > 0 ? base::fixed(value, decimals) : base::grouped(std::llround(value));
}

// Where one curve lies: k across in columns of equal width, values upwards.
struct Panel {
    Box box;
    int first = 1, last = 1; // k of the outermost columns
    double low = 0, high = 1;

    float column() const { return box.width() / static_cast<float>(last - first + 1); }
    float left_of(int k) const { return box.left + column() * static_cast<float>(k - first); }
    float x_of(int k) const { return left_of(k) + column() / 2; }
    float y_of(double value) const {
        return box.bottom - static_cast<float>((value - low) / (high - low)) * box.height();
    }
};

struct ElbowChart {
    Sketch s;
    const engine::Elbow& elbow;
    int present_k;

    int last() const { return std::max(elbow.largest, 1); }
    bool shows(int k) const { return k >= 1 && k <= last(); }
};

// The points of one field that are known.
std::vector<const engine::ElbowPoint*> known(const engine::Elbow& elbow, Field field) {
    std::vector<const engine::ElbowPoint*> points;
    for (const engine::ElbowPoint& point : elbow.points)
        if (std::isfinite(point.*field))
            points.push_back(&point);
    return points;
}

// The range that shows a field's values with a margin; from 0 where that costs less than half.
void fit_range(Panel& panel, const std::vector<const engine::ElbowPoint*>& points, Field field,
               bool from_zero) {
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

// The k that is chosen is a tinted column: it is what a click changes.
void add_present(ElbowChart& c, const Panel& panel) {
    if (c.present_k < panel.first || c.present_k > panel.last)
        return;
    const float left = panel.left_of(c.present_k);
    c.s.add(Rectangle{{left, panel.box.top, left + panel.column(), panel.box.bottom},
                      with_alpha(c.s.colours().accent, 0.16f),
                      0});
}

// What has not landed: a dotted baseline and an ellipsis over it.
void add_open_end(ElbowChart& c, const Panel& panel, float from) {
    const float y = panel.box.bottom - c.s.scaled(3), right = panel.box.right - c.s.scaled(2);
    if (right - from < c.s.scaled(6))
        return;
    c.s.add_dashes({from, y}, {right, y}, c.s.colours().muted, c.s.scaled(2));
    c.s.add(c.s.small({(from + right) / 2, y - c.s.scaled(2)}, "…", c.s.colours().muted,
                      AlignX::centre, AlignY::bottom));
}

void add_curve(ElbowChart& c, const Panel& panel, Field field, float radius) {
    const auto points = known(c.elbow, field);
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

// Ring about a point that is named.
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

// The curve falls: above and right of the knee there is room for its name.
void add_knee(ElbowChart& c, const Panel& panel) {
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

std::vector<Tick> inertia_ticks(const Panel& panel, float line) {
    const int target = std::clamp(static_cast<int>(panel.box.height() / (2.2f * line)), 2, 6);
    return linear_ticks(panel.low, panel.high, target);
}

void add_grid(ElbowChart& c, const Panel& panel) {
    for (const Tick& tick : inertia_ticks(panel, c.s.line())) {
        const float y = panel.y_of(tick.value);
        c.s.add_line({panel.box.left, y}, {panel.box.right, y}, c.s.colours().faint);
        c.s.add(c.s.small({panel.box.left - c.s.scaled(kStep), y}, compact_count(tick.value),
                          c.s.colours().muted, AlignX::right, AlignY::middle));
    }
}

// The numbers of the columns below a panel; all of them where they fit, else every other one.
void add_k_axis(ElbowChart& c, const Panel& panel) {
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

void add_inertia(ElbowChart& c, Panel& panel) {
    fit_range(panel, known(c.elbow, &engine::ElbowPoint::inertia), &engine::ElbowPoint::inertia,
              true);
    add_title(c);
    add_present(c, panel);
    if (!c.elbow.points.empty())
        add_grid(c, panel);
    add_k_axis(c, panel);
    add_curve(c, panel, &engine::ElbowPoint::inertia, 3);
    add_knee(c, panel);
}

const engine::ElbowPoint* best(const engine::Elbow& elbow, const Score& score) {
    const engine::ElbowPoint* best = nullptr;
    for (const engine::ElbowPoint* point : known(elbow, score.field)) {
        const double lead = best ? point->*score.field - best->*score.field : 0;
        if (!best || (score.higher_is_better ? lead > 0 : lead < 0))
            best = point;
    }
    return best;
}

// A small triangle that points to where values are better.
void add_direction(ElbowChart& c, Point left_middle, bool up) {
    const float half = c.s.scaled(4), x = left_middle.x, y = left_middle.y;
    const float base = up ? y + half * 0.8f : y - half * 0.8f;
    c.s.add(Area{
        {{x, base}, {x + half, 2 * y - base}, {x + 2 * half, base}}, base, c.s.colours().muted});
}

// "best k = 5 · 0.287", or as much of it as fits.
std::string best_text(const ElbowChart& c, const Score& score, float room) {
    const engine::ElbowPoint* found = best(c.elbow, score);
    if (!found)
        return {};
    const std::string k =
        (c.elbow.complete ? "best k = " : "best so far k = ") + std::to_string(found->k);
    const std::string whole = k + " · " + number(found->*score.field, score.decimals);
    return c.s.width_of(whole) <= room ? whole : k;
}

// Name and direction of a score between `head.left` and `head.right`.
void add_score_name(ElbowChart& c, const Score& score, const Box& head) {
    const Tokens& colours = c.s.colours();
    const float triangle = c.s.scaled(8 + kStep);
    Text name = c.s.small({head.left, head.top}, score.name, colours.text);
    if (text_box(name, c.s.measure).right + triangle > head.right)
        name.text = fitted(score.short_name, head.width() - triangle, name, c.s.measure);
    c.s.add(name);
    const float end = text_box(name, c.s.measure).right + c.s.scaled(kStep);
    const std::string words = score.higher_is_better ? "higher is better" : "lower is better";
    const Text direction = c.s.small({end + c.s.scaled(kStep), head.top}, words, colours.muted);
    if (text_box(direction, c.s.measure).right <= head.right)
        c.s.add(direction);
    else
        add_direction(c, {end, head.top + c.s.line() / 2}, score.higher_is_better);
}

// Name, direction and best k in one line or two.
void add_score_head(ElbowChart& c, const Score& score, const Box& head, int lines) {
    const Colour muted = c.s.colours().muted;
    if (lines > 1) {
        add_score_name(c, score, head);
        c.s.add(c.s.small({head.left, head.top + c.s.line()}, best_text(c, score, head.width()),
                          muted));
        return;
    }
    const std::string text = best_text(c, score, head.width() * 0.38f);
    const float gap = c.s.scaled(2 * kStep);
    add_score_name(c, score,
                   {head.left, head.top, head.right - c.s.width_of(text) - gap, head.bottom});
    c.s.add(c.s.small({head.right, head.top}, text, muted, AlignX::right));
}

void add_score(ElbowChart& c, const Score& score, Panel& panel) {
    fit_range(panel, known(c.elbow, score.field), score.field, false);
    add_present(c, panel);
    c.s.add_line({panel.box.left, panel.box.bottom}, {panel.box.right, panel.box.bottom},
                 c.s.colours().faint);
    add_curve(c, panel, score.field, 2);
    if (const engine::ElbowPoint* found = best(c.elbow, score))
        add_ring(c, {panel.x_of(found->k), panel.y_of(found->*score.field)}, c.s.scaled(5.5f));
}

std::string tip_of(const engine::Elbow& elbow, int k) {
    const std::string head = "k = " + std::to_string(k) + ": ";
    if (k > static_cast<int>(elbow.points.size()))
        return head + "not computed yet";
    const engine::ElbowPoint& point = elbow.points[static_cast<std::size_t>(k - 1)];
    std::string tip = head + "inertia " + number(point.inertia, point.inertia < 100 ? 2 : 0);
    for (const Score& score : kScores) {
        const double value = point.*score.field;
        const bool defined = k > 1 && (std::isfinite(value) || !elbow.complete);
        tip += std::string(", ") + score.name + " " +
               (std::isfinite(value) ? number(value, score.decimals)
                : defined            ? "…"
                                     : "not defined");
    }
    return tip;
}

// One mark a column from `top` to `bottom`.
void add_marks(ElbowChart& c, const Panel& panel, float top, float bottom) {
    for (int k = panel.first; k <= panel.last; ++k) {
        const float left = panel.left_of(k);
        Mark mark{{left, top, left + panel.column(), bottom}, -1, tip_of(c.elbow, k)};
        mark.value = k;
        c.s.scene.marks.push_back(std::move(mark));
    }
}

// All curves below each other over the same columns.
void add_stacked(ElbowChart& c, Panel main) {
    const float line = c.s.line(), gap = c.s.scaled(2 * kStep);
    const float axis = line + c.s.scaled(2);
    const float room =
        c.s.scene.height - main.box.top - axis - 3 * (gap + line + gap / 2) - c.s.scaled(2);
    const float small = std::floor(room * 0.16f);
    main.box.bottom = main.box.top + room - 3 * small;
    add_inertia(c, main);
    float top = main.box.bottom + axis + gap;
    for (const Score& score : kScores) {
        Panel panel = main;
        panel.box.top = top + line + gap / 2;
        panel.box.bottom = panel.box.top + small;
        add_score(c, score, panel);
        add_score_head(c, score, {0, top, main.box.right, top + line}, 1);
        top = panel.box.bottom + gap;
    }
    add_marks(c, main, 0, c.s.scene.height);
}

// The scores beside each other below the inertia.
void add_in_row(ElbowChart& c, Panel main) {
    const float line = c.s.line(), gap = c.s.scaled(2 * kStep);
    const float axis = line + c.s.scaled(2);
    const float room = c.s.scene.height - main.box.top - axis - gap - 2 * line - c.s.scaled(kStep);
    main.box.bottom = main.box.top + std::floor(room * 0.62f);
    add_inertia(c, main);
    const float top = main.box.bottom + axis + gap;
    add_marks(c, main, 0, top - gap);
    const float each = (c.s.scene.width - 2 * 2 * gap) / 3;
    for (std::size_t i = 0; i < 3; ++i) {
        const float left = static_cast<float>(i) * (each + 2 * gap);
        Panel panel{{left, top + 2 * line + c.s.scaled(kStep), left + each,
                     c.s.scene.height - c.s.scaled(1)},
                    std::min(2, c.last()),
                    c.last()};
        add_score(c, kScores[i], panel);
        add_score_head(c, kScores[i], {left, top, left + each, panel.box.top}, 2);
        add_marks(c, panel, top, c.s.scene.height);
    }
}

} // namespace

Scene elbow_chart(const engine::Elbow& elbow, int present_k, float width, float height,
                  const ChartOptions& options, const TextMeasure& measure) {
    ElbowChart c{{options, measure}, elbow, present_k};
    c.s.scene.width = width;
    c.s.scene.height = std::max(height, c.s.scaled(kLeastHeight));
    Panel main{{0, c.s.line() + c.s.scaled(1.5f * kStep), width, 0}, 1, c.last()};
    fit_range(main, known(elbow, &engine::ElbowPoint::inertia), &engine::ElbowPoint::inertia, true);
    float gutter = c.s.width_of("k");
    main.box.bottom = main.box.top + c.s.scene.height; // the finest ticks, so the widest labels
    for (const Tick& tick : inertia_ticks(main, c.s.line()))
        gutter = std::max(gutter, c.s.width_of(compact_count(tick.value)));
    main.box.left = gutter + c.s.scaled(kStep);
    if (height >= c.s.scaled(kStackedHeight))
        add_stacked(c, main);
    else
        add_in_row(c, main);
    return std::move(c.s.scene);
}

} // namespace cohortscope::plot
