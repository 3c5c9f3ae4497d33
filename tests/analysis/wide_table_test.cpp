// Tables of more than eight columns, for which kernels and searches have ways of their own.
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <functional>
#include <thread>

#include <doctest/doctest.h>

#include "analysis/kmeans/kmeans_cells.h"
#include "analysis/kmeans/kmeans_lloyd.h"
#include "analysis/kmeans/kmeans_seeding.h"
#include "analysis/neighbours/hopkins.h"
#include "analysis/silhouette/silhouette.h"
#include "base/error.h"
#include "base/parallel.h"
#include "support/kmeans_checks.h"
#include "support/ward_checks.h"
#include "support/wide_matrix.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using namespace cohortscope::test;

namespace {

using Clock = std::chrono::steady_clock;

// How long a computation goes on after it is asked to stop, 50 ms after it began; below 0 where it
// was done before.
double seconds_to_stop(const std::function<void(base::Progress&)>& work) {
    base::Progress progress;
    std::atomic<bool> cancelled = false;
    std::thread worker([&] {
        try {
            work(progress);
        } catch (const base::Cancelled&) {
            cancelled = true;
        }
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    progress.cancel();
    const auto asked = Clock::now();
    worker.join();
    const std::chrono::duration<double> passed = Clock::now() - asked;
    return cancelled ? passed.count() : -1.0;
}

} // namespace

TEST_CASE("a clustering of a wide table is a fixed point, with indicators alone too") {
    for (const std::size_t rows : {65u, 3000u, 20001u})
        for (const std::size_t numbers : {0u, 12u}) {
            CAPTURE(rows);
            CAPTURE(numbers);
            const features::Matrix matrix = wide_matrix({.rows = rows, .numbers = numbers});
            const Clustering result = fit(matrix, {.k = 6, .restarts = 3});
            CHECK(result.converged);
            check_fixed_point(matrix, result);
        }
}

TEST_CASE("a run on a wide table ends where plain Lloyd in double precision does") {
    for (const std::uint64_t seed : {1u, 2u, 3u})
        for (const std::size_t numbers : {0u, 12u}) {
            const features::Matrix matrix =
                wide_matrix({.rows = 5000, .numbers = numbers, .seed = seed});
            const std::size_t d = matrix.dimensions();
            for (const bool by_points : {false, true}) {
                ChunkedRows rows(matrix);
                if (by_points)
                    rows.keep_points();
                base::Progress progress;
                const std::vector<float> seeds = seed_centres(rows, {5, seed, 0, 1}, progress);
                LloydRun run = LloydRun::from_centres(rows, seeds);
                settle(rows, run, 300, progress);
                std::vector<double> centres(seeds.begin(), seeds.end());
                for (std::size_t i = 0; i < centres.size(); ++i)
                    centres[i] += matrix.columns[i % d]->offset;
                // Ties of indicators may part otherwise than in double precision.
                CHECK(run.inertia() == doctest::Approx(reference_inertia(matrix, centres, 5))
                                           .epsilon(numbers == 0 ? 2e-2 : 1e-6));
            }
        }
}

TEST_CASE("equal rows of a wide table have one label, and too few distinct ones are refused") {
    std::vector<double> values;
    for (std::size_t row = 0; row < 9000; ++row)
        for (std::size_t f = 0; f < 40; ++f)
            values.push_back(f == row % 4 ? 1.0 : 0.0);
    const features::Matrix matrix = matrix_of(values, 40);
    const Clustering result = fit(matrix, {.k = 4});
    CHECK(result.inertia == doctest::Approx(0.0));
    for (std::size_t row = 4; row < 9000; ++row)
        CHECK(result.labels[row] == result.labels[row - 4]);
    CHECK_THROWS_AS(fit(matrix, {.k = 5}), base::Error);
}

TEST_CASE("a wide table's clustering has the same bits from 1, 2 and 7 threads") {
    const features::Matrix matrix = wide_matrix({.rows = 20000});
    const KMeansSettings settings{.k = 7, .restarts = 4};
    const Clustering first = fit(matrix, settings);
    const Clustering preview = refine_kmeans(matrix, first.labels, 7, {.k = 9}, 1e9);
    for (const int threads : {1, 2, 7}) {
        const base::ThreadLimit limit(threads);
        CHECK(same_bits(fit(matrix, settings), first));
        CHECK(same_bits(refine_kmeans(matrix, first.labels, 7, {.k = 9}, 1e9), preview));
    }
}

TEST_CASE("the cells of a wide table are few, hold every row, and need no rows side by side") {
    const features::Matrix matrix = wide_matrix({.rows = 30000});
    ChunkedRows rows(matrix);
    rows.keep_points();
    const double inertia = total_variance(matrix) * 30000 / 2;
    const Cells by_points = make_cells(matrix, inertia / 5, {5, rows.points()});
    const Cells cells = make_cells(matrix, inertia / 5, {5, nullptr});
    CHECK(cells.count() <= 8192 * 8 / 40);
    CHECK(cells.count() > 200);
    double held = 0.0;
    for (const double weight : cells.weights)
        held += weight;
    CHECK(held == 30000);
    CHECK(by_points.values == cells.values);
    CHECK(by_points.weights == cells.weights);
}

TEST_CASE("Ward's merges in 40 columns are the cheapest of all pairs, also among indicators") {
    for (const std::size_t numbers : {0u, 12u})
        for (const std::size_t categories : {4u, 6u}) {
            const features::Matrix matrix =
                wide_matrix({.rows = 120, .numbers = numbers, .categories = categories});
            check_greedy(tree_of(matrix), matrix);
        }
}

TEST_CASE("the studies of a wide table stop within half a second of being asked to") {
    const features::Matrix matrix = wide_matrix({.rows = 30000});
    const Clustering clustering = fit(matrix, {.k = 5, .restarts = 1});
    const std::array labellings{Labelling{clustering.labels, 5}};
    CHECK(seconds_to_stop([&](base::Progress& progress) { ward(matrix, progress); }) < 0.5);
    CHECK(seconds_to_stop([&](base::Progress& progress) { hopkins(matrix, 42, progress); }) < 0.5);
    CHECK(seconds_to_stop(
              [&](base::Progress& progress) { silhouettes(matrix, labellings, progress); }) < 0.5);
    CHECK(seconds_to_stop([&](base::Progress& progress) {
              fit_kmeans(matrix, {.k = 50, .restarts = 20}, progress);
          }) < 0.5);
}
