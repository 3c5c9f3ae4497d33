#include "analysis/neighbours/hopkins.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "support/kmeans_matrix.h"

using namespace cohortscope;
using test::Cloud;

namespace {

double hopkins_of(const features::Matrix& matrix, std::uint64_t seed = 42) {
    base::Progress progress;
    return analysis::hopkins(matrix, seed, progress);
}

features::Matrix uniform_matrix(std::size_t rows, std::size_t d, std::uint64_t seed) {
    base::Random random(seed);
    std::vector<double> values(rows * d);
    for (double& value : values)
        value = random.uniform();
    return test::matrix_of(values, d);
}

// The statistic by looking at every row; the draws are those of the implementation: d uniform
// numbers a place from stream 0, the first steps of a shuffle from stream 1.
double plain_hopkins(const features::Matrix& matrix, std::uint64_t seed) {
    const std::size_t n = matrix.rows;
    const std::size_t d = matrix.dimensions();
    const auto value = [&](std::size_t row, std::size_t f) {
        return static_cast<double>(matrix.columns[f]->values[row]);
    };
    const auto nearest = [&](const std::vector<double>& x, std::size_t self) {
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t row = 0; row < n; ++row) {
            double squares = 0.0;
            for (std::size_t f = 0; f < d; ++f)
                squares += (value(row, f) - x[f]) * (value(row, f) - x[f]);
            if (row != self)
                least = std::min(least, squares);
        }
        return std::sqrt(least);
    };
    base::Random places(seed, 0), rows(seed, 1);
    std::vector<std::size_t> order(n);
    for (std::size_t i = 0; i < n; ++i)
        order[i] = i;
    double u = 0.0, w = 0.0;
    for (std::size_t i = 0; i < std::clamp<std::size_t>(n / 10, 1, 2000); ++i) {
        std::vector<double> x(d);
        for (std::size_t f = 0; f < d; ++f) {
            double low = value(0, f), high = low;
            for (std::size_t row = 0; row < n; ++row) {
                low = std::min(low, value(row, f));
                high = std::max(high, value(row, f));
            }
            x[f] = low + (high - low) * places.uniform();
        }
        u += nearest(x, n);
        std::swap(order[i], order[i + rows.below(n - i)]);
        for (std::size_t f = 0; f < d; ++f)
            x[f] = value(order[i], f);
        w += nearest(x, order[i]);
    }
    return u / (u + w);
}

} // namespace

TEST_CASE("Hopkins' statistic agrees with looking at every row") {
    for (const std::size_t rows : {2, 9, 10, 57, 1000})
        for (const std::size_t d : {1, 3, 7, 40})
            for (const double grain : {0.0, 0.5}) {
                const features::Matrix matrix =
                    test::cloud_matrix({.rows = rows, .d = d, .grain = grain, .seed = rows});
                const double expected = plain_hopkins(matrix, 7);
                if (std::isnan(expected))
                    CHECK(std::isnan(hopkins_of(matrix, 7)));
                else
                    CHECK(hopkins_of(matrix, 7) == doctest::Approx(expected).epsilon(1e-12));
            }
}

TEST_CASE("Hopkins' statistic is about a half without structure and near 1 for tight clusters") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        CHECK(std::abs(hopkins_of(uniform_matrix(20'000, 2, 100 + seed), seed) - 0.5) < 0.03);
        std::vector<double> blobs = test::cloud_values({.rows = 20'000, .d = 2, .seed = seed});
        base::Random random(seed);
        for (std::size_t i = 0; i < blobs.size(); i += 2) { // five corners of [0, 100]²
            const auto corner = static_cast<double>(random.below(5));
            blobs[i] = 100.0 * std::fmod(corner, 2.0) + 0.001 * blobs[i];
            blobs[i + 1] = 50.0 * std::floor(corner / 2.0) + 0.001 * blobs[i + 1];
        }
        CHECK(hopkins_of(test::matrix_of(blobs, 2), seed) > 0.99);
    }
}

TEST_CASE("Hopkins' statistic is not a number where there is no distance") {
    CHECK(std::isnan(hopkins_of(test::matrix_of(std::vector<double>{}, 2))));
    CHECK(std::isnan(hopkins_of(test::matrix_of(std::vector<double>{1, 2}, 2))));
    CHECK(std::isnan(hopkins_of(test::matrix_of(std::vector<double>(3000, 4.0), 1))));
    // Rows on two places: every row has an equal one, no place in between has.
    std::vector<double> two;
    for (int i = 0; i < 500; ++i)
        two.push_back(i % 2);
    CHECK(hopkins_of(test::matrix_of(two, 1)) == 1.0);
}

TEST_CASE("Hopkins' statistic depends on the seed and not on the threads") {
    const features::Matrix matrix = test::cloud_matrix({.rows = 30'000, .d = 4});
    const double all = hopkins_of(matrix, 3);
    CHECK(all != hopkins_of(matrix, 4));
    const base::ThreadLimit limit(1);
    CHECK(all == hopkins_of(matrix, 3));
}

TEST_CASE("Hopkins' statistic can be cancelled") {
    base::Progress progress;
    progress.cancel();
    CHECK_THROWS_AS(analysis::hopkins(uniform_matrix(1000, 2, 1), 1, progress), base::Cancelled);
}
