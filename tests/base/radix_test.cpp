#include "base/radix.h"

#include <algorithm>
#include <limits>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "base/random.h"

using namespace cohortscope;
using namespace cohortscope::base;

TEST_CASE("items are sorted by the bits asked for, stably, on one thread as on several") {
    base::Random random(1);
    std::vector<std::uint64_t> items;
    for (std::uint64_t i = 0; i < 100'000; ++i)
        items.push_back(random.below(std::uint64_t{1} << 30) << 20 | i);
    std::vector<std::uint64_t> sorted = items, again = items, expected = items;
    std::stable_sort(expected.begin(), expected.end(), [](std::uint64_t a, std::uint64_t b) {
        return (a >> 25 & 0xffffff) < (b >> 25 & 0xffffff);
    });
    radix_sort(sorted, 25, 24);
    CHECK(sorted == expected);
    const base::ThreadLimit one(1);
    radix_sort(again, 25, 24);
    CHECK(again == expected);
}

TEST_CASE("many numbers of a wide range are ranked as sorting them all does, on any threads") {
    for (const std::size_t n : {std::size_t{1}, std::size_t{32'768}, std::size_t{200'001}}) {
        base::Random random(n);
        std::vector<double> numbers;
        for (std::size_t i = 0; i < n; ++i)
            numbers.push_back(i % 97 == 5
                                  ? std::numeric_limits<double>::quiet_NaN()
                                  : 1e7 * random.normal() + static_cast<double>(random.below(3)));
        numbers.front() = numbers.back() = -1e12;
        std::vector<double> expected;
        for (const double number : numbers)
            if (number == number)
                expected.push_back(number);
        std::ranges::sort(expected);
        expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
        const Ranked ranked = rank_values(numbers);
        CHECK(ranked.values == expected);
        bool right = true;
        for (std::size_t i = 0; i < n; ++i)
            right =
                right && (ranked.codes[i] < 0
                              ? numbers[i] != numbers[i]
                              : expected[static_cast<std::size_t>(ranked.codes[i])] == numbers[i]);
        CHECK(right);
        const base::ThreadLimit one(1);
        const Ranked alone = rank_values(numbers);
        CHECK(alone.values == ranked.values);
        CHECK(alone.codes == ranked.codes);
    }
}

TEST_CASE("ranks ascend with the value, for whole numbers and others") {
    const double none = std::numeric_limits<double>::quiet_NaN();
    for (const std::vector<double>& numbers :
         {std::vector<double>{2010, none, 2003, 2010}, std::vector<double>{0.5, none, -3, 0.5},
          std::vector<double>{1e12, none, 0, 1e12}}) {
        const Ranked ranked = rank_values(numbers);
        CHECK(ranked.codes[1] < 0);
        CHECK(ranked.codes[0] == ranked.codes[3]);
        CHECK(ranked.codes[2] == 0);
        CHECK(ranked.codes[0] > 0);
        CHECK(ranked.values[static_cast<std::size_t>(ranked.codes[0])] == numbers[0]);
    }
    CHECK(rank_values(std::vector<double>{none}).codes == std::vector<std::int32_t>{-1});
}
