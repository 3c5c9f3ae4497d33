#include "analysis/why/row_silhouette.h"

#include <doctest/doctest.h>

#include <cmath>

#include "base/random.h"
#include "support/kmeans_matrix.h"

using namespace cohortscope;

namespace {

std::vector<analysis::Label> labels_for(std::size_t n, int k, std::uint64_t seed) {
    base::Random random(seed);
    std::vector<analysis::Label> labels;
    for (std::size_t i = 0; i < n; ++i)
        labels.push_back(static_cast<analysis::Label>(random.below(static_cast<std::uint64_t>(k))));
    return labels;
}

double largest_difference(const features::Matrix& matrix, const analysis::Labelling& labelling) {
    base::Progress progress;
    const std::vector<analysis::Labelling> labellings = {labelling};
    const auto study = analysis::silhouettes(matrix, labellings, progress).front();
    double largest = 0.0;
    for (std::size_t row = 0; row < matrix.rows; row += 1 + matrix.rows / 50) {
        const double value = analysis::silhouette_of_row(matrix, labelling, row, progress);
        largest = std::max(largest, std::fabs(value - study.values[row]));
    }
    return largest;
}

} // namespace

TEST_CASE("one row's silhouette is the study's") {
    const features::Matrix small = test::cloud_matrix({700, 4, 5, 0.5, 3});
    CHECK(largest_difference(small, {labels_for(700, 6, 1), 6}) < 1e-12);
    // Above 4,096 rows the study takes its distances in float.
    const features::Matrix large = test::cloud_matrix({20'000, 3, 5, 0.0, 4});
    CHECK(largest_difference(large, {labels_for(20'000, 5, 2), 5}) < 1e-6);
}

TEST_CASE("one row's silhouette by hand") {
    // Own cluster {0, 1}, the other {4, 6}: a = 1, b = 5, s = 4/5.
    const features::Matrix matrix = test::matrix_of(std::vector<double>{0.0, 1.0, 4.0, 6.0}, 1);
    const std::vector<analysis::Label> labels = {0, 0, 1, 1};
    base::Progress progress;
    CHECK(analysis::silhouette_of_row(matrix, {labels, 2}, 0, progress) == doctest::Approx(0.8));
}

TEST_CASE("a row alone in its cluster, and rows in one cluster, have a silhouette of 0") {
    const features::Matrix matrix = test::matrix_of(std::vector<double>{0.0, 1.0, 4.0}, 1);
    base::Progress progress;
    const std::vector<analysis::Label> alone = {0, 1, 1}, together = {0, 0, 0};
    CHECK(analysis::silhouette_of_row(matrix, {alone, 2}, 0, progress) == 0.0);
    CHECK(analysis::silhouette_of_row(matrix, {together, 1}, 1, progress) == 0.0);
    const features::Matrix equal = test::matrix_of(std::vector<double>{2.0, 2.0, 2.0, 2.0}, 1);
    const std::vector<analysis::Label> pairs = {0, 0, 1, 1};
    CHECK(analysis::silhouette_of_row(equal, {pairs, 2}, 0, progress) == 0.0);
}

TEST_CASE("one row's silhouette can be cancelled") {
    const features::Matrix matrix = test::cloud_matrix({100, 2, 3, 0.0, 5});
    base::Progress progress;
    progress.cancel();
    const std::vector<analysis::Label> labels = labels_for(100, 3, 6);
    CHECK_THROWS_AS(analysis::silhouette_of_row(matrix, {labels, 3}, 0, progress), base::Cancelled);
}
