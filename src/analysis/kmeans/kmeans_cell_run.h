// Lloyd's iterations over cells: small, without the pool, many side by side.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/kmeans/kmeans.h"
#include "analysis/kmeans/kmeans_cells.h"

namespace cohortscope::analysis {

// distances (padded) become each cell's squared distance to the nearest of the centres (k × d, k at
// least 1).
void distances_to_nearest(const Cells& cells, std::span<const float> centres,
                          std::span<float> distances);

// What iterations lead to.
struct CellOptimum {
    std::vector<float> centres; // k × d, less the offsets
    double inertia = 0.0;       // of the rows, were each where its cell is; infinite for none
};

struct CellStop {
    double squared_shift = 0.0; // of all centres together
    int iterations = 0;
};

// From k centres until no cell changes cluster, or one of `stop`. An empty cluster takes the cell
// farthest from its centre; where no such cell is, the inertia is infinite.
CellOptimum iterate_cells(const Cells& cells, std::vector<float> centres, const CellStop& stop);

} // namespace cohortscope::analysis
