#include "base/elementary.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <limits>

#include <doctest/doctest.h>

#include "base/random.h"

using namespace cohortscope;

namespace {

// |value − exact| in units in the last place of the exact value.
double ulps(double value, long double exact) {
    const double rounded = std::fabs(static_cast<double>(exact));
    const double unit = std::nextafter(rounded, std::numeric_limits<double>::infinity()) - rounded;
    return static_cast<double>(std::fabs(static_cast<long double>(value) - exact) / unit);
}

double random_positive(base::Random& random) {
    return std::bit_cast<double>(random.below(0x7ff0000000000000ULL - 1) + 1);
}

} // namespace

TEST_CASE("logarithms of exact cases are exact") {
    CHECK(base::natural_log(1.0) == 0.0);
    CHECK(base::natural_log1p(0.0) == 0.0);
    CHECK(base::natural_log(2.0) == 0x1.62e42fefa39efp-1);
    CHECK(base::exponential(0.0) == 1.0);
    CHECK(base::natural_log1p(1e-20) == 1e-20);
    CHECK(base::natural_log1p(-1e-20) == -1e-20);
}

TEST_CASE("the logarithm errs by less than one unit in the last place over all doubles") {
    base::Random random(1);
    double worst = 0.0;
    for (int i = 0; i < 300'000; ++i) {
        const double x = i % 2 ? random_positive(random) : 0.3 + 2.0 * random.uniform();
        if (x != 1.0)
            worst =
                std::max(worst, ulps(base::natural_log(x), std::log(static_cast<long double>(x))));
    }
    CHECK(worst < 1.0);
}

TEST_CASE("the logarithm is right near one, for the smallest and the largest numbers") {
    for (const double x : {std::nextafter(1.0, 0.0), std::nextafter(1.0, 2.0), 1.0 + 1e-9,
                           std::numeric_limits<double>::denorm_min(),
                           std::numeric_limits<double>::min(), std::numeric_limits<double>::max()})
        CHECK(ulps(base::natural_log(x), std::log(static_cast<long double>(x))) < 1.0);
}

TEST_CASE("ln(1 + x) errs by few units from the tiniest to the largest x, of both signs") {
    base::Random random(2);
    double worst = 0.0;
    for (int i = 0; i < 300'000; ++i) {
        double x = i % 3 == 0   ? std::ldexp(1.0 + random.uniform(),
                                             static_cast<int>(random.below(160)) - 80)
                   : i % 3 == 1 ? 1e8 * random.uniform()
                                : random.uniform() - 0.5;
        if (i % 6 == 3 && x < 0.99)
            x = -x;
        worst =
            std::max(worst, ulps(base::natural_log1p(x), std::log1p(static_cast<long double>(x))));
    }
    CHECK(worst < 2.0);
    CHECK(base::natural_log1p(1e300) == base::natural_log(1e300));
}

TEST_CASE("the exponential errs by few units in the last place up to 700, of both signs") {
    base::Random random(3);
    double worst = 0.0;
    for (int i = 0; i < 300'000; ++i) {
        const double x = i % 2 ? 1400.0 * (random.uniform() - 0.5) : 4.0 * (random.uniform() - 0.5);
        worst = std::max(worst, ulps(base::exponential(x), std::exp(static_cast<long double>(x))));
    }
    CHECK(worst < 4.0);
}

TEST_CASE("logarithm and exponential undo each other") {
    for (const double x : {1e-300, 1e-5, 0.5, 3.0, 830000.0, 1e300})
        CHECK(base::exponential(base::natural_log(x)) == doctest::Approx(x).epsilon(1e-12));
}
