#include "engine/study_cost.h"

#include <doctest/doctest.h>

using namespace cohortscope;
using engine::expected_seconds;
using engine::Study;

TEST_CASE("the cost of a wide table grows with the square of its rows, that of Hopkins less") {
    const double ward = expected_seconds(Study::ward, 30'000, 40, 1);
    CHECK(ward > 1.0);
    CHECK(ward < 20.0);
    CHECK(expected_seconds(Study::ward, 60'000, 40, 1) == doctest::Approx(4.0 * ward));
    CHECK(expected_seconds(Study::ward, 30'000, 80, 1) == doctest::Approx(2.0 * ward));
    CHECK(expected_seconds(Study::ward, 30'000, 40, 4) == doctest::Approx(ward / 4.0));
    const double hopkins = expected_seconds(Study::hopkins, 30'000, 40, 1);
    CHECK(hopkins > 0.0);
    CHECK(hopkins < ward);
    CHECK(expected_seconds(Study::hopkins, 60'000, 40, 1) == doctest::Approx(2.0 * hopkins));
}

TEST_CASE("narrow tables and other studies cost nothing that has to be said") {
    CHECK(expected_seconds(Study::ward, 200'000, 16, 1) == 0.0);
    CHECK(expected_seconds(Study::hopkins, 200'000, 5, 1) == 0.0);
    CHECK(expected_seconds(Study::silhouette, 200'000, 40, 1) == 0.0);
    CHECK(expected_seconds(Study::ward, 0, 40, 0) == 0.0);
}
