#include "analysis/kmeans/kmeans.h"

#include <algorithm>
#include <numeric>

#include <doctest/doctest.h>

#include "support/kmeans_checks.h"
#include "support/kmeans_matrix.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using namespace cohortscope::test;

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
