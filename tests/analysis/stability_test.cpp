#include "analysis/stability/stability.h"

#include <doctest/doctest.h>

#include "analysis/stability/stability_resample.h"
#include "base/parallel.h"
#include "support/kmeans_checks.h"
#include "support/kmeans_matrix.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using cohortscope::test::Cloud;

namespace {

Stability stability_of(const features::Matrix& matrix, const Clustering& clustering,
                       int resamples = kResamples) {
    base::Progress progress;
    return bootstrap_stability(matrix, clustering, {.k = clustering.k, .restarts = 4}, resamples,
                               progress);
}

// Three groups on a line, each within 1, with 100 between them.
features::Matrix far_groups(std::size_t rows) {
    base::Random random(3);
    std::vector<double> values;
    for (std::size_t row = 0; row < rows; ++row)
        values.push_back(100.0 * static_cast<double>(row % 3) + random.uniform());
    return test::matrix_of(values, 1);
}

} // namespace

TEST_CASE("clusters far apart come back whole from every resample") {
    const features::Matrix matrix = far_groups(300);
    const Stability result = stability_of(matrix, test::fit(matrix, {.k = 3}));
    CHECK(result.jaccard == std::vector<double>{1.0, 1.0, 1.0});
    CHECK(result.resamples == kResamples);
}

TEST_CASE("clusters of mere noise are shaky") {
    const features::Matrix noise = test::cloud_matrix(Cloud{.rows = 1000, .d = 8, .blobs = 1});
    for (const double jaccard : stability_of(noise, test::fit(noise, {.k = 6})).jaccard)
        CHECK(jaccard < kModerate);
}

TEST_CASE("one cluster is always the same") {
    const features::Matrix matrix = test::cloud_matrix(Cloud{.rows = 50});
    CHECK(stability_of(matrix, test::fit(matrix, {.k = 1})).jaccard == std::vector<double>{1.0});
}

TEST_CASE("a cluster that splits another one's rows has the coefficient worked out by hand") {
    // The clustering to judge puts a fifth of the second group into the first: whatever is drawn,
    // K-Means brings the groups back. With group sizes close to a drawn 63 %, the coefficients are
    // close to 100 / 120 and 80 / 100.
    std::vector<double> values;
    Clustering judged{.k = 2, .labels = {}, .centres = {}, .sizes = {}};
    for (int row = 0; row < 20'000; ++row) {
        values.push_back(row % 2 == 0 ? 0.001 * row / 20'000 : 50.0);
        judged.labels.push_back(row % 2 == 1 && row % 10 != 1);
    }
    const features::Matrix matrix = test::matrix_of(values, 1);
    const Stability result = stability_of(matrix, judged, 5);
    CHECK(result.jaccard[0] == doctest::Approx(100.0 / 120.0).epsilon(0.01));
    CHECK(result.jaccard[1] == doctest::Approx(80.0 / 100.0).epsilon(0.01));
}

TEST_CASE("a resample with fewer distinct rows than clusters has as many clusters as those") {
    // Of five distinct rows a resample nearly always misses one.
    const features::Matrix matrix = test::matrix_of(std::vector<double>{0, 1, 5, 9, 30}, 1);
    const Stability result = stability_of(matrix, test::fit(matrix, {.k = 5}));
    for (const double jaccard : result.jaccard)
        CHECK(jaccard == 1.0); // single rows come back as such whenever they are drawn
    const features::Matrix equal = test::matrix_of(std::vector<double>(40, 7.0), 1);
    Clustering halves{.k = 2, .labels = std::vector<Label>(40), .centres = {}, .sizes = {}};
    std::fill_n(halves.labels.begin(), 10, Label{1});
    const Stability of_equal = stability_of(equal, halves);
    CHECK(of_equal.jaccard[0] == doctest::Approx(0.75).epsilon(0.1));
    CHECK(of_equal.jaccard[1] == doctest::Approx(0.25).epsilon(0.1));
}

TEST_CASE("tables of no row and of one, clusters without rows and no resamples have an answer") {
    const features::Matrix one = test::matrix_of(std::vector<double>{3.0}, 1);
    CHECK(stability_of(one, {.k = 1, .labels = {0}, .centres = {}, .sizes = {}}).jaccard ==
          std::vector<double>{1.0});
    CHECK(stability_of(one, {.k = 2, .labels = {1}, .centres = {}, .sizes = {}}).jaccard ==
          std::vector<double>{0.0, 1.0});
    CHECK(stability_of(one, {.k = 1, .labels = {0}, .centres = {}, .sizes = {}}, 0).jaccard ==
          std::vector<double>{0.0});
    features::Matrix none = one;
    none.rows = 0;
    CHECK(stability_of(none, {.k = 2, .labels = {}, .centres = {}, .sizes = {}}).jaccard ==
          std::vector<double>{0.0, 0.0});
}

TEST_CASE("stability is the same for a seed on any number of threads and differs between seeds") {
    const features::Matrix matrix = test::cloud_matrix(Cloud{.rows = 20'000, .blobs = 2});
    const Clustering clustering = test::fit(matrix, {.k = 4});
    const Stability many = stability_of(matrix, clustering, 4);
    base::Progress progress;
    const Stability other =
        bootstrap_stability(matrix, clustering, {.restarts = 4, .seed = 43}, 4, progress);
    CHECK(other.jaccard != many.jaccard);
    CHECK(progress.fraction() == 1.0);
    const base::ThreadLimit limit(1);
    CHECK(stability_of(matrix, clustering, 4).jaccard == many.jaccard);
}

TEST_CASE("stability stops when it is cancelled") {
    const features::Matrix matrix = test::cloud_matrix(Cloud{.rows = 2000});
    const Clustering clustering = test::fit(matrix, {.k = 4});
    base::Progress progress;
    progress.cancel();
    CHECK_THROWS_AS(bootstrap_stability(matrix, clustering, {}, 25, progress), base::Cancelled);
}

TEST_CASE("a resample holds the rows drawn, centred, with its own offsets and variances") {
    const features::Matrix matrix = test::cloud_matrix(Cloud{.rows = 10'000, .d = 2});
    base::Random random(9);
    const Resample drawn = draw_rows(matrix, random);
    REQUIRE(drawn.rows.size() == 10'000);
    CHECK(std::is_sorted(drawn.rows.begin(), drawn.rows.end()));
    std::vector<std::uint32_t> distinct = drawn.rows;
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    CHECK(static_cast<double>(distinct.size()) / 10'000 == doctest::Approx(0.632).epsilon(0.02));
    for (std::size_t f = 0; f < 2; ++f) {
        const features::MatrixColumn& column = *drawn.matrix.columns[f];
        double sum = 0.0, squares = 0.0, farthest = 0.0;
        for (std::size_t i = 0; i < 10'000; ++i) {
            const double value = static_cast<double>(column.values[i]);
            sum += value;
            squares += value * value;
            farthest = std::max(farthest, std::abs(value + column.offset -
                                                   test::coordinate(matrix, drawn.rows[i], f)));
        }
        CHECK(sum / 10'000 == doctest::Approx(0.0).scale(1.0).epsilon(1e-7));
        CHECK(column.variance == doctest::Approx(squares / 10'000).epsilon(1e-6));
        CHECK(farthest < 1e-6);
        CHECK(column.values.size() % features::kRowPadding == 0);
        CHECK(column.values.back() == 0.0f);
    }
}
