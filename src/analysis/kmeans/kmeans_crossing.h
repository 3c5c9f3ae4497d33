// A search for better optima between those that were found: clusterings are crossed.
#pragma once

#include <cstdint>
#include <vector>

#include "base/progress.h"
#include "features/matrix.h"

namespace cohortscope::analysis {

// What the search starts from.
struct FoundCentres {
    std::vector<std::vector<float>> runs; // k × d each, less the offsets; at least one
    std::size_t best = 0;                 // of the runs
    double inertia = 0.0;                 // of the best, over all rows
    const float* points = nullptr;        // n × d: the matrix row by row, where somebody has it
};

// Best-of-ten misses the best optimum by up to a few percent every now and then. So on cells (the
// table in small) the runs' centres are crossed like the genes of two parents, as in HG-means
// (Gribel, Vidal 2019): centres of two clusterings are paired, of each pair one is taken, then one
// of all moves to a far place, and Lloyd's iterations follow. The best of a population are parents
// again, for as long as that pays. Returns up to eight (of wide tables two) distinct sets of
// centres worth trying on all rows, best first; none where nothing better was found. Deterministic.
// Throws base::Cancelled.
std::vector<std::vector<float>> cross_clusterings(const features::Matrix& matrix,
                                                  const FoundCentres& found, std::uint64_t seed,
                                                  base::Progress& progress);

} // namespace cohortscope::analysis
