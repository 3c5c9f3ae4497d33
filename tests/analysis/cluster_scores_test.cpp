#include "analysis/silhouette/cluster_scores.h"

#include <cmath>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "support/scored_tables.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using cohortscope::test::Cloud;

namespace {

using Labels = std::vector<Label>;

ClusterScores scores_of(const std::vector<double>& line, const Labels& labels, int k) {
    return cluster_scores(test::matrix_of(line, 1), {labels, k});
}

bool undefined(const ClusterScores& scores) {
    return std::isnan(scores.calinski_harabasz) && std::isnan(scores.davies_bouldin);
}

} // namespace

TEST_CASE("the scores of two pairs on a line are those worked out by hand") {
    // Centres 1 and 11 with mean 6: B = 4 · 25, W = 4 · 1; spreads 1 and 1 at a distance of 10.
    const ClusterScores scores = scores_of({0, 2, 10, 12}, {0, 0, 1, 1}, 2);
    CHECK(scores.calinski_harabasz == doctest::Approx((100.0 / 1) / (4.0 / 2)));
    CHECK(scores.davies_bouldin == doctest::Approx(2.0 / 10));
}

TEST_CASE("Davies and Bouldin's score takes the worst other cluster of each") {
    // Centres 1, 6, 21 with spreads 1, 2, 3: 3/5, max(3/5, 5/15), max(4/20, 5/15).
    const ClusterScores scores = scores_of({0, 2, 4, 8, 18, 24}, {0, 0, 1, 1, 2, 2}, 3);
    CHECK(scores.davies_bouldin == doctest::Approx((0.6 + 0.6 + 1.0 / 3) / 3));
}

TEST_CASE("a cluster without rows does not change the scores") {
    const ClusterScores without = scores_of({0, 2, 10, 12}, {0, 0, 1, 1}, 2);
    const ClusterScores with = scores_of({0, 2, 10, 12}, {4, 4, 1, 1}, 50);
    CHECK(with.calinski_harabasz == without.calinski_harabasz);
    CHECK(with.davies_bouldin == without.davies_bouldin);
}

TEST_CASE("scores are undefined for one cluster, for single rows and without rows") {
    CHECK(undefined(scores_of({0, 2, 10}, {0, 0, 0}, 1)));
    CHECK(undefined(scores_of({0, 2, 10}, {2, 2, 2}, 3)));
    CHECK(undefined(scores_of({0, 2, 10}, {0, 1, 2}, 3)));
    CHECK(undefined(scores_of({5}, {0}, 1)));
    features::Matrix none = test::matrix_of(std::vector<double>{1.0}, 1);
    none.rows = 0;
    CHECK(undefined(cluster_scores(none, {Labels{}, 2})));
}

TEST_CASE("clusters of equal rows have scikit-learn's conventional scores") {
    const ClusterScores apart = scores_of({-2, -2, 2, 2}, {0, 0, 1, 1}, 2);
    CHECK(apart.calinski_harabasz == 1.0);
    CHECK(apart.davies_bouldin == 0.0);
    const ClusterScores same = scores_of({3, 3, 3, 3}, {0, 0, 1, 1}, 2);
    CHECK(same.calinski_harabasz == 1.0);
    CHECK(same.davies_bouldin == 0.0);
    // Equal centres of rows that spread.
    const ClusterScores crossed = scores_of({-2, 2, -1, 1}, {0, 0, 1, 1}, 2);
    CHECK(crossed.calinski_harabasz == doctest::Approx(0.0));
    CHECK(crossed.davies_bouldin == 0.0);
}

TEST_CASE("scores have the same bits on any number of threads") {
    const features::Matrix matrix = test::cloud_matrix(Cloud{.rows = 50'000, .d = 5});
    const Labels labels = test::nearest_labels(matrix, 6);
    const ClusterScores many = cluster_scores(matrix, {labels, 6});
    const base::ThreadLimit limit(1);
    const ClusterScores one = cluster_scores(matrix, {labels, 6});
    CHECK(one.calinski_harabasz == many.calinski_harabasz);
    CHECK(one.davies_bouldin == many.davies_bouldin);
}
