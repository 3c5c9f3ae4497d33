#include "analysis/contrast/tails.h"

#include <cmath>

#include <doctest/doctest.h>

#include "analysis/contrast/holm.h"

using namespace cohortscope::analysis;

namespace {

bool near(double a, double b, double tolerance = 1e-12) {
    return std::fabs(a - b) <= tolerance * std::fabs(b);
}

} // namespace

TEST_CASE("ln gamma is that of factorials and of a half") {
    CHECK(near(log_gamma(11.0), std::log(3628800.0)));
    CHECK(near(log_gamma(0.5), 0.5 * std::log(std::acos(-1.0))));
    CHECK(std::fabs(log_gamma(1.0)) < 1e-13);
}

TEST_CASE("the normal tail is that of the tables, also far out") {
    CHECK(normal_two_sided(0.0) == 1.0);
    CHECK(near(normal_two_sided(kNormal95), 0.05));
    CHECK(near(normal_two_sided(-kNormal95), 0.05));
    CHECK(near(normal_two_sided(10.0), 1.5239706048321053e-23));
    CHECK(normal_two_sided(100.0) == 0.0);
}

TEST_CASE("the gamma tail of shape 1 is the exponential, of whole degrees the χ² tail") {
    CHECK(near(gamma_tail(1.0, 3.0), std::exp(-3.0)));
    CHECK(near(gamma_tail(1.0, 600.0), std::exp(-600.0), 1e-11));
    // P(χ² with 4 degrees > x) = e^(−x/2)·(1 + x/2)
    CHECK(near(gamma_tail(2.0, 4.5), std::exp(-4.5) * 5.5));
    CHECK(near(gamma_tail(2.0, 0.1), std::exp(-0.1) * 1.1));
    CHECK(gamma_tail(7.0, 0.0) == 1.0);
}

TEST_CASE("Student's quantile of 1 and 2 degrees has a closed form, and tends to the normal's") {
    const double angle = std::acos(-1.0) * 0.475;
    CHECK(near(student_95(1.0), std::tan(angle)));
    // t² = 2·(2p − 1)² / (1 − (2p − 1)²)
    CHECK(near(student_95(2.0), 0.95 * std::sqrt(2.0 / (1.0 - 0.95 * 0.95))));
    CHECK(near(student_95(1e12), kNormal95, 1e-11));
    CHECK(near(student_two_sided(student_95(200.0), 200.0), 0.05, 1e-10));
    CHECK(near(student_95(199.999999), student_95(200.0), 1e-9));
}

TEST_CASE("noncentralities are those that SciPy's ncx2 has") {
    const Noncentralities some = noncentralities_95(350.0, 300.0);
    CHECK(near(some.low, 0.10763981078790881, 1e-6));
    CHECK(near(some.high, 110.99764733483966, 1e-6));
    CHECK(noncentralities_95(340.0, 300.0).low == 0.0);
    // One degree: P(|N(√λ, 1)| ≤ 3) = 0.975 and 0.025 where the other tail is nothing.
    const Noncentralities one = noncentralities_95(9.0, 1.0);
    CHECK(near(std::sqrt(one.high), 3.0 + kNormal95, 1e-9));
    CHECK(near(std::sqrt(one.low), 3.0 - kNormal95, 1e-3));
    CHECK(noncentralities_95(0.0, 3.0).high == 0.0);
    CHECK(noncentralities_95(1e6, 5.0).low < 1e6);
}

TEST_CASE("Holm's adjustment is the one worked out by hand") {
    const std::vector<double> p = {0.01, 0.04, 0.03, 0.005, 0.9};
    const std::vector<double> adjusted = holm(p);
    const double expected[] = {0.04, 0.09, 0.09, 0.025, 0.9};
    for (std::size_t i = 0; i < p.size(); ++i)
        CHECK(adjusted[i] == doctest::Approx(expected[i]));
    CHECK(holm({}).empty());
    CHECK(holm(std::vector<double>{0.5, 0.5}) == std::vector<double>{1.0, 1.0});
}
