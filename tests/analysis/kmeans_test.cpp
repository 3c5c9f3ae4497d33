#include "analysis/kmeans.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <set>

#include <doctest/doctest.h>

#include "analysis/kmeans_exchange.h"
#include "analysis/kmeans_lloyd.h"
#include "analysis/kmeans_seeding.h"
#include "base/error.h"
#include "support/kmeans_matrix.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using cohortscope::test::Cloud;
using cohortscope::test::cloud_matrix;
using cohortscope::test::matrix_of;

namespace {

Clustering fit(const features::Matrix& matrix, const KMeansSettings& settings) {
    base::Progress progress;
    return fit_kmeans(matrix, settings, progress);
}

double coordinate(const features::Matrix& matrix, std::size_t row, std::size_t f) {
    return static_cast<double>(matrix.columns[f]->values[row]) + matrix.columns[f]->offset;
}

double squared_distance(const features::Matrix& matrix, std::size_t row, const double* centre) {
    double sum = 0.0;
    for (std::size_t f = 0; f < matrix.dimensions(); ++f)
        sum += (coordinate(matrix, row, f) - centre[f]) * (coordinate(matrix, row, f) - centre[f]);
    return sum;
}

// What a converged clustering promises: nearest centres, centres are means, sizes and inertia add
// up. A preview's inertia is good to about 1e-5.
void check_fixed_point(const features::Matrix& matrix, const Clustering& result,
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
double reference_inertia(const features::Matrix& matrix, std::vector<double> centres, int k) {
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

bool same_bits(const Clustering& a, const Clustering& b) {
    return a.labels == b.labels && a.centres == b.centres && a.sizes == b.sizes &&
           a.inertia == b.inertia && a.iterations == b.iterations && a.converged == b.converged;
}

} // namespace

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

TEST_CASE("two centres that share a cloud are told to part") {
    std::vector<double> values;
    base::Random random(5);
    for (int row = 0; row < 3000; ++row)
        values.push_back(100.0 * (row % 3) + random.normal());
    const features::Matrix matrix = matrix_of(values, 1);
    // Less the offset of about 100: two centres in the first cloud, one between the others.
    const std::vector<std::vector<float>> starts{{-101.0f, -99.0f, 50.0f}};
    base::Progress progress;
    const std::vector<std::vector<float>> found = search_exchanges(matrix, starts, progress);
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

TEST_CASE("refining a final result with the same settings changes nothing") {
    const features::Matrix matrix = cloud_matrix({.rows = 10000, .d = 5});
    const Clustering result = fit(matrix, {.k = 5});
    const Clustering refined = refine_kmeans(matrix, result.labels, 5, {.k = 5}, 1e9);
    CHECK(refined.labels == result.labels);
    CHECK(refined.sizes == result.sizes);
    CHECK(refined.inertia == doctest::Approx(result.inertia).epsilon(1e-6));
    CHECK(refined.iterations == 1);
    CHECK(refined.converged);
}

TEST_CASE("a preview with one cluster more gives it the row farthest from its own centre") {
    const features::Matrix matrix = matrix_of(std::vector<double>{0, 1, 2, 50, 10, 11}, 1);
    const std::vector<Label> labels{0, 0, 0, 1, 1, 1};
    const Clustering result = refine_kmeans(matrix, labels, 2, {.k = 3}, 1e9);
    CHECK(result.labels == std::vector<Label>{0, 0, 0, 2, 1, 1});
    check_fixed_point(matrix, result, 1e-5);
}

TEST_CASE("a preview with one cluster fewer loses the smallest") {
    const features::Matrix matrix = matrix_of(std::vector<double>{0, 1, 2, 50, 10, 11}, 1);
    const std::vector<Label> labels{0, 0, 0, 1, 2, 2};
    const Clustering result = refine_kmeans(matrix, labels, 3, {.k = 2}, 0.0);
    CHECK(result.labels == std::vector<Label>{0, 0, 0, 1, 1, 1});
}

TEST_CASE("a preview fills the clusters that lost all their rows") {
    const features::Matrix matrix = cloud_matrix({.rows = 500, .d = 2});
    const std::vector<Label> labels(500, 3); // of 5 clusters only one has rows
    const Clustering result = refine_kmeans(matrix, labels, 5, {.k = 5, .tolerance = 0.0}, 1e9);
    CHECK(result.converged);
    check_fixed_point(matrix, result, 1e-5);
}

TEST_CASE("a preview without time does one iteration, and calling again goes on from there") {
    const features::Matrix matrix = cloud_matrix({.rows = 20000, .d = 4, .blobs = 1});
    std::vector<Label> labels(20000);
    for (std::size_t row = 0; row < labels.size(); ++row)
        labels[row] = static_cast<Label>(row % 6);
    const KMeansSettings settings{.k = 6, .tolerance = 0.0};
    Clustering result = refine_kmeans(matrix, labels, 6, settings, 0.0);
    CHECK(result.iterations == 1);
    CHECK_FALSE(result.converged);
    const Clustering at_once = refine_kmeans(matrix, labels, 6, settings, 1e9);
    for (int calls = 0; calls < 1000 && !result.converged; ++calls)
        result = refine_kmeans(matrix, result.labels, 6, settings, 0.0);
    CHECK(result.converged);
    CHECK(result.inertia == doctest::Approx(at_once.inertia).epsilon(1e-6));
}

TEST_CASE("clusters ascend by mean, then by size, then by lowest first row") {
    Clustering clustering;
    clustering.k = 4;
    clustering.labels = {3, 2, 2, 1, 0, 3, 2};
    clustering.centres = {0, 1, 2, 3};
    clustering.sizes = {1, 1, 3, 2};
    // Means: cluster 0 5, cluster 1 1, cluster 2 5, cluster 3 5.
    number_canonically(clustering, std::vector<double>{5, 5, 5, 1, 5, 5, 5});
    CHECK(clustering.labels == std::vector<Label>{2, 3, 3, 0, 1, 2, 3});
    CHECK(clustering.centres == std::vector<double>{1, 0, 3, 2});
    CHECK(clustering.sizes == std::vector<std::size_t>{1, 1, 2, 3});

    Clustering equal;
    equal.k = 2;
    equal.labels = {1, 0, 0, 1};
    equal.centres = {7, 8};
    equal.sizes = {2, 2};
    number_canonically(equal, std::vector<double>{1, 1, 1, 1});
    CHECK(equal.labels == std::vector<Label>{0, 1, 1, 0});
    CHECK(equal.centres == std::vector<double>{8, 7});
}
