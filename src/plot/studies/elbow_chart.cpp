// Inertia by k with its knee, and small multiples of three scores over the same k.
#include <algorithm>
#include <cmath>

#include "plot/studies/elbow_parts.h"
#include "plot/studies/study_charts.h"

namespace cohortscope::plot {

namespace {

// Pixels at scale 1. Scores stand below each other where the chart is high, or too narrow for three
// names in a row.
constexpr float kLeastHeight = 210, kLeastStackedHeight = 290, kStackedHeight = 360;
constexpr float kRoomForRow = 300;

std::string tip_of(const engine::Elbow& elbow, int k) {
    const std::string head = "k = " + std::to_string(k) + ": ";
    if (k > static_cast<int>(elbow.points.size()))
        return head + "not computed yet";
    const engine::ElbowPoint& point = elbow.points[static_cast<std::size_t>(k - 1)];
    std::string tip = head + "inertia " + score_text(point.inertia, point.inertia < 100 ? 2 : 0);
    for (const ElbowScore& score : kElbowScores) {
        const double value = point.*score.field;
        const bool defined = k > 1 && (std::isfinite(value) || !elbow.complete);
        tip += std::string(", ") + score.name + " " +
               (std::isfinite(value) ? score_text(value, score.decimals)
                : defined            ? "…"
                                     : "not defined");
    }
    return tip;
}

// One mark a column from `top` to `bottom`.
void add_marks(ElbowChart& c, const ElbowPanel& panel, float top, float bottom) {
    for (int k = panel.first; k <= panel.last; ++k) {
        const float left = panel.left_of(k);
        Mark mark{{left, top, left + panel.column(), bottom}, -1, tip_of(c.elbow, k)};
        mark.value = k;
        c.s.scene.marks.push_back(std::move(mark));
    }
}

// All curves below each other over the same columns.
void add_stacked(ElbowChart& c, ElbowPanel main) {
    const float line = c.s.line(), gap = c.s.scaled(2 * kStep);
    const float axis = line + c.s.scaled(2);
    const float room =
        c.s.scene.height - main.box.top - axis - 3 * (gap + line + gap / 2) - c.s.scaled(2);
    const float small = std::floor(room * 0.16f);
    main.box.bottom = main.box.top + room - 3 * small;
    add_inertia(c, main);
    float top = main.box.bottom + axis + gap;
    for (const ElbowScore& score : kElbowScores) {
        ElbowPanel panel = main;
        panel.box.top = top + line + gap / 2;
        panel.box.bottom = panel.box.top + small;
        add_score(c, score, panel);
        add_score_head(c, score, {0, top, main.box.right, top + line}, 1);
        top = panel.box.bottom + gap;
    }
    add_marks(c, main, 0, c.s.scene.height);
}

// The scores beside each other below the inertia.
void add_in_row(ElbowChart& c, ElbowPanel main) {
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
        ElbowPanel panel{{left, top + 2 * line + c.s.scaled(kStep), left + each,
                          c.s.scene.height - c.s.scaled(1)},
                         std::min(2, c.last()),
                         c.last()};
        add_score(c, kElbowScores[i], panel);
        add_score_head(c, kElbowScores[i], {left, top, left + each, panel.box.top}, 2);
        add_marks(c, panel, top, c.s.scene.height);
    }
}

} // namespace

Scene elbow_chart(const engine::Elbow& elbow, int present_k, float width, float height,
                  const ChartOptions& options, const TextMeasure& measure) {
    ElbowChart c{{options, measure}, elbow, present_k};
    c.s.scene.width = width;
    const bool stacked = height >= c.s.scaled(kStackedHeight) || width < c.s.scaled(kRoomForRow);
    c.s.scene.height = std::max(height, c.s.scaled(stacked ? kLeastStackedHeight : kLeastHeight));
    ElbowPanel main{{0, c.s.line() + c.s.scaled(1.5f * kStep), width, 0}, 1, c.last()};
    main.box.left = inertia_gutter(c, main);
    if (stacked)
        add_stacked(c, main);
    else
        add_in_row(c, main);
    return std::move(c.s.scene);
}

} // namespace cohortscope::plot
