// The table in small, for searches: rows near each other as one cell, with their mean and number.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "features/matrix.h"

namespace cohortscope::analysis {

// The cells' columns lie as a matrix's do: padded with zeros, less the offsets.
struct Cells {
    std::size_t d = 0;
    std::size_t padded = 0;      // count, rounded up to a multiple of 64
    std::vector<float> values;   // d × padded, column-major
    std::vector<float> points;   // count × d, row-major: the same values
    std::vector<float> squares;  // padded; each cell's squared length, in wide tables
    std::vector<double> weights; // count; rows in each cell
    double total = 0.0;          // Σ over the rows themselves of their squared length

    std::size_t count() const { return weights.size(); }
    const float* column(std::size_t f) const { return values.data() + f * padded; }
    const float* point(std::size_t cell) const { return points.data() + cell * d; }
    std::vector<const float*> columns() const;
};

// What else is known.
struct CellHints {
    std::size_t clusters = 1;
    const float* points = nullptr; // n × d: the matrix row by row
};

// Splits the rows at the mean of their widest axis until the squared distances of a cell's rows to
// their mean sum up to at most a share of `cluster_inertia`, the mean inertia of a cluster over all
// rows; so cells are as fine as the clusters ask for, also where few rows lie far out. Up to 8,192
// rows only equal ones share a cell. Of more than 2²⁰ rows as many, evenly spaced, count. The same
// on any number of threads. O(n log cells).
Cells make_cells(const features::Matrix& matrix, double cluster_inertia,
                 const CellHints& hints = {});

} // namespace cohortscope::analysis
