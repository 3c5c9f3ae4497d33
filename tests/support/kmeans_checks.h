// What a clustering promises, checked against plain double precision; for the K-Means tests.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "analysis/kmeans/kmeans.h"

namespace cohortscope::test {

using analysis::Clustering;
using analysis::KMeansSettings;

inline Clustering fit(const features::Matrix& matrix, const KMeansSettings& settings) {
    base::Progress progress;
    return fit_kmeans(matrix, settings, progress);
}

inline double coordinate(const features::Matrix& matrix, std::size_t row, std::size_t f) {
    return static_cast<double>(matrix.columns[f]->values[row]) + matrix.columns[f]->offset;
}

inline double squared_distance(const features::Matrix& matrix, std::size_t row,
                               const double* centre) {
    double sum = 0.0;
    for (std::size_t f = 0; f < matrix.dimensions(); ++f)
        sum += (coordinate(matrix, row, f) - centre[f]) * (coordinate(matrix, row, f) - centre[f]);
    return sum;
}

// What a converged clustering promises: nearest centres, centres are means, sizes and inertia add
// up. A preview's inertia is good to about 1e-5.
inline void check_fixed_point(const features::Matrix& matrix, const Clustering& result,
                              double inertia_tolerance = 1e-9) {
    const std::size_t d = matrix.dimensions();
    const auto k = static_cast<std::size_t>(result.k);
    REQUIRE(result.labels.size() == matrix.rows);
    REQUIRE(result.centres.size() == k * d);
    std::vector<double> sums(k * d);
    std::vector<std::size_t> sizes(k);
    double inertia = 0.0;
    std::size_t not_nearest = 0;
    for (std::size_t row = 0; row < matrix.rows; ++row) {
        const std::size_t label = result.labels[row];
        const double own = squared_distance(matrix, row, &result.centres[label * d]);
        for (std::size_t j = 0; j < k; ++j)
            not_nearest +=
                squared_distance(matrix, row, &result.centres[j * d]) < own * (1 - 1e-5) - 1e-10;
        for (std::size_t f = 0; f < d; ++f)
            sums[label * d + f] += coordinate(matrix, row, f);
        ++sizes[label];
        inertia += own;
    }
    CHECK(not_nearest == 0);
    CHECK(sizes == result.sizes);
    CHECK(std::count(sizes.begin(), sizes.end(), std::size_t{0}) == 0);
    for (std::size_t i = 0; i < sums.size(); ++i)
        CHECK(std::abs(sums[i] / static_cast<double>(sizes[i / d]) - result.centres[i]) < 1e-9);
    CHECK(result.inertia == doctest::Approx(inertia).epsilon(inertia_tolerance));
}

// Plain Lloyd in double precision from given centres, to convergence.
inline double reference_inertia(const features::Matrix& matrix, std::vector<double> centres,
                                int k) {
    const std::size_t d = matrix.dimensions();
    double inertia = 0.0;
    for (int iteration = 0; iteration < 300; ++iteration) {
        std::vector<double> sums(centres.size());
        std::vector<double> sizes(static_cast<std::size_t>(k));
        inertia = 0.0;
        for (std::size_t row = 0; row < matrix.rows; ++row) {
            std::size_t best = 0;
            double nearest = std::numeric_limits<double>::infinity();
            for (std::size_t j = 0; j < sizes.size(); ++j)
                if (const double distance = squared_distance(matrix, row, &centres[j * d]);
                    distance < nearest) {
                    nearest = distance;
                    best = j;
                }
            inertia += nearest;
            sizes[best] += 1.0;
            for (std::size_t f = 0; f < d; ++f)
                sums[best * d + f] += coordinate(matrix, row, f);
        }
        for (std::size_t i = 0; i < centres.size(); ++i)
            centres[i] = sums[i] / sizes[i / d];
    }
    return inertia;
}

inline bool same_bits(const Clustering& a, const Clustering& b) {
    return a.labels == b.labels && a.centres == b.centres && a.sizes == b.sizes &&
           a.inertia == b.inertia && a.iterations == b.iterations && a.converged == b.converged;
}

} // namespace cohortscope::test
