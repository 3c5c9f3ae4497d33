#include "analysis/elbow.h"

#include <vector>

#include <doctest/doctest.h>

using cohortscope::analysis::knee;

namespace {

int knee_of(const std::vector<int>& k, const std::vector<double>& inertia) {
    return knee(k, inertia);
}

} // namespace

TEST_CASE("the knee is the point farthest below the chord") {
    // Scaled: (0, 1), (1/4, 0.4), (1/2, 0.2), (3/4, 0.1), (1, 0): depths 0, 0.35, 0.3, 0.15, 0.
    CHECK(knee_of({1, 2, 3, 4, 5}, {110, 50, 30, 20, 10}) == 2);
    // Depths 0, 0.15, 0.4, 0.2, 0.
    CHECK(knee_of({1, 2, 3, 4, 5}, {100, 60, 10, 5, 0}) == 3);
    CHECK(knee_of({2, 4, 12}, {9, 2, 1}) == 4);
}

TEST_CASE("neither scale nor offset of the inertia moves the knee") {
    for (const double scale : {1e-12, 1.0, 1e15})
        CHECK(knee_of({1, 2, 3, 4}, {100 * scale, 40 * scale, 20 * scale, 10 * scale}) == 2);
    CHECK(knee_of({1, 2, 3, 4}, {1100, 1040, 1020, 1010}) == 2);
}

TEST_CASE("of points equally far below the chord the lowest k is the knee") {
    // Depths 0, 0.3, 0.3, 0 but for rounding.
    CHECK(knee_of({1, 2, 3, 4}, {3.0, 1.1, 0.1, 0.0}) == 2);
}

TEST_CASE("a curve without a point below the chord has no knee") {
    CHECK(knee_of({}, {}) == 0);
    CHECK(knee_of({1}, {5}) == 0);
    CHECK(knee_of({1, 2}, {5, 1}) == 0);
    CHECK(knee_of({1, 2, 3, 4}, {0.3, 0.2, 0.1, 0.0}) == 0);
    CHECK(knee_of({1, 2, 3}, {10, 9, 0}) == 0);
    CHECK(knee_of({1, 2, 3}, {0, 0, 0}) == 0);
    CHECK(knee_of({1, 2, 3}, {1, 0, 2}) == 0);
}
