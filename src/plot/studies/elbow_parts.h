// The parts of the elbow chart: curves over columns of k, the inertia's panel and the scores'.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/study.h"
#include "plot/sketch.h"

namespace cohortscope::plot {

using ElbowField = double engine::ElbowPoint::*;

struct ElbowScore {
    const char* name;
    const char* short_name; // where the name has too little room
    ElbowField field;
    bool higher_is_better;
    int decimals;
};

inline constexpr ElbowScore kElbowScores[] = {
    {"silhouette", "silhouette", &engine::ElbowPoint::silhouette, true, 3},
    {"Calinski–Harabasz", "Calinski–H.", &engine::ElbowPoint::calinski_harabasz, true, 0},
    {"Davies–Bouldin", "Davies–B.", &engine::ElbowPoint::davies_bouldin, false, 2}};

std::string score_text(double value, int decimals);

// Where one curve lies: k across in columns of equal width, values upwards.
struct ElbowPanel {
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
std::vector<const engine::ElbowPoint*> known_points(const engine::Elbow& elbow, ElbowField field);

// The range that shows a field's values with a margin; from 0 where that costs less than half.
void fit_range(ElbowPanel& panel, const std::vector<const engine::ElbowPoint*>& points,
               ElbowField field, bool from_zero);

// The k that is chosen is a tinted column: it is what a click changes.
void add_present(ElbowChart& c, const ElbowPanel& panel);

// The points that are known, joined, and an open end where more will come.
void add_curve(ElbowChart& c, const ElbowPanel& panel, ElbowField field, float radius);

// Ring about a point that is named.
void add_ring(ElbowChart& c, Point centre, float radius);

// Room left of the inertia's panel for the numbers of its axis.
float inertia_gutter(const ElbowChart& c, ElbowPanel panel);

// Title, grid, numbers of the columns, curve and knee.
void add_inertia(ElbowChart& c, ElbowPanel& panel);

// A score's panel with its name, direction and best k in `lines` lines of `head`.
void add_score(ElbowChart& c, const ElbowScore& score, ElbowPanel& panel);
void add_score_head(ElbowChart& c, const ElbowScore& score, const Box& head, int lines);

} // namespace cohortscope::plot
