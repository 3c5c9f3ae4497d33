#include "engine/flow_rows.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "support/changed_results.h"

using namespace cohortscope;
using engine::kAnyGroup;
using engine::kNotUsed;
using engine::rows_of_flow;
using Rows = std::vector<std::uint32_t>;
using Sides = std::vector<std::uint8_t>;

namespace {

// File rows 1 3 5 8 10 11 before, 0 3 5 8 9 10 11 after; colours 0 and 1 on both sides.
struct Both {
    engine::Result before = tests::result_of({{1, 3, 5, 8, 10, 11}, {0, 0, 0, 1, 1, 1}, {0, 1}});
    engine::Result after =
        tests::result_of({{0, 3, 5, 8, 9, 10, 11}, {1, 1, 0, 1, 1, 1, 0}, {0, 1}});
};

} // namespace

TEST_CASE("the rows of a flow are those of the file, ascending") {
    const Both made;
    const engine::Result &before = made.before, &after = made.after;
    CHECK(rows_of_flow(before, after, 0, 0) == Rows{5});
    CHECK(rows_of_flow(before, after, 0, 1) == Rows{3});
    CHECK(rows_of_flow(before, after, 1, 1) == Rows{8, 10});
    CHECK(rows_of_flow(before, after, 0, kNotUsed) == Rows{1});
    CHECK(rows_of_flow(before, after, kNotUsed, 1) == Rows{0, 9});
    CHECK(rows_of_flow(before, after, kNotUsed, kNotUsed).empty());
    CHECK(rows_of_flow(before, after, 1, kAnyGroup) == Rows{8, 10, 11});
    CHECK(rows_of_flow(before, after, kAnyGroup, 1) == Rows{0, 3, 8, 9, 10});
}

TEST_CASE("all flows together have every row once") {
    const auto before = tests::random_groups(9, 40'000, 1),
               after = tests::random_groups(5, 40'000, 2);
    const auto flows = engine::count_flows(grouping_of(before), grouping_of(after));
    std::vector<int> seen(40'000);
    for (int from = kNotUsed; from < 9; ++from)
        for (int to = kNotUsed; to < 5; ++to) {
            const Rows rows = rows_of_flow(before, after, from, to);
            CHECK(rows.size() == flows.rows(from, to));
            CHECK(std::ranges::is_sorted(rows));
            for (const std::uint32_t row : rows)
                ++seen[row];
        }
    CHECK(std::ranges::max(seen) == 1);
    CHECK(static_cast<std::size_t>(std::ranges::count(seen, 1)) == flows.all());
}

TEST_CASE("movers are compared with those who stayed, as they were before") {
    const Both made;
    const engine::Result &before = made.before, &after = made.after;
    const auto sides = movers_and_stayers(before, after, 0, 1);
    CHECK(sides.of == before.prepared.rows);
    CHECK(sides.sides == Sides{0, 1, 2, 0, 0, 0});
    CHECK(sides.movers == 1);
    CHECK(sides.others == 1);
    CHECK(sides.others_stayed);
    // Those who left the table, too.
    const auto gone = movers_and_stayers(before, after, 0, kNotUsed);
    CHECK(gone.sides == Sides{1, 0, 2, 0, 0, 0});
    CHECK(gone.others_stayed);
}

TEST_CASE("where nobody stayed, or those who did are meant, the others are the rest of the group") {
    const Both made;
    const engine::Result &before = made.before, &after = made.after;
    const auto stayed = movers_and_stayers(before, after, 1, 1);
    CHECK(stayed.sides == Sides{0, 0, 0, 1, 1, 2});
    CHECK_FALSE(stayed.others_stayed);
    CHECK(stayed.others == 1);
    auto other = after;
    other.identity.colour = {5, 6};
    const auto gone = movers_and_stayers(before, other, 0, 1);
    CHECK(gone.sides == Sides{2, 1, 2, 0, 0, 0});
    CHECK_FALSE(gone.others_stayed);
    CHECK(gone.others == 2);
}

TEST_CASE("rows that were not used before are compared as they are now") {
    const Both made;
    const engine::Result &before = made.before, &after = made.after;
    const auto sides = movers_and_stayers(before, after, kNotUsed, 1);
    CHECK(sides.of == after.prepared.rows);
    CHECK(sides.sides == Sides{1, 2, 0, 2, 1, 2, 0});
    CHECK(sides.movers == 2);
    CHECK(sides.others == 3);
    const auto none = movers_and_stayers(before, after, kNotUsed, kNotUsed);
    CHECK(none.movers == 0);
    CHECK(std::ranges::max(none.sides) == 0);
}
