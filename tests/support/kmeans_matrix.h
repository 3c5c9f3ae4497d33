// Matrices for the tests of clustering, without the features layer.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/random.h"
#include "features/matrix.h"

namespace cohortscope::test {

// A matrix of n × d values (row-major), centred and padded as features::scale_and_weight does.
inline features::Matrix matrix_of(std::span<const double> values, std::size_t d) {
    features::Matrix matrix;
    matrix.rows = values.size() / d;
    const auto n = static_cast<double>(matrix.rows);
    for (std::size_t f = 0; f < d; ++f) {
        auto column = std::make_shared<features::MatrixColumn>();
        for (std::size_t row = 0; row < matrix.rows; ++row)
            column->offset += values[row * d + f] / n;
        for (std::size_t row = 0; row < matrix.rows; ++row) {
            const double value = values[row * d + f] - column->offset;
            column->values.push_back(static_cast<float>(value));
            column->variance += value * value / n;
        }
        column->values.resize((matrix.rows + 63) / 64 * 64, 0.0f);
        matrix.columns.push_back(column);
    }
    return matrix;
}

// n × d seeded rows: `blobs` normal clouds with centres in [−4, 4]; every coordinate a multiple of
// `grain` where that is above 0, which makes ties.
struct Cloud {
    std::size_t rows = 1000;
    std::size_t d = 3;
    int blobs = 5;
    double grain = 0.0;
    std::uint64_t seed = 1;
};

inline std::vector<double> cloud_values(const Cloud& cloud) {
    base::Random random(cloud.seed);
    std::vector<double> centres(static_cast<std::size_t>(cloud.blobs) * cloud.d);
    for (double& centre : centres)
        centre = 8.0 * random.uniform() - 4.0;
    std::vector<double> values;
    for (std::size_t row = 0; row < cloud.rows; ++row) {
        const std::size_t blob = random.below(static_cast<std::uint64_t>(cloud.blobs));
        for (std::size_t f = 0; f < cloud.d; ++f) {
            double value = centres[blob * cloud.d + f] + random.normal();
            if (cloud.grain > 0.0)
                value = cloud.grain * static_cast<double>(static_cast<long>(value / cloud.grain));
            values.push_back(value);
        }
    }
    return values;
}

inline features::Matrix cloud_matrix(const Cloud& cloud) {
    return matrix_of(cloud_values(cloud), cloud.d);
}

} // namespace cohortscope::test
