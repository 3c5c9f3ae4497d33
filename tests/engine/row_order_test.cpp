// The order of listed rows.
#include "engine/row_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <doctest/doctest.h>

#include "engine/row_cells.h"
#include "support/row_lists.h"

using namespace cohortscope;
using namespace cohortscope::engine;

namespace {

using Positions = std::vector<std::uint32_t>;

Positions order(const Result& result, const RowSort& sort) {
    const RowColumns columns = tests::columns_of(result);
    base::Progress progress;
    const auto found = row_order(sort, columns, result, progress);
    return {found.begin(), found.end()};
}

// By `less` of positions, ties by position.
template <class Less> Positions sorted(const Result& result, const Less& less) {
    Positions all(result.rows());
    std::iota(all.begin(), all.end(), 0U);
    std::ranges::stable_sort(all, less);
    return all;
}

} // namespace

TEST_CASE("rows go by the measure, clipped ones by what they were, ties by row") {
    std::vector<std::string> lines;
    for (int i = 0; i < 900; ++i)
        lines.push_back("acme,m" + std::to_string(i) + ",2010," +
                        std::to_string(1000 * (i * 37 % 300) * (i * 37 % 300) + 1000) + ",x,2019");
    const auto result = tests::result_of(tests::table_of(lines));
    const Prepared& p = result->prepared;
    const auto raw = [&](std::uint32_t i) { return p.bound->measure->values->at(p.rows->rows[i]); };
    CHECK(p.bounds->below + p.bounds->above > 0);
    CHECK(order(*result, {SortBy::column, "ctc", false}) ==
          sorted(*result, [&](auto a, auto b) { return raw(a) < raw(b); }));
    CHECK(order(*result, {SortBy::column, "ctc", true}) ==
          sorted(*result, [&](auto a, auto b) { return raw(a) > raw(b); }));
}

TEST_CASE("rows go by a filled number, and by the file's where those are equal") {
    const auto result = tests::listed_result();
    const Prepared& p = result->prepared;
    const auto used = [&](std::uint32_t i) {
        return p.numbers[0]->values[p.bounds->kept.empty() ? i : p.bounds->kept[i]];
    };
    const auto is_missing = [&](std::uint32_t i) {
        return std::isnan(p.bound->numbers[0].values->at(p.rows->rows[i]));
    };
    for (const bool descending : {false, true})
        CHECK(order(*result, {SortBy::column, "orgyear", descending}) ==
              sorted(*result, [&](auto a, auto b) {
                  if (used(a) != used(b))
                      return descending ? used(a) > used(b) : used(a) < used(b);
                  return !is_missing(a) && is_missing(b);
              }));
}

TEST_CASE("rows go by names in byte order, by number of group, and as in the file") {
    const auto result = tests::listed_result();
    const Prepared& p = result->prepared;
    const auto name = [&](std::uint32_t i) {
        const auto& text = p.names[1]->text;
        return (*text.names)[text.codes[p.bounds->kept.empty() ? i : p.bounds->kept[i]]];
    };
    CHECK(order(*result, {SortBy::column, "job_position", false}) ==
          sorted(*result, [&](auto a, auto b) { return name(a) < name(b); }));
    CHECK(order(*result, {SortBy::column, "job_position", true}) ==
          sorted(*result, [&](auto a, auto b) { return name(a) > name(b); }));
    const auto& labels = result->clustering->labels;
    CHECK(order(*result, {SortBy::group, "", true}) ==
          sorted(*result, [&](auto a, auto b) { return labels[a] > labels[b]; }));
    CHECK(order(*result, {SortBy::row, "", false}) == sorted(*result, std::less<>()));
    CHECK(order(*result, {SortBy::row, "", true}) == sorted(*result, std::greater<>()));
    CHECK(order(*result, {SortBy::column, "no such", false}) == sorted(*result, std::less<>()));
}

TEST_CASE("rows without a value come last in either direction") {
    const auto result =
        tests::result_of(tests::table_of({"a,m1,2010,1000000,x,2019", "a,m2,2012,2500000,x,",
                                          "a,m3,2013,4000000,x,2020", "a,m4,2015,2000000,x,2018"}),
                         2);
    CHECK(order(*result, {SortBy::column, "ctc_updated_year", false}) == Positions{3, 0, 2, 1});
    CHECK(order(*result, {SortBy::column, "ctc_updated_year", true}) == Positions{2, 0, 3, 1});
}

TEST_CASE("cells say what the file has and what a repair made of it") {
    const auto result = tests::result_of(
        tests::table_of({"acme,m1,2010,1000000,Backend Engineer!,2019", "acme,m1,,2500000,,2019",
                         "acme,m3,20165,4000000,Support,2020",
                         "tiny,m4,2010,123456789,Support,2020"}),
        2);
    const RowColumns columns = tests::columns_of(*result);
    REQUIRE(columns.columns.size() == 5);
    CHECK(columns.hidden == 1);
    const auto cell = [&](std::size_t column, std::size_t position) {
        return cell_of(result->prepared, columns.columns[column], position);
    };
    CHECK(cell(0, 0).raw == "acme");
    CHECK(cell(0, 3).raw == "tiny");
    CHECK(cell(0, 3).repair == CellRepair::lumped);
    CHECK(cell(1, 0) == RowCell{"2010", "", CellRepair::none});
    CHECK(cell(1, 1) == RowCell{"", "2010", CellRepair::filled});
    CHECK(cell(1, 2) == RowCell{"20165", "2010", CellRepair::filled});
    CHECK(cell(2, 1).raw == "25,00,000");
    CHECK(cell(2, 3).raw == "12,34,56,789");
    CHECK(cell(2, 3).repair == CellRepair::clipped);
    CHECK(file_row_of(result->prepared, 3) == 4);
}
