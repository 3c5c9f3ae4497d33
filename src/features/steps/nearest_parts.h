// What both ways to the nearest rows share: the few nearest so far, and a distance's term.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "features/rows/clean.h"

namespace cohortscope::features {

inline constexpr std::size_t kNeighbours = 5;
inline constexpr std::size_t kGapsPerChunk = 64;

// 0 in every row of a table without a measure.
inline double measure_of(const Cleaned& cleaned, std::size_t row) {
    return cleaned.measure.empty() ? 0.0 : cleaned.measure[row];
}

// The nearest rows so far, by distance, then by row.
struct Nearest {
    struct Neighbour {
        double distance = 0.0; // squared
        std::uint32_t row = 0;
    };
    Neighbour best[kNeighbours];
    std::size_t size = 0;

    // Whether a row at this distance could still enter; an equal distance may, by a lower row.
    bool admits(double distance) const {
        return size < kNeighbours || distance <= best[size - 1].distance;
    }
    void offer(double distance, std::uint32_t row) {
        const auto before = [&](const Neighbour& other) {
            return distance != other.distance ? distance < other.distance : row < other.row;
        };
        if (size == kNeighbours && !before(best[size - 1]))
            return;
        std::size_t at = size < kNeighbours ? size++ : size - 1;
        for (; at > 0 && before(best[at - 1]); --at)
            best[at] = best[at - 1];
        best[at] = {distance, row};
    }
};

// A column's term of a squared distance: 0 where all its values are equal.
inline double squared_difference(double a, double b, double deviation_of_both) {
    const double difference = deviation_of_both > 0.0 ? (a - b) / deviation_of_both : 0.0;
    return difference * difference;
}

// The mean of the values of the nearest rows; not a number where nothing is near.
inline double mean_of(const Nearest& nearest, std::span<const double> values) {
    double sum = 0.0;
    for (std::size_t i = 0; i < nearest.size; ++i)
        sum += values[nearest.best[i].row];
    return sum / static_cast<double>(nearest.size);
}

} // namespace cohortscope::features
