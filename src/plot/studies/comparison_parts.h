// The parts of the chart that compares K-Means with Ward, below each other.
#pragma once

#include <string>

#include "engine/study.h"
#include "plot/sketch.h"

namespace cohortscope::plot {

enum class Side { ward, kmeans };

struct Contrast {
    Sketch s;
    ClusterInk ink;
    const engine::Comparison& comparison;

    int k() const { return comparison.k; }
    std::size_t rows() const; // of all clusters
    std::size_t shared(int ward, int kmeans) const {
        return comparison.contingency[static_cast<std::size_t>(ward * comparison.k + kmeans)];
    }
    // Those of the two methods that the result shows have its numbers, names and colours; the
    // others the numbers that they would have there, and no colour.
    bool is_shown(Side side) const;
    int number(Side side, int cluster) const; // from 0, of the result's clusters
    std::size_t size(Side side, int cluster) const;
    std::string name(Side side, int cluster) const;  // "seniors", "Ward 3"
    std::string title(Side side, int cluster) const; // of the method, too: "seniors (K-Means)"
    int mark_cluster(Side side, int cluster) const {
        return is_shown(side) ? number(side, cluster) : -1;
    }
    Colour faded(Colour colour, Side side, int cluster) const;
    Colour hue(Side side, int cluster) const; // faded
};

// The mark of the rows that two clusters share, in that box.
Mark shared_mark(const Contrast& c, int ward, int kmeans, const Box& box);

// A share without decimals: "42 %"; "100 %" of nothing.
std::string share_text(std::size_t rows, std::size_t all);

// Number and, for what the result shows, a marker; returns the width.
float add_number(Contrast& c, Side side, int cluster, Point left_middle);

// Each draws from `top` down and returns where it ends.
float add_agreement(Contrast& c, float top);
float add_flows(Contrast& c, float top);
float add_shared_rows(Contrast& c, float top);

} // namespace cohortscope::plot
