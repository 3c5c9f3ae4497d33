// Two numbers of the rows, counted on a grid, and the second one's quartiles by bands of the first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace cohortscope::plot {

// `bins` bins of equal width over [low, high], of the logarithm to base 10 where logarithmic; the
// last one includes its upper end.
struct GridAxis {
    double low = 0.0, high = 1.0;
    int bins = 1;
    bool logarithmic = false;

    double place_of(double value) const; // on the axis; −infinity for a logarithm of 0 or less
    int bin_of(double value) const;      // −1 outside
    double edge(int bin) const { return low + (high - low) * bin / bins; } // its lower end
};

struct NumberGrid {
    GridAxis x, y;
    std::vector<std::uint32_t> counts; // x.bins × y.bins, those of one x beside each other
    std::size_t outside = 0;           // rows that no bin holds
    std::uint32_t most = 0;            // of a bin

    std::uint32_t at(int across, int upwards) const {
        return counts[static_cast<std::size_t>(across * y.bins + upwards)];
    }
};

// x, y: n each, no NaN. O(n), in parallel.
NumberGrid count_grid(std::span<const double> x, std::span<const double> y, const GridAxis& across,
                      const GridAxis& upwards);

// Rows with edges[i] ≤ x < edges[i + 1], in the last band ≤; quartiles of their y by linear
// interpolation, NaN without rows.
struct NumberBand {
    double low = 0.0, high = 0.0;
    std::size_t rows = 0;
    double q1 = 0.0, median = 0.0, q3 = 0.0;
};
// edges: ascending, two at least. O(n).
std::vector<NumberBand> bands_of(std::span<const double> x, std::span<const double> y,
                                 std::span<const double> edges);

} // namespace cohortscope::plot
