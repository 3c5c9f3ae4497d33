// Small multiples of the scores by k, each with its best k and the direction that is better.
#include <cmath>

#include "plot/draw.h"
#include "plot/studies/elbow_parts.h"

namespace cohortscope::plot {

namespace {

const engine::ElbowPoint* best(const engine::Elbow& elbow, const ElbowScore& score) {
    const engine::ElbowPoint* best = nullptr;
    for (const engine::ElbowPoint* point : known_points(elbow, score.field)) {
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
std::string best_text(const ElbowChart& c, const ElbowScore& score, float room) {
    const engine::ElbowPoint* found = best(c.elbow, score);
    if (!found)
        return {};
    const std::string k = std::to_string(found->k),
                      named = (c.elbow.complete ? "best k = " : "best so far k = ") + k;
    for (const std::string& words :
         {named + " · " + score_text(found->*score.field, score.decimals), named})
        if (c.s.width_of(words) <= room)
            return words;
    return "best " + k;
}

// Name and direction of a score between `head.left` and `head.right`.
void add_score_name(ElbowChart& c, const ElbowScore& score, const Box& head) {
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

} // namespace

void add_score_head(ElbowChart& c, const ElbowScore& score, const Box& head, int lines) {
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

void add_score(ElbowChart& c, const ElbowScore& score, ElbowPanel& panel) {
    fit_range(panel, known_points(c.elbow, score.field), score.field, false);
    add_present(c, panel);
    c.s.add_line({panel.box.left, panel.box.bottom}, {panel.box.right, panel.box.bottom},
                 c.s.colours().faint);
    add_curve(c, panel, score.field, 2);
    if (const engine::ElbowPoint* found = best(c.elbow, score))
        add_ring(c, {panel.x_of(found->k), panel.y_of(found->*score.field)}, c.s.scaled(5.5f));
}

} // namespace cohortscope::plot
