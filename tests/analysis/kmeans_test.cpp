#include "analysis/kmeans/kmeans.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <set>

#include <doctest/doctest.h>

#include "analysis/kmeans/kmeans_crossing.h"
#include "analysis/kmeans/kmeans_lloyd.h"
#include "analysis/kmeans/kmeans_seeding.h"
#include "base/error.h"
#include "support/kmeans_checks.h"
#include "support/kmeans_matrix.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using namespace cohortscope::test;

TEST_CASE("two pairs on a line are two clusters") {
    const features::Matrix matrix = matrix_of(std::vector<double>{0, 1, 10, 13}, 1);
    Clustering result = fit(matrix, {.k = 2});
    number_canonically(result, std::vector<double>{0, 1, 10, 13});
    CHECK(result.labels == std::vector<Label>{0, 0, 1, 1});
    CHECK(result.centres[0] == doctest::Approx(0.5));
    CHECK(result.centres[1] == doctest::Approx(11.5));
    CHECK(result.sizes == std::vector<std::size_t>{2, 2});
    CHECK(result.inertia == doctest::Approx(0.5 + 4.5));
    CHECK(result.converged);
}

TEST_CASE("equal distances go to the lower cluster number") {
    const features::Matrix matrix = matrix_of(std::vector<double>{-2, 0, 0, 2}, 1);
    const Clustering result = lloyd_iteration(matrix, std::vector<double>{-2, 2}, 2);
    CHECK(result.labels == std::vector<Label>{0, 0, 0, 1});
}

TEST_CASE("an empty cluster takes the row farthest from its centre, the lowest of equal ones") {
    const features::Matrix matrix = matrix_of(std::vector<double>{-3, 3, 0, 1, -1}, 1);
    const Clustering result = lloyd_iteration(matrix, std::vector<double>{0, 100, 200}, 3);
    CHECK(result.labels == std::vector<Label>{1, 2, 0, 0, 0});
    CHECK(result.centres == std::vector<double>{0, -3, 3});
}

TEST_CASE("one cluster is the mean of all rows") {
    const features::Matrix matrix = cloud_matrix({.rows = 333, .d = 2});
    const Clustering result = fit(matrix, {.k = 1});
    check_fixed_point(matrix, result);
    CHECK(result.centres[0] == doctest::Approx(matrix.columns[0]->offset));
}

TEST_CASE("as many clusters as rows leave no inertia") {
    const features::Matrix matrix = cloud_matrix({.rows = 50, .d = 3});
    const Clustering result = fit(matrix, {.k = 50, .restarts = 3});
    CHECK(result.inertia == 0.0);
    CHECK(std::set<int>(result.labels.begin(), result.labels.end()).size() == 50);
}

TEST_CASE("one row is one cluster") {
    const features::Matrix matrix = matrix_of(std::vector<double>{4, 5}, 2);
    const Clustering result = fit(matrix, {.k = 1});
    CHECK(result.centres == std::vector<double>{4, 5});
    CHECK(result.inertia == 0.0);
}

TEST_CASE("duplicates are one row as far as k goes") {
    std::vector<double> values;
    for (int i = 0; i < 500; ++i)
        values.push_back(i % 3);
    const features::Matrix matrix = matrix_of(values, 1);
    const Clustering result = fit(matrix, {.k = 3});
    CHECK(result.inertia == doctest::Approx(0.0));
    check_fixed_point(matrix, result);
    CHECK_THROWS_WITH_AS(fit(matrix, {.k = 7}),
                         "k = 7 needs at least 7 distinct rows; the table has 3 after scaling",
                         base::Error);
}

TEST_CASE("rows that are all equal allow one cluster only") {
    const features::Matrix matrix = matrix_of(std::vector<double>(40, 1.5), 2);
    CHECK(fit(matrix, {.k = 1}).inertia == 0.0);
    CHECK_THROWS_WITH_AS(fit(matrix, {.k = 2}),
                         "k = 2 needs at least 2 distinct rows; the table has 1 after scaling",
                         base::Error);
    const std::vector<Label> all_zero(matrix.rows);
    CHECK_THROWS_AS(refine_kmeans(matrix, all_zero, 1, {.k = 2}, 10.0), base::Error);
    const std::vector<double> both_there{1.5, 1.5, 1.5, 1.5};
    CHECK_THROWS_AS(lloyd_iteration(matrix, both_there, 2), base::Error);
}

TEST_CASE("a matrix without rows is refused") {
    features::Matrix matrix;
    matrix.columns.push_back(std::make_shared<features::MatrixColumn>());
    CHECK_THROWS_AS(fit(matrix, {.k = 1}), base::Error);
    CHECK_THROWS_AS(refine_kmeans(matrix, {}, 1, {.k = 1}, 1.0), base::Error);
}

TEST_CASE("a constant column changes nothing") {
    const std::vector<double> values = cloud_values(Cloud{.rows = 300, .d = 1});
    std::vector<double> wide;
    for (const double value : values) {
        wide.push_back(value);
        wide.push_back(7.0);
    }
    const Clustering narrow = fit(matrix_of(values, 1), {.k = 4, .tolerance = 0.0});
    const Clustering padded = fit(matrix_of(wide, 2), {.k = 4, .tolerance = 0.0});
    CHECK(narrow.labels == padded.labels);
    CHECK(narrow.inertia == padded.inertia);
}

TEST_CASE("a result is a fixed point, whatever the shape of the table") {
    for (const std::size_t rows : {63u, 64u, 65u, 5000u, 20001u})
        for (const std::size_t d : {1u, 5u, 9u})
            for (const double grain : {0.0, 0.5}) {
                CAPTURE(rows);
                CAPTURE(d);
                CAPTURE(grain);
                const features::Matrix matrix =
                    cloud_matrix({.rows = rows, .d = d, .blobs = 6, .grain = grain});
                const Clustering result = fit(matrix, {.k = 6, .restarts = 3});
                CHECK(result.converged);
                check_fixed_point(matrix, result);
            }
}

TEST_CASE("inertia never rises from one iteration to the next") {
    const features::Matrix matrix = cloud_matrix({.rows = 9000, .d = 4});
    const ChunkedRows rows(matrix);
    base::Progress progress;
    LloydRun run = LloydRun::from_centres(rows, seed_centres(rows, {8, 3, 0, 1}, progress));
    LloydRun* const only[] = {&run};
    double before = std::numeric_limits<double>::infinity();
    while (!run.settled()) {
        iterate(rows, only);
        CHECK(run.inertia() <= before * (1 + 1e-12));
        before = run.inertia();
    }
}

TEST_CASE("inertia from the sums is inertia from the rows") {
    const features::Matrix matrix = cloud_matrix({.rows = 3000, .d = 4});
    const ChunkedRows rows(matrix);
    base::Progress progress;
    LloydRun run = LloydRun::from_centres(rows, seed_centres(rows, {5, 3, 0, 1}, progress));
    settle(rows, run, 300, progress);
    CHECK(run.quick_inertia(total_variance(matrix) * 3000) ==
          doctest::Approx(run.inertia()).epsilon(1e-6));
}

TEST_CASE("a run ends where plain Lloyd in double precision does") {
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
        const features::Matrix matrix = cloud_matrix({.rows = 4000, .d = 5, .seed = seed});
        const ChunkedRows rows(matrix);
        base::Progress progress;
        const std::vector<float> seeds = seed_centres(rows, {5, seed, 0, 1}, progress);
        LloydRun run = LloydRun::from_centres(rows, seeds);
        settle(rows, run, 300, progress);
        std::vector<double> centres(seeds.begin(), seeds.end());
        for (std::size_t i = 0; i < centres.size(); ++i)
            centres[i] += matrix.columns[i % 5]->offset;
        CHECK(run.inertia() ==
              doctest::Approx(reference_inertia(matrix, centres, 5)).epsilon(1e-6));
    }
}

TEST_CASE("seeds are distinct rows, and a restart's do not depend on the others") {
    const features::Matrix matrix = cloud_matrix({.rows = 9000, .d = 2, .grain = 1.0});
    const ChunkedRows rows(matrix);
    base::Progress progress;
    const std::vector<float> together = seed_centres(rows, {9, 42, 0, 6}, progress);
    const std::vector<float> alone = seed_centres(rows, {9, 42, 4, 1}, progress);
    CHECK(std::equal(alone.begin(), alone.end(), together.begin() + 4 * 9 * 2));
    std::set<std::pair<float, float>> distinct;
    for (std::size_t i = 0; i < alone.size(); i += 2)
        distinct.insert({alone[i], alone[i + 1]});
    CHECK(distinct.size() == 9);
}

TEST_CASE("the bits are the same from 1, 2 and 7 threads") {
    const features::Matrix matrix = cloud_matrix({.rows = 60000, .d = 5, .blobs = 9});
    const KMeansSettings settings{.k = 7, .restarts = 4};
    const Clustering first = fit(matrix, settings);
    for (const int threads : {1, 2, 7}) {
        const base::ThreadLimit limit(threads);
        CHECK(same_bits(fit(matrix, settings), first));
        CHECK(same_bits(refine_kmeans(matrix, first.labels, 7, {.k = 9}, 1e9),
                        refine_kmeans(matrix, first.labels, 7, {.k = 9}, 1e9)));
    }
}

TEST_CASE("a fit is not worse than any of its restarts") {
    const features::Matrix matrix = cloud_matrix({.rows = 3000, .d = 2, .blobs = 20});
    const double inertia = fit(matrix, {.k = 12}).inertia;
    const ChunkedRows rows(matrix);
    base::Progress progress;
    for (int restart = 0; restart < 10; ++restart) {
        LloydRun run =
            LloydRun::from_centres(rows, seed_centres(rows, {12, 42, restart, 1}, progress));
        settle(rows, run, 300, progress);
        CHECK(inertia <= run.inertia() * (1 + 1e-4));
    }
}

TEST_CASE("a fit of a small table is as good as one from many times the restarts") {
    for (const std::uint64_t seed : {1u, 2u, 3u})
        for (const std::size_t d : {8u, 19u})
            for (const int k : {3, 5}) {
                CAPTURE(seed);
                CAPTURE(d);
                CAPTURE(k);
                const features::Matrix matrix =
                    cloud_matrix({.rows = 300, .d = d, .blobs = 1, .seed = seed});
                const double inertia = fit(matrix, {.k = k}).inertia;
                const double many = fit(matrix, {.k = k, .restarts = 100, .seed = 7}).inertia;
                CHECK(inertia <= many * 1.0005);
            }
}

TEST_CASE("two centres that share a cloud are told to part") {
    std::vector<double> values;
    base::Random random(5);
    for (int row = 0; row < 3000; ++row)
        values.push_back(100.0 * (row % 3) + random.normal());
    const features::Matrix matrix = matrix_of(values, 1);
    // Less the offset of about 100: two centres in the first cloud, one between the others.
    const FoundCentres start{.runs = {{-101.0f, -99.0f, 50.0f}}, .best = 0, .inertia = 5e6};
    base::Progress progress;
    const auto found = cross_clusterings(matrix, start, 42, progress);
    REQUIRE(!found.empty());
    std::vector<float> best = found.front();
    std::sort(best.begin(), best.end());
    CHECK(best[0] == doctest::Approx(-100).epsilon(0.01));
    CHECK(std::abs(best[1]) < 1.0f);
    CHECK(best[2] == doctest::Approx(100).epsilon(0.01));
}

TEST_CASE("a sample that misses rare rows does not stop a fit") {
    // 5 distinct rows, four of them at places that no sample of every second row visits.
    std::vector<double> values(40000, 0.0);
    for (const std::size_t row : {1u, 3u, 7u, 11u})
        values[row] = static_cast<double>(row);
    const Clustering result = fit(matrix_of(values, 1), {.k = 5});
    CHECK(result.inertia == doctest::Approx(0.0));
    CHECK(result.sizes.size() == 5);
}

TEST_CASE("a fit stops at the most iterations allowed and says that it has not converged") {
    const features::Matrix matrix = cloud_matrix({.rows = 20000, .d = 4, .blobs = 1});
    const Clustering result = fit(matrix, {.k = 8, .restarts = 2, .max_iterations = 3});
    CHECK(result.iterations == 3);
    CHECK_FALSE(result.converged);
    CHECK(std::accumulate(result.sizes.begin(), result.sizes.end(), std::size_t{0}) == 20000);
}

TEST_CASE("a cancelled fit throws") {
    const features::Matrix matrix = cloud_matrix({});
    base::Progress progress;
    progress.cancel();
    CHECK_THROWS_AS(fit_kmeans(matrix, {}, progress), base::Cancelled);
}
