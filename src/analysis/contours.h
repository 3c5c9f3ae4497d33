// The outline of each cluster in the projection: where the half of its rows lie closest.
#pragma once

#include <span>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/pca.h"
#include "analysis/pick_grid.h"

namespace cohortscope::analysis {

// A closed line, its last point next to its first; data coordinates.
struct Outline {
    int cluster = 0;
    std::vector<float> x, y;
};

// By cluster; of one cluster the longest first.
struct Contours {
    std::vector<Outline> outlines;
};

inline constexpr double kContourShare = 0.5; // of a cluster's rows, inside its outlines

// The smallest region that holds kContourShare of a cluster's rows (Hyndman 1996, highest density
// region): rows are counted on kContourCells × kContourCells cells over the range without the
// farthest thousandth at each side, smoothed by a Gaussian of kContourWidth cells; the outline is
// the line of equal density that leaves the region inside, by marching squares. Specks are left
// out. O(n + k · cells), in parallel; the same whatever the number of threads.
inline constexpr int kContourCells = 112;
inline constexpr double kContourWidth = 1.7;
Contours cluster_contours(const Projection& projection, const PickGrid& grid,
                          std::span<const Label> labels, int k);

} // namespace cohortscope::analysis
