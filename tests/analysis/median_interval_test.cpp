#include "analysis/profile/median_interval.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using namespace cohortscope::analysis;

TEST_CASE("ranks of the median's interval are the binomial's") {
    // 2^-6 = 0.0156 ≤ 0.025 < 7 · 2^-6; of 5 values 2^-5 = 0.031.
    CHECK(median_rank(5) == 0);
    CHECK(median_rank(6) == 1);
    // scipy.stats.binom.ppf(0.025, n, 0.5)
    CHECK(median_rank(9) == 2);
    CHECK(median_rank(25) == 8);
    CHECK(median_rank(100) == 40);
    CHECK(median_rank(1000) == 469);
    CHECK(median_rank(205785) == 102448);
}

TEST_CASE("the interval lies at these ranks from both ends") {
    const std::vector<double> values = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    const Interval interval = median_interval(values);
    CHECK(interval.low == 2);
    CHECK(interval.high == 8);
    CHECK(std::isnan(median_interval(std::vector<double>{1, 2, 3}).low));
    CHECK(std::isnan(median_interval({}).high));
}
