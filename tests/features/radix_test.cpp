#include "features/radix.h"

#include <algorithm>
#include <limits>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "base/random.h"

using namespace cohortscope;
using namespace cohortscope::features;

namespace {

std::vector<std::int32_t> random_codes(base::Random& random, std::size_t rows, std::size_t count) {
    std::vector<std::int32_t> codes;
    for (std::size_t i = 0; i < rows; ++i)
        codes.push_back(static_cast<std::int32_t>(random.below(count + 1)) - 1);
    return codes;
}

// Rows that the order puts in the wrong place, or whose `changed` is wrong.
std::size_t mistakes(const GroupOrder& order, std::span<const GroupKey> keys) {
    std::size_t wrong = 0;
    for (std::size_t i = 1; i < order.rows.size(); ++i) {
        const std::uint32_t a = order.rows[i - 1], b = order.rows[i];
        std::size_t k = 0;
        while (k < keys.size() && keys[k].codes[a] == keys[k].codes[b])
            ++k;
        const bool ascending = k < keys.size() ? keys[k].codes[a] < keys[k].codes[b] : a < b;
        wrong += !ascending || order.changed[i] != k ? 1 : 0;
    }
    return wrong;
}

} // namespace

TEST_CASE("rows are ordered by their keys, then by row, and rows without a group are left out") {
    base::Random random(1);
    const std::size_t rows = 100'000;
    for (const std::size_t names : {std::size_t{1}, std::size_t{3}, std::size_t{5000}}) {
        const auto first = random_codes(random, rows, names);
        const auto second = random_codes(random, rows, 7);
        const GroupKey keys[2] = {{first, names}, {second, 7}};
        const GroupOrder order = order_by_keys(keys);
        std::size_t expected = 0;
        for (std::size_t row = 0; row < rows; ++row)
            expected += first[row] >= 0 && second[row] >= 0 ? 1 : 0;
        CHECK(order.rows.size() == expected);
        CHECK(mistakes(order, keys) == 0);
    }
}

TEST_CASE("keys too wide for one word give the same order") {
    base::Random random(2);
    const auto first = random_codes(random, 3000, 4);
    const auto second = random_codes(random, 3000, 4);
    const GroupKey narrow[2] = {{first, 4}, {second, 4}};
    const GroupKey wide[2] = {{first, std::size_t{1} << 31}, {second, std::size_t{1} << 31}};
    CHECK(order_by_keys(narrow).rows == order_by_keys(wide).rows);
    CHECK(order_by_keys(narrow).changed == order_by_keys(wide).changed);
}

TEST_CASE("the order is the same on one thread and on several") {
    base::Random random(3);
    const auto codes = random_codes(random, 200'000, 300);
    const GroupKey keys[1] = {{codes, 300}};
    const GroupOrder several = order_by_keys(keys);
    const base::ThreadLimit one(1);
    CHECK(order_by_keys(keys).rows == several.rows);
}

TEST_CASE("no rows in any group is an empty order") {
    const std::vector<std::int32_t> codes(5, -1);
    const GroupKey keys[1] = {{codes, 3}};
    CHECK(order_by_keys(keys).rows.empty());
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
