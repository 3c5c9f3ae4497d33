// A matrix of many columns, as tables have them after one-hot encoding.
#pragma once

#include <cstdint>
#include <vector>

#include "support/kmeans_matrix.h"

namespace cohortscope::test {

struct WideShape {
    std::size_t rows = 1000;
    std::size_t numbers = 12;   // normal columns about the centres of five blobs
    std::size_t categories = 4; // of seven levels each, every level an indicator column: 0 or 1
    std::uint64_t seed = 1;
    std::size_t d() const { return numbers + 7 * categories; }
};

// Without columns of numbers, many rows are equal and many distances tie.
inline features::Matrix wide_matrix(const WideShape& shape) {
    base::Random random(shape.seed);
    std::vector<double> values;
    for (std::size_t row = 0; row < shape.rows; ++row) {
        const std::uint64_t blob = random.below(5);
        for (std::size_t f = 0; f < shape.numbers; ++f)
            values.push_back(static_cast<double>((blob * (f + 3)) % 5) + random.normal());
        for (std::size_t category = 0; category < shape.categories; ++category) {
            const std::uint64_t level =
                random.below(2) == 0 ? (blob + category) % 7 : random.below(7);
            for (std::uint64_t other = 0; other < 7; ++other)
                values.push_back(level == other ? 1.0 : 0.0);
        }
    }
    return matrix_of(values, shape.d());
}

} // namespace cohortscope::test
