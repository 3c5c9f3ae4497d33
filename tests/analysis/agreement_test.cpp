#include "analysis/agreement.h"

#include <vector>

#include <doctest/doctest.h>

#include "analysis/identity/identity.h"
#include "support/analysis_cases.h"

using namespace cohortscope;
using analysis::adjusted_rand_index;

namespace {

double index_of(const std::vector<std::size_t>& table, int rows, int columns) {
    return adjusted_rand_index(table, rows, columns);
}

} // namespace

TEST_CASE("the adjusted Rand index of a small table is the one worked out by hand") {
    // Rows {0 0 0 1 1 1 2 2} against {0 0 1 1 2 2 2 2}: 3 pairs stay together of 7 and 8 among 28:
    // (3 − 7·8/28) / (7.5 − 2) = 2/11.
    CHECK(index_of({2, 1, 0, 0, 1, 2, 0, 0, 2}, 3, 3) ==
          doctest::Approx(2.0 / 11.0).epsilon(1e-14));
}

TEST_CASE("equal partitions have index 1 whatever their numbers") {
    CHECK(index_of({0, 5, 7, 0}, 2, 2) == 1.0);
    CHECK(index_of({9}, 1, 1) == 1.0);
    CHECK(index_of({1, 0, 0, 1}, 2, 2) == 1.0);
    CHECK(index_of({0}, 1, 1) == 1.0);
    CHECK(index_of({1}, 1, 1) == 1.0);
}

TEST_CASE("one group against all single rows has index 0") {
    CHECK(index_of({1, 1, 1, 1}, 1, 4) == doctest::Approx(0.0));
}

TEST_CASE("independent partitions of many rows agree by chance only") {
    base::Random random(11);
    const auto first = test::random_labels(100'000, 5, random);
    const auto second = test::random_labels(100'000, 7, random);
    const auto table = analysis::contingency(first, 5, second, 7);
    CHECK(std::fabs(index_of(table, 5, 7)) < 1e-3);
    const auto turned = analysis::contingency(second, 7, first, 5);
    CHECK(index_of(turned, 7, 5) == doctest::Approx(index_of(table, 5, 7)).epsilon(1e-9));
}

TEST_CASE("counts of billions of rows do not overflow") {
    const std::size_t many = 1'000'000'000;
    CHECK(index_of({many, 0, 0, many}, 2, 2) == 1.0);
    CHECK(index_of({many, many, many, many}, 2, 2) == doctest::Approx(0.0));
}

TEST_CASE("normalised mutual information is the one worked out by hand") {
    // Entropies ln 2 and ln 2, joint entropy ln 4 for independent halves; ln 2 for equal ones.
    CHECK(analysis::normalized_mutual_information(std::vector<std::size_t>{5, 5, 5, 5}, 2, 2) ==
          doctest::Approx(0.0));
    CHECK(analysis::normalized_mutual_information(std::vector<std::size_t>{0, 5, 5, 0}, 2, 2) ==
          doctest::Approx(1.0));
    // scikit-learn 1.2 on the table of the first case above.
    CHECK(analysis::normalized_mutual_information(
              std::vector<std::size_t>{2, 1, 0, 0, 1, 2, 0, 0, 2}, 3, 3) ==
          doctest::Approx(0.5300257549140327).epsilon(1e-12));
    CHECK(analysis::normalized_mutual_information(std::vector<std::size_t>{9}, 1, 1) == 1.0);
    CHECK(analysis::normalized_mutual_information(std::vector<std::size_t>{4, 5}, 1, 2) == 0.0);
}
