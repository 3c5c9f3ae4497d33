#include "analysis/kmeans/kmeans_cells.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <doctest/doctest.h>

#include "analysis/kmeans/kmeans_cell_run.h"
#include "analysis/kmeans/kmeans_crossing.h"
#include "analysis/kmeans/kmeans_lloyd.h"
#include "base/parallel.h"
#include "support/kmeans_matrix.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using namespace cohortscope::test;

namespace {

double rows_in(const Cells& cells) {
    return std::accumulate(cells.weights.begin(), cells.weights.end(), 0.0);
}

// Σ over cells of the squared length of their mean, times their rows.
double squares_of_means(const Cells& cells) {
    double sum = 0.0;
    for (std::size_t cell = 0; cell < cells.count(); ++cell)
        for (std::size_t f = 0; f < cells.d; ++f) {
            const auto mean = static_cast<double>(cells.column(f)[cell]);
            sum += cells.weights[cell] * mean * mean;
        }
    return sum;
}

CellOptimum iterated(const Cells& cells, std::vector<float> centres) {
    return iterate_cells(cells, std::move(centres), {.squared_shift = 0.0, .iterations = 300});
}

} // namespace

TEST_CASE("equal rows are one cell with their number") {
    const Cells cells = make_cells(matrix_of(std::vector<double>{0, 3, 0, 5, 3, 0, 0, 5}, 1), 1.0);
    // The mean of 2 is taken off.
    REQUIRE(cells.count() == 3);
    CHECK(std::vector<float>(cells.column(0), cells.column(0) + 3) == std::vector<float>{-2, 1, 3});
    CHECK(cells.weights == std::vector<double>{4, 2, 2});
    CHECK(cells.total == doctest::Approx(4 * 4 + 2 * 1 + 2 * 9));
}

TEST_CASE("rows that are all equal are one cell, and so is a single row") {
    const Cells equal = make_cells(matrix_of(std::vector<double>(600, 1.5), 2), 0.0);
    CHECK(equal.weights == std::vector<double>{300});
    CHECK(equal.total < 1e-20);
    CHECK(make_cells(matrix_of(std::vector<double>{4, 5}, 2), 0.0).weights ==
          std::vector<double>{1});
}

TEST_CASE("every row of a large table is in one cell, and what cells leave out is little") {
    for (const double grain : {0.0, 0.5}) {
        CAPTURE(grain);
        const features::Matrix matrix =
            cloud_matrix({.rows = 40000, .d = 4, .blobs = 6, .grain = grain});
        const double cluster_inertia = total_variance(matrix) * 40000 / 20;
        const Cells cells = make_cells(matrix, cluster_inertia);
        CHECK(cells.count() <= 8192);
        CHECK(rows_in(cells) == 40000);
        CHECK(cells.total == doctest::Approx(total_variance(matrix) * 40000).epsilon(1e-5));
        const double left_out = cells.total - squares_of_means(cells);
        CHECK(left_out >= -1e-6 * cells.total);
        CHECK(left_out < 0.5 * cluster_inertia);
    }
}

TEST_CASE("a table too varied for its tolerance has coarser cells") {
    const features::Matrix matrix = cloud_matrix({.rows = 30000, .d = 8, .blobs = 1});
    const Cells cells = make_cells(matrix, 1.0);
    CHECK(cells.count() <= 8192);
    CHECK(cells.count() > 1024);
    CHECK(rows_in(cells) == 30000);
}

TEST_CASE("few rows far out have cells of their own") {
    std::vector<double> values;
    for (int row = 0; row < 50000; ++row)
        values.push_back(row % 5000 == 77 ? 1000.0 + row : 0.001 * (row % 100));
    const features::Matrix matrix = matrix_of(values, 1);
    const Cells cells = make_cells(matrix, 0.01 * total_variance(matrix) * 50000);
    std::size_t far = 0;
    for (std::size_t cell = 0; cell < cells.count(); ++cell)
        far += static_cast<double>(cells.column(0)[cell]) > 900.0;
    CHECK(far == 10);
}

TEST_CASE("cells are the same from 1, 2 and 7 threads") {
    const features::Matrix matrix = cloud_matrix({.rows = 60000, .d = 5, .blobs = 9});
    const Cells first = make_cells(matrix, 1000.0);
    for (const int threads : {1, 2, 7}) {
        const base::ThreadLimit limit(threads);
        const Cells again = make_cells(matrix, 1000.0);
        CHECK(again.values == first.values);
        CHECK(again.weights == first.weights);
        CHECK(again.total == first.total);
    }
}

TEST_CASE("iterations over cells of equal rows lead where those over the rows do") {
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
        const features::Matrix matrix =
            cloud_matrix({.rows = 6000, .d = 3, .grain = 0.5, .seed = seed});
        const Cells cells = make_cells(matrix, 1.0);
        CHECK(cells.count() < 6000);
        std::vector<float> centres(12);
        for (std::size_t i = 0; i < centres.size(); ++i)
            centres[i] = matrix.columns[i % 3]->values[100 * (i / 3)];
        const ChunkedRows rows(matrix);
        LloydRun run = LloydRun::from_centres(rows, centres);
        base::Progress progress;
        settle(rows, run, 300, progress);
        CHECK(iterated(cells, centres).inertia == doctest::Approx(run.inertia()).epsilon(1e-6));
    }
}

TEST_CASE("an empty cluster takes the cell farthest from its centre") {
    const Cells cells = make_cells(matrix_of(std::vector<double>{-3, 2, 0, 1, 0}, 1), 1.0);
    const CellOptimum optimum = iterated(cells, {0.0f, 100.0f});
    std::vector<float> centres = optimum.centres;
    std::sort(centres.begin(), centres.end());
    CHECK(centres == std::vector<float>{-3.0f, 0.75f});
    CHECK(optimum.inertia == doctest::Approx(2.75));
}

TEST_CASE("more clusters than cells have no optimum") {
    const Cells cells = make_cells(matrix_of(std::vector<double>{0, 1, 1, 0}, 1), 1.0);
    CHECK(std::isinf(iterated(cells, {0.0f, 1.0f, 2.0f}).inertia));
}

TEST_CASE("crossing finds what no start has") {
    // Four clouds; each start has two centres in one cloud and none in another.
    std::vector<double> values;
    base::Random random(3);
    for (int row = 0; row < 30000; ++row)
        values.push_back(100.0 * (row % 4) + random.normal());
    const features::Matrix matrix = matrix_of(values, 1);
    const FoundCentres found{
        .runs = {{-151, -149, -50, 100}, {-100, 49, 51, 150}}, .best = 0, .inertia = 7.6e7};
    base::Progress progress;
    const auto better = cross_clusterings(matrix, found, 42, progress);
    REQUIRE(!better.empty());
    std::vector<float> best = better.front();
    std::sort(best.begin(), best.end());
    for (std::size_t i = 0; i < 4; ++i)
        CHECK(std::abs(static_cast<double>(best[i]) - (-150.0 + 100.0 * static_cast<double>(i))) <
              0.5);
    const base::ThreadLimit limit(1);
    CHECK(cross_clusterings(matrix, found, 42, progress) == better);
}

TEST_CASE("crossing has nothing to say about one cluster, or where the best is known") {
    const features::Matrix matrix = matrix_of(std::vector<double>{0, 1, 10, 13}, 1);
    base::Progress progress;
    const FoundCentres one{.runs = {{0.0f}}, .best = 0, .inertia = 122.0};
    CHECK(cross_clusterings(matrix, one, 42, progress).empty());
    const FoundCentres two{.runs = {{-5.5f, 5.5f}}, .best = 0, .inertia = 5.0};
    CHECK(cross_clusterings(matrix, two, 42, progress).empty());
    progress.cancel();
    CHECK_THROWS_AS(cross_clusterings(matrix, two, 42, progress), base::Cancelled);
}
