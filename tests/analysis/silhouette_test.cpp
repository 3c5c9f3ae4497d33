#include "analysis/silhouette/silhouette.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "analysis/silhouette/silhouette_sums.h"
#include "base/parallel.h"
#include "support/scored_tables.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using cohortscope::test::Cloud;

namespace {

using Labels = std::vector<Label>;

Silhouette silhouette_of(const features::Matrix& matrix, const Labels& labels, int k) {
    base::Progress progress;
    const std::array labellings{Labelling{labels, k}};
    return silhouettes(matrix, labellings, progress)[0];
}

Silhouette silhouette_by(bool exactly, const features::Matrix& matrix, const Labels& labels,
                         int k) {
    base::Progress progress;
    const std::array labellings{Labelling{labels, k}};
    return silhouettes_by(exactly, matrix, labellings, progress)[0];
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
    REQUIRE(a.size() == b.size());
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

bool same_bits(const Silhouette& a, const Silhouette& b) {
    return a.values == b.values && a.mean == b.mean && a.cluster_means == b.cluster_means &&
           a.negative == b.negative;
}

features::Matrix line(const std::vector<double>& values) { return test::matrix_of(values, 1); }

// How a silhouette ended that was cancelled on its way.
struct Stopped {
    bool cancelled = false; // false where it was done before
    std::size_t falls = 0;  // of the fraction
    double after = 0.0;     // share of the whole that was still done after the cancel
};

Stopped stop(const features::Matrix& matrix, const Labels& labels) {
    Stopped stopped;
    base::Progress progress;
    std::atomic<bool> ended = false;
    std::thread worker([&] {
        const std::array labellings{Labelling{labels, 5}};
        try {
            silhouettes(matrix, labellings, progress);
        } catch (const base::Cancelled&) {
            stopped.cancelled = true;
        }
        ended = true;
    });
    double before = 0.0;
    while (before < 0.05 && !ended) {
        const double now = progress.fraction();
        stopped.falls += now < before ? 1 : 0;
        before = now;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    progress.cancel();
    before = progress.fraction();
    worker.join();
    stopped.after = progress.fraction() - before;
    return stopped;
}

} // namespace

TEST_CASE("the silhouettes of four points on a line are those worked out by hand") {
    const Silhouette result = silhouette_of(line({0, 1, 5, 7}), {0, 0, 1, 1}, 2);
    const std::vector<double> expected{5.0 / 6.0, 4.0 / 5.0, 2.5 / 4.5, 4.5 / 6.5};
    CHECK(largest_difference(result.values, expected) < 1e-7);
    CHECK(result.cluster_means[0] == doctest::Approx((expected[0] + expected[1]) / 2));
    CHECK(result.cluster_means[1] == doctest::Approx((expected[2] + expected[3]) / 2));
    CHECK(result.mean ==
          doctest::Approx((expected[0] + expected[1] + expected[2] + expected[3]) / 4));
    CHECK(result.negative == std::vector<std::size_t>{0, 0});
}

TEST_CASE("a row that lies with another cluster has a negative silhouette and is counted") {
    // 9 is labelled with 0 and 1: a = 8.5, b = (1 + 3) / 2 to 8 and 12.
    const Silhouette result = silhouette_of(line({0, 1, 9, 8, 12}), {0, 0, 0, 1, 1}, 2);
    CHECK(result.values[2] == doctest::Approx((2.0 - 8.5) / 8.5));
    CHECK(result.negative == std::vector<std::size_t>{1, 0});
}

TEST_CASE("a cluster of one row and a single cluster have silhouette 0") {
    const Silhouette one = silhouette_of(line({0, 1, 50}), {0, 0, 1}, 2);
    CHECK(one.values[2] == 0.0);
    CHECK(one.cluster_means[1] == 0.0);
    CHECK(one.values[0] > 0.9);
    CHECK(silhouette_of(line({0, 1, 50}), {0, 0, 0}, 1).values == std::vector<double>(3, 0.0));
    CHECK(silhouette_of(line({0, 1, 50}), {2, 2, 2}, 4).values == std::vector<double>(3, 0.0));
    CHECK(silhouette_of(line({0, 1, 50}), {0, 1, 2}, 3).values == std::vector<double>(3, 0.0));
}

TEST_CASE("a cluster without rows changes nothing and has mean 0") {
    const Silhouette without = silhouette_of(line({0, 1, 5, 7}), {0, 0, 1, 1}, 2);
    const Silhouette with = silhouette_of(line({0, 1, 5, 7}), {1, 1, 3, 3}, 50);
    CHECK(with.values == without.values);
    CHECK(with.mean == without.mean);
    CHECK(with.cluster_means[0] == 0.0);
    CHECK(with.cluster_means[1] == without.cluster_means[0]);
    CHECK(with.negative == std::vector<std::size_t>(50, 0));
}

TEST_CASE("tables without rows, of one row and of equal rows have silhouettes without NaN") {
    for (const bool exactly : {true, false}) {
        CAPTURE(exactly);
        features::Matrix none = line({1.0});
        none.rows = 0;
        const Silhouette empty = silhouette_by(exactly, none, {}, 3);
        CHECK(empty.values.empty());
        CHECK(empty.mean == 0.0);
        CHECK(empty.cluster_means == std::vector<double>(3, 0.0));
        CHECK(silhouette_by(exactly, line({4.0}), {0}, 1).values == std::vector<double>{0.0});
        const Silhouette equal =
            silhouette_by(exactly, line({4.0, 4.0, 4.0, 4.0}), {0, 0, 1, 1}, 2);
        CHECK(equal.values == std::vector<double>(4, 0.0));
        CHECK(equal.mean == 0.0);
    }
    base::Progress progress;
    CHECK(silhouettes(line({1.0, 2.0}), {}, progress).empty());
}

TEST_CASE("both ways to sum follow the definition for many shapes of tables") {
    for (const std::size_t rows : {2, 15, 16, 17, 64, 65, 300})
        for (const std::size_t d : {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 40, 256})
            for (const double grain : {0.0, 2.0}) {
                const features::Matrix matrix = test::cloud_matrix(
                    Cloud{.rows = rows, .d = d, .grain = grain, .seed = rows * 31 + d});
                const int k = static_cast<int>(std::min<std::size_t>(rows, 2 + d % 5));
                const Labels labels =
                    d % 2 == 0 ? test::nearest_labels(matrix, k) : test::seeded_labels(rows, k, d);
                std::vector<double> expected;
                for (std::size_t row = 0; row < rows; ++row)
                    expected.push_back(test::plain_silhouette(matrix, labels, row));
                CAPTURE(rows);
                CAPTURE(d);
                CAPTURE(grain);
                CHECK(largest_difference(silhouette_by(true, matrix, labels, k).values, expected) <
                      1e-13);
                CHECK(largest_difference(silhouette_by(false, matrix, labels, k).values, expected) <
                      5e-7);
            }
}

TEST_CASE("the fast way crosses the borders of tiles, pieces and runs of weights") {
    for (const std::size_t rows : {1023, 1024, 1025, 2047, 3000, 4100})
        for (const double grain : {0.0, 0.7, 3.0}) {
            const features::Matrix matrix =
                test::cloud_matrix(Cloud{.rows = rows, .grain = grain, .seed = rows});
            for (const int k : {1, 3, 50}) {
                const Labels labels = test::seeded_labels(rows, k, rows);
                const Silhouette exact = silhouette_by(true, matrix, labels, k);
                const Silhouette fast = silhouette_by(false, matrix, labels, k);
                CAPTURE(rows);
                CAPTURE(grain);
                CAPTURE(k);
                CHECK(largest_difference(fast.values, exact.values) < 5e-7);
                CHECK(fast.mean == doctest::Approx(exact.mean).epsilon(1e-8).scale(1.0));
            }
        }
}

TEST_CASE("float distances cost less than 1e-7 of a silhouette and 1e-8 of the mean") {
    const features::Matrix matrix = test::cloud_matrix(Cloud{.rows = 20'000, .d = 5});
    const Labels labels = test::nearest_labels(matrix, 5);
    const Silhouette exact = silhouette_by(true, matrix, labels, 5);
    const Silhouette fast = silhouette_of(matrix, labels, 5);
    const double largest = largest_difference(fast.values, exact.values);
    MESSAGE("largest error " << largest << ", of the mean " << std::abs(fast.mean - exact.mean));
    CHECK(largest < 1e-7);
    CHECK(std::abs(fast.mean - exact.mean) < 1e-8);
    CHECK(fast.negative == exact.negative);
}

TEST_CASE("labellings asked for together give what each gives alone") {
    for (const std::size_t rows : {500, 6000}) {
        const features::Matrix matrix = test::cloud_matrix(Cloud{.rows = rows, .grain = 0.05});
        std::vector<Labels> labels;
        for (int k = 2; k <= 6; ++k)
            labels.push_back(test::nearest_labels(matrix, k));
        std::vector<Labelling> labellings;
        for (int k = 2; k <= 6; ++k)
            labellings.push_back({labels[static_cast<std::size_t>(k - 2)], k});
        base::Progress progress;
        const auto together = silhouettes(matrix, labellings, progress);
        REQUIRE(together.size() == 5);
        CHECK(progress.fraction() == 1.0);
        for (std::size_t l = 0; l < labels.size(); ++l) {
            const Silhouette alone = silhouette_of(matrix, labels[l], static_cast<int>(l) + 2);
            CHECK(largest_difference(together[l].values, alone.values) <
                  (rows > kExactSilhouetteRows ? 1e-7 : 1e-13));
            CHECK(together[l].negative == alone.negative);
        }
    }
}

TEST_CASE("labellings with nothing in common are taken in parts") {
    // Nearly every row is a cell of its own.
    const std::size_t rows = 5000;
    const features::Matrix matrix = test::cloud_matrix(Cloud{.rows = rows});
    std::vector<Labels> labels;
    std::vector<Labelling> labellings;
    for (std::uint64_t seed = 0; seed < 4; ++seed)
        labels.push_back(test::seeded_labels(rows, 40, seed));
    for (const Labels& one : labels)
        labellings.push_back({one, 40});
    base::Progress progress;
    const auto together = silhouettes(matrix, labellings, progress);
    REQUIRE(together.size() == 4);
    for (std::size_t l = 0; l < labels.size(); ++l)
        CHECK(largest_difference(together[l].values, silhouette_of(matrix, labels[l], 40).values) <
              1e-7);
}

TEST_CASE("silhouettes have the same bits on any number of threads") {
    for (const std::size_t rows : {3000, 9000}) {
        const features::Matrix matrix = test::cloud_matrix(Cloud{.rows = rows, .d = 4});
        const Labels labels = test::nearest_labels(matrix, 7);
        const Silhouette many = silhouette_of(matrix, labels, 7);
        const base::ThreadLimit limit(1);
        CHECK(same_bits(silhouette_of(matrix, labels, 7), many));
    }
}

TEST_CASE("silhouettes do not depend on the scale of the table") {
    for (const double scale : {0x1p-90, 0x1p+40}) {
        std::vector<double> values = test::cloud_values(Cloud{.rows = 5000});
        const features::Matrix matrix = test::matrix_of(values, 3);
        for (double& value : values)
            value *= scale;
        const features::Matrix scaled = test::matrix_of(values, 3);
        const Labels labels = test::nearest_labels(matrix, 4);
        CHECK(largest_difference(silhouette_of(scaled, labels, 4).values,
                                 silhouette_of(matrix, labels, 4).values) < 3e-7);
    }
}

TEST_CASE("a cancelled silhouette does little more, and its fraction never falls") {
    const features::Matrix matrix = test::cloud_matrix(Cloud{.rows = 120'000, .d = 5});
    const Labels labels = test::nearest_labels(matrix, 5);
    Stopped stopped;
    for (int trial = 0; trial < 10 && !stopped.cancelled; ++trial) // until this thread is in time
        stopped = stop(matrix, labels);
    MESSAGE("share done after the cancel: " << stopped.after);
    CHECK(stopped.cancelled);
    CHECK(stopped.falls == 0);
    CHECK(stopped.after < 0.05);
}

TEST_CASE("a profile is a cluster's silhouettes from high to low, in means over equal shares") {
    Silhouette silhouette;
    silhouette.values = {0.1, 0.9, 0.5, -0.2, 0.7, 0.3, 0.0};
    const Labels labels{0, 0, 0, 0, 0, 0, 1};
    const Labelling labelling{labels, 3};
    CHECK(sorted_profile(silhouette, labelling, 0, 6) ==
          std::vector<double>{0.9, 0.7, 0.5, 0.3, 0.1, -0.2});
    CHECK(sorted_profile(silhouette, labelling, 0, 100).size() == 6);
    const std::vector<double> halves = sorted_profile(silhouette, labelling, 0, 2);
    REQUIRE(halves.size() == 2);
    CHECK(halves[0] == doctest::Approx(0.7));
    CHECK(halves[1] == doctest::Approx(0.2 / 3));
    // Shares of 1, 2, 1 and 2 rows.
    const std::vector<double> quarters = sorted_profile(silhouette, labelling, 0, 4);
    REQUIRE(quarters.size() == 4);
    CHECK(quarters[0] == 0.9);
    CHECK(quarters[1] == doctest::Approx(0.6));
    CHECK(quarters[2] == doctest::Approx(0.3));
    CHECK(quarters[3] == doctest::Approx(-0.05));
    CHECK(sorted_profile(silhouette, labelling, 1, 5) == std::vector<double>{0.0});
    CHECK(sorted_profile(silhouette, labelling, 2, 5).empty());
    CHECK(sorted_profile(silhouette, labelling, 0, 0).empty());
}
