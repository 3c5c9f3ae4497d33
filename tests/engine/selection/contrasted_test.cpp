#include "engine/selection/contrasted.h"

#include <doctest/doctest.h>

#include "engine/selection/shapes.h"
#include "support/fake_result.h"

using namespace cohortscope;
using engine::RowSet;

namespace {

using Set = std::shared_ptr<const RowSet>;

// Positions `first` up to `end` of the rows used, as rows of the table.
Set rows_between(const engine::Result& result, std::size_t first, std::size_t end) {
    std::vector<std::uint32_t> rows;
    for (std::size_t i = first; i < end; ++i)
        rows.push_back(result.prepared.rows->rows[i]);
    return std::make_shared<const RowSet>(RowSet::of(rows, result.prepared.table->rows));
}

std::shared_ptr<const engine::Contrasted> compare(const engine::Result& result, const Set& first,
                                                  const Set& second) {
    return contrasted_in(result, {true, first, second}, first,
                         analysis::rank_columns(*result.prepared.rows));
}

} // namespace

TEST_CASE("without a second set the rest is what the first is compared with") {
    const auto result = tests::fake_result({3, 900});
    const auto made = compare(*result, rows_between(*result, 0, 100), nullptr);
    CHECK(made->contrast.rows[0] == 100);
    CHECK(made->contrast.rows[1] == 800);
    CHECK(made->in_both == 0);
    CHECK(made->rows == result->prepared.rows);
}

TEST_CASE("rows of both sets are on neither side, and counted") {
    const auto result = tests::fake_result({3, 900});
    const auto made =
        compare(*result, rows_between(*result, 0, 100), rows_between(*result, 60, 200));
    CHECK(made->contrast.rows[0] == 60);
    CHECK(made->contrast.rows[1] == 100);
    CHECK(made->in_both == 40);
}

TEST_CASE("a set against itself leaves nothing to compare") {
    const auto result = tests::fake_result({3, 900});
    const Set set = rows_between(*result, 0, 100);
    const auto made = compare(*result, set, set);
    CHECK(made->contrast.rows[0] == 0);
    CHECK(made->contrast.rows[1] == 0);
    CHECK(made->in_both == 100);
}

TEST_CASE("what of a set cleaning dropped is counted") {
    const auto full = tests::fake_result({3, 900});
    auto result = std::make_shared<engine::Result>(*full);
    const std::size_t table_rows = full->prepared.table->rows;
    const Set all = std::make_shared<const RowSet>(RowSet::all(table_rows));
    const auto made = compare(*result, all, nullptr);
    CHECK(made->contrast.rows[0] == 900);
    CHECK(made->contrast.rows[1] == 0);
    CHECK(made->unused[0] == table_rows - 900);
}
