#include "base/random.h"

#include <array>
#include <cmath>
#include <set>

#include <doctest/doctest.h>

using namespace cohortscope;

TEST_CASE("the same seed and stream give the same numbers, others give others") {
    base::Random a(42);
    base::Random b(42);
    base::Random other_seed(43);
    base::Random other_stream(42, 1);
    std::set<std::uint64_t> firsts;
    for (int i = 0; i < 100; ++i) {
        const std::uint64_t word = a.next();
        CHECK(word == b.next());
        firsts.insert({word, other_seed.next(), other_stream.next()});
    }
    CHECK(firsts.size() == 300);
}

TEST_CASE("the sequence of seed 42 is the one sessions and samples rely on") {
    base::Random random(42);
    CHECK(random.next() == 0x5b5e4a1bffcbb2f3ULL);
    CHECK(random.next() == 0xdad6b47570f6111dULL);
}

TEST_CASE("numbers below a bound are below it, evenly") {
    base::Random random(1);
    std::array<int, 6> counts{};
    for (int i = 0; i < 60'000; ++i)
        ++counts.at(random.below(6));
    for (const int count : counts)
        CHECK(std::abs(count - 10'000) < 400);
    CHECK(random.below(1) == 0);
    CHECK(random.below(~0ULL) < ~0ULL);
}

TEST_CASE(
    "uniform numbers lie in [0, 1) with mean one half, normal ones have mean 0 and deviation 1") {
    base::Random random(2);
    double sum = 0.0;
    double normal_sum = 0.0;
    double normal_squares = 0.0;
    for (int i = 0; i < 200'000; ++i) {
        const double u = random.uniform();
        REQUIRE((u >= 0.0 && u < 1.0));
        sum += u;
        const double z = random.normal();
        normal_sum += z;
        normal_squares += z * z;
    }
    CHECK(std::fabs(sum / 200'000 - 0.5) < 0.003);
    CHECK(std::fabs(normal_sum / 200'000) < 0.01);
    CHECK(std::fabs(normal_squares / 200'000 - 1.0) < 0.015);
}
