// Sums of distances between a block of rows and a run of others, compiled for each instruction set.
#pragma once

#include <cstddef>

namespace cohortscope::analysis {

// Rows stand in groups of 16 lanes, at most 4 groups a block.
inline constexpr std::size_t kDistanceLanes = 16;
inline constexpr std::size_t kDistanceGroups = 4;
inline constexpr std::size_t kDistanceBlock = kDistanceLanes * kDistanceGroups;
// A run's sums over the block come in this many parts, to be added up by the caller.
inline constexpr std::size_t kDistanceParts = 4;

struct DistanceBlock {
    const float* const* columns; // d, to the block's first row
    int d;
    int groups;
    // Of each row, 0 for one that does not count. Null where all 4 groups are there and every row
    // has `weight`.
    const float* weights;
    double weight; // of every row, on top of `weights`
};

// Rows with the same weight.
struct DistanceRun {
    const float* points; // count × d row-major
    std::size_t count;
    double weight;
};

// Plain pointers, for the reasons in kernels.h; all sets give the same bits.
struct DistanceKernels {
    const char* name; // as in Kernels

    // Adds to block_sums (16 · groups) each block row's Euclidean distances to the run's rows times
    // the run's weight, and to run_sums (count × kDistanceParts) each run row's distances to the
    // block's rows times theirs. Distances and sums of up to 32 of them in float, the rest in
    // double.
    void (*sum_distances)(const DistanceBlock& block, const DistanceRun& run, double* block_sums,
                          double* run_sums);
};

// The one for the set that kernels() chose.
const DistanceKernels& distance_kernels();

// Every set this processor runs, baseline first; for tests.
struct DistanceKernelList {
    const DistanceKernels* sets[3];
    int count;
};
DistanceKernelList available_distance_kernels();

} // namespace cohortscope::analysis
