// Ranks that several comparisons share.
#include "engine/row_ranks.h"

#include <doctest/doctest.h>

#include "support/fake_result.h"

using namespace cohortscope;

TEST_CASE("the ranks of two results' rows are kept, by turns, and others take their place") {
    const auto rows = [](std::size_t count) {
        return tests::fake_result({.rows = count})->prepared.rows;
    };
    const auto first = rows(300), second = rows(400), third = rows(500);
    engine::RowRanks ranks;
    const auto a = ranks.of(first), b = ranks.of(second);
    CHECK(a->rows == 300);
    CHECK(b->rows == 400);
    CHECK(ranks.of(first) == a);
    CHECK(ranks.of(second) == b);
    CHECK(ranks.of(first) == a);
    const auto c = ranks.of(third); // in place of the second, which was used least recently
    CHECK(ranks.of(first) == a);
    CHECK(ranks.of(third) == c);
    CHECK(ranks.of(second) != b);
    CHECK(ranks.of(second)->columns.size() == b->columns.size());
}

TEST_CASE("columns that did not change are taken over from the rows before") {
    const auto first = tests::fake_result({.rows = 300})->prepared.rows;
    const auto again = std::make_shared<features::PreparedRows>(*first);
    engine::RowRanks ranks;
    const auto a = ranks.of(first), b = ranks.of(again);
    REQUIRE(!a->columns.empty());
    for (std::size_t i = 0; i < a->columns.size(); ++i)
        CHECK(a->columns[i].numbers == b->columns[i].numbers);
}
