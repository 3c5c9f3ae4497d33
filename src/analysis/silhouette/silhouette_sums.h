// Sums of distances from each row to each cluster: what silhouettes are made of.
#pragma once

#include <functional>

#include "analysis/silhouette/silhouette_cells.h"

namespace cohortscope::analysis {

// Labels of all labellings in one numbering: label c of labelling l is cluster first[l] + c.
struct ClusterNumbers {
    explicit ClusterNumbers(std::span<const Labelling> labellings);
    std::vector<std::size_t> first; // labellings
    std::size_t count = 0;
};

// Σ over the rows of a cluster of their Euclidean distance to a row; all of them scaled by the same
// power of two, which silhouettes do not notice.
struct DistanceSums {
    std::size_t stride = 0;          // values of a cluster: at least the merged rows
    std::vector<double> sums;        // clusters × stride
    std::vector<std::uint32_t> slot; // m: a merged row's place among a cluster's values
};

// What both ways to sum are given.
struct SumTask {
    const features::Matrix& matrix;
    const SilhouetteCells& cells;
    const ClusterNumbers& clusters;
    const std::function<void(double)>& checkpoint; // takes the fraction done; may throw
};

// All in double precision, row by row: O(m²) time.
DistanceSums sum_distances_exactly(const SumTask& task);

// Distances in float, their sums in double, by the kernels of distance_kernels.h: each pair of rows
// once. 8 bytes a cluster and slot.
DistanceSums sum_distances_fast(const SumTask& task);

// Slots that sum_distances_fast needs: cells begin at multiples of 16.
std::size_t count_slots(const SilhouetteCells& cells);

// As silhouettes(), with the way to sum given: so that tests can compare the two.
std::vector<Silhouette> silhouettes_by(bool exactly, const features::Matrix& matrix,
                                       std::span<const Labelling> labellings,
                                       base::Progress& progress);

// 2^e such that the matrix times 2^e has values below 1 in magnitude, so that no square
// overflows or vanishes; 1 where every value is 0.
double unit_scale(const features::Matrix& matrix);

} // namespace cohortscope::analysis
