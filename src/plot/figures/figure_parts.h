// What figures share: how they are drawn, the values of their studies, scenes beside and below each
// other, and words about clusters.
#pragma once

#include <functional>
#include <string>

#include "base/error.h"
#include "plot/clusters/cluster_charts.h"
#include "plot/figures/figure.h"
#include "plot/sketch.h"

namespace cohortscope::plot {

// Of a figure; `room` is its height.
ChartOptions options_of(const FigureFrame& frame);

// The value of the study, which the figure needs.
template <class Value> const Value& study_of(const FigureInput& input, engine::Study study) {
    const auto& value = input.studies[static_cast<std::size_t>(study)];
    ENSURE(value != nullptr);
    return std::get<Value>(*value);
}

// The part's shapes and marks behind the scene's own, moved by `offset`. The scene grows by no
// pixel.
void append(Scene& scene, Scene part, Point offset);

// The part below what the scene holds, `gap` pixels away; the scene grows by it.
void append_below(Scene& scene, Scene part, float gap);

// A ramp of tints from `low` to `high` with what its ends and itself mean, at the left of `at`,
// broken to `width`; returns where it ends. tint: of a share of the way from 0 to 1.
struct RampWords {
    std::string low, high, meaning;
};
float add_ramp(Sketch& sketch, Point at, float width, const RampWords& words,
               const std::function<Colour(double)>& tint);

// A tinted cell with a text in its middle, which is left out where it does not fit, and a tip.
struct Tile {
    std::string text;
    Colour fill;
    std::string tip;
    int cluster = -1;
};
void add_tile(Sketch& sketch, const Box& box, const Tile& tile);

// The feature's label where it fits, else its brief one, cut where not even that fits.
std::string label_within(const features::Feature& feature, float width, const Text& style,
                         const TextMeasure& measure);

// Number, marker and name of every cluster beside each other, in as many lines as needed; returns
// where they end.
float add_cluster_key(Sketch& sketch, const engine::Result& result, float top, float width);

// The scene of `make(height)`, and below it what the clusters are called, where the scene has room
// for their numbers alone; both within the frame's height where they can be.
Scene with_names(const engine::Result& result, const FigureFrame& frame,
                 const std::function<Scene(float height)>& make);

// "500 applicants in 5 groups": the schema's noun.
std::string rows_in_groups(const engine::Result& result);

// "“mid-career” 31 %; “seniors, best paid” 23 %; and 3 more": what is said of each cluster, of at
// most so many.
inline constexpr int kToldClusters = 12;
std::string by_cluster(const engine::Result& result,
                       const std::function<std::string(int cluster)>& said);

// The cluster of the largest and of the least value; of equal ones the first. Values that are not
// finite take no part: −1 where none is.
struct Extremes {
    int least = -1, largest = -1;
};
Extremes extremes_of(int k, const std::function<double(int cluster)>& value);

} // namespace cohortscope::plot
