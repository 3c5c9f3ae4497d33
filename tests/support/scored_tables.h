// Tables with labels for the tests of silhouettes and scores, and a plain reference.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "analysis/silhouette/silhouette.h"
#include "support/kmeans_matrix.h"

namespace cohortscope::test {

inline std::vector<analysis::Label> seeded_labels(std::size_t rows, int k, std::uint64_t seed) {
    base::Random random(seed);
    std::vector<analysis::Label> labels;
    for (std::size_t row = 0; row < rows; ++row)
        labels.push_back(static_cast<analysis::Label>(random.below(static_cast<std::uint64_t>(k))));
    return labels;
}

// Every row by the nearest of k rows that are far apart in the table, as K-Means might leave them.
inline std::vector<analysis::Label> nearest_labels(const features::Matrix& matrix, int k) {
    std::vector<analysis::Label> labels;
    const auto count = static_cast<std::size_t>(k);
    for (std::size_t row = 0; row < matrix.rows; ++row) {
        std::size_t nearest = 0;
        float least = std::numeric_limits<float>::infinity();
        for (std::size_t c = 0; c < count; ++c) {
            float distance = 0.0f;
            for (const auto& column : matrix.columns) {
                const float difference =
                    column->values[row] - column->values[c * matrix.rows / count];
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                nearest = c;
            }
        }
        labels.push_back(static_cast<analysis::Label>(nearest));
    }
    return labels;
}

inline double plain_distance(const features::Matrix& matrix, std::size_t a, std::size_t b) {
    double sum = 0.0;
    for (const auto& column : matrix.columns) {
        const double difference =
            static_cast<double>(column->values[a]) - static_cast<double>(column->values[b]);
        sum += difference * difference;
    }
    return std::sqrt(sum);
}

// One row's silhouette by the definition.
inline double plain_silhouette(const features::Matrix& matrix,
                               const std::vector<analysis::Label>& labels, std::size_t row) {
    std::vector<double> sums(256), sizes(256);
    for (std::size_t other = 0; other < matrix.rows; ++other)
        if (other != row) {
            sums[labels[other]] += plain_distance(matrix, row, other);
            sizes[labels[other]] += 1.0;
        }
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < sums.size(); ++c)
        if (c != labels[row] && sizes[c] > 0.0)
            nearest = std::min(nearest, sums[c] / sizes[c]);
    if (sizes[labels[row]] == 0.0 || std::isinf(nearest))
        return 0.0;
    const double own = sums[labels[row]] / sizes[labels[row]];
    const double larger = std::max(own, nearest);
    return larger > 0.0 ? (nearest - own) / larger : 0.0;
}

} // namespace cohortscope::test
