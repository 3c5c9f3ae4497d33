// Which cluster each row is in, whatever method found it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cohortscope::analysis {

inline constexpr int kMaximumClusters = 50;
using Label = std::uint8_t; // cluster number, 0-based

struct Clustering {
    int k = 0;
    std::vector<Label> labels;   // n
    std::vector<double> centres; // k × d row-major, in the scaled, weighted space (offsets added)
    std::vector<std::size_t> sizes; // k
    double inertia = 0.0;           // Σ over rows of the squared distance to the row's centre
    int iterations = 0;             // of the run that won; 0 where the method has none
    bool converged = false;
};

} // namespace cohortscope::analysis
