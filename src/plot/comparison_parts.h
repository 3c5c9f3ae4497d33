// The parts of the chart that compares K-Means with Ward, below each other.
#pragma once

#include <string>

#include "engine/study.h"
#include "plot/sketch.h"

namespace cohortscope::plot {

struct Contrast {
    Sketch s;
    ClusterInk ink;
    const engine::Comparison& comparison;

    int k() const { return comparison.k; }
    std::size_t rows() const; // of all clusters
    std::size_t shared(int ward, int kmeans) const {
        return comparison.contingency[static_cast<std::size_t>(ward * comparison.k + kmeans)];
    }
    // K-Means' clusters are the result's, with its names and colours, where those are K-Means'.
    std::string name(int kmeans) const;
    int colour_number(int kmeans) const;
    int mark_cluster(int kmeans) const { return comparison.kmeans_is_shown ? kmeans : -1; }
    Colour faded(Colour colour, int kmeans) const;
    Colour hue(int kmeans) const; // faded
};

// A share without decimals: "42 %"; "100 %" of nothing.
std::string share_text(std::size_t rows, std::size_t all);

// Number, marker and, with a width above 0, the fitted name.
void add_name(Contrast& c, int kmeans, Point left_middle, float name_width);

// Each draws from `top` down and returns where it ends.
float add_agreement(Contrast& c, float top);
float add_flows(Contrast& c, float top);
float add_shared_rows(Contrast& c, float top);

} // namespace cohortscope::plot
