#include "analysis/explain/feature_bins.h"

#include <doctest/doctest.h>

#include <cmath>

#include "base/random.h"

using namespace cohortscope;
using namespace cohortscope::analysis;

TEST_CASE("few values have a bin each, many share bins of about equally many rows") {
    const std::vector<double> few = {3, 1, 1, 2, 3};
    const FeatureBins bins = bin_values(few);
    CHECK(bins.highest == std::vector<double>{1, 2, 3});
    CHECK(std::vector<int>(bins.of_row.begin(), bins.of_row.end()) ==
          std::vector<int>{2, 0, 0, 1, 2});
    std::vector<double> many(20000);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i] = std::sqrt(static_cast<double>((i * 7919) % many.size()));
    const FeatureBins shared = bin_values(many);
    CHECK(shared.size() <= kMostBins);
    CHECK(shared.size() > kMostBins / 2);
    for (std::size_t row = 0; row < many.size(); ++row) {
        CHECK(many[row] >= shared.lowest[shared.of_row[row]]);
        CHECK(many[row] <= shared.highest[shared.of_row[row]]);
    }
    CHECK(bin_values({}).size() == 0);
    // Values that are counted in several entries, as a mixture of whole numbers and others is.
    std::vector<double> mixed;
    for (int i = 0; i < 4000; ++i)
        mixed.push_back(i % 3 == 0 ? static_cast<double>(i % 40)
                                   : static_cast<double>(i % 80) / 2.0);
    const FeatureBins whole = bin_values(mixed);
    CHECK(whole.size() == 80);
    for (std::size_t bin = 1; bin < whole.size(); ++bin)
        CHECK(whole.lowest[bin] > whole.highest[bin - 1]);
}

TEST_CASE("a centre is on the side of the middle between two bins on which it lies") {
    const std::vector<double> values = {0, 10, 20};
    const FeatureBins bins = bin_values(values);
    CHECK(bins.bin_of(-3) == 0);
    CHECK(bins.bin_of(5) == 0);
    CHECK(bins.bin_of(5.1) == 1);
    CHECK(bins.bin_of(99) == 2);
}

TEST_CASE("thresholds are the shortest decimals that part two values") {
    CHECK(short_decimal_between(2, 3) == 2);
    CHECK(short_decimal_between(9.7, 12.1) == 10);
    CHECK(short_decimal_between(0.31, 0.34) == 0.31);
    CHECK(short_decimal_between(0.305, 0.34) == 0.31);
    CHECK(short_decimal_between(-3, 4) == 0);
    CHECK(short_decimal_between(-0.34, -0.305) == -0.34);
    CHECK(short_decimal_between(1150000, 1230000) == 1200000);
    base::Random random(5);
    for (int i = 0; i < 2000; ++i) {
        const double low = (random.uniform() - 0.5) * std::pow(10.0, random.uniform() * 20 - 10);
        const double high =
            std::nextafter(low, INFINITY) + (i % 3 == 0 ? 0.0 : random.uniform() * std::abs(low));
        const double decimal = short_decimal_between(low, high);
        CHECK(decimal >= low);
        CHECK(decimal < high);
    }
}
