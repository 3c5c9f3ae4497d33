#include "report/tables/result_sheets.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "report/tables/figures.h"
#include "report/tables/profile_sheets.h"
#include "support/analysed_sample.h"
#include "support/fake_result.h"

using namespace cohortscope;
using report::Cell;
using report::Sheet;

namespace {

const Cell& cell(const Sheet& sheet, std::size_t row, const std::string& column) {
    const auto found = std::ranges::find(sheet.columns, column, &report::SheetColumn::name);
    REQUIRE(found != sheet.columns.end());
    return sheet.rows[row][static_cast<std::size_t>(found - sheet.columns.begin())];
}

} // namespace

TEST_CASE("every sheet has a name of its own and whole rows") {
    const std::vector<Sheet> sheets = report::result_sheets(*tests::analysed_sample());
    std::set<std::string> names;
    for (const Sheet& sheet : sheets) {
        CHECK(names.insert(sheet.name).second);
        CHECK(std::ranges::count(report::sheet_names(), sheet.name) == 1);
        std::set<std::string> columns;
        for (const report::SheetColumn& column : sheet.columns)
            CHECK_MESSAGE(columns.insert(column.name).second, sheet.name << " " << column.name);
        for (const std::vector<Cell>& row : sheet.rows)
            CHECK(row.size() == sheet.columns.size());
    }
    for (const char* name : {"cluster_profiles", "category_levels", "flags_by_cluster", "settings",
                             "repairs", "definitions"})
        CHECK(names.contains(name));
}

TEST_CASE("of a set nothing small is told, of those in it and of those outside") {
    const auto& result = tests::analysed_sample();
    const auto& rows = result->prepared.rows->rows;
    std::vector<std::uint32_t> few, all_but_few, half;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        (i < 4 ? few : all_but_few).push_back(rows[i]);
        if (i % 2 == 0)
            half.push_back(rows[i]);
    }
    const auto set = [&](const std::vector<std::uint32_t>& members) {
        return std::make_shared<const engine::RowSet>(
            engine::RowSet::of(members, result->prepared.table->rows));
    };
    const std::vector<engine::NamedSet> sets = {
        {"few", set(few), "by hand"}, {"most", set(all_but_few), ""}, {"half", set(half), ""}};
    const std::vector<Sheet> sheets = report::result_sheets(*result, {}, {10, sets});
    const auto found = std::ranges::find(sheets, std::string("sets"), &Sheet::name);
    REQUIRE(found != sheets.end());
    REQUIRE(found->rows.size() == 3);
    CHECK(cell(*found, 0, "origin") == Cell(std::string("by hand")));
    CHECK(cell(*found, 0, "rows") == Cell(report::Suppressed{}));
    CHECK(cell(*found, 1, "rows") == Cell(report::Suppressed{})); // all but four
    CHECK(cell(*found, 2, "rows") == Cell(static_cast<long long>(half.size())));
    std::size_t sum = 0;
    for (std::size_t c = 0; c < 5; ++c)
        sum += static_cast<std::size_t>(
            std::get<long long>(cell(*found, 2, "cluster_" + std::to_string(c))));
    CHECK(sum == half.size());
    CHECK(std::ranges::none_of(report::result_sheets(*result),
                               [](const Sheet& sheet) { return sheet.name == "sets"; }));
}

TEST_CASE("sizes and shares of the profile are the clustering's") {
    const auto& result = tests::analysed_sample();
    const Sheet sheet =
        report::profile_sheet(*result, report::figures_of(*result, report::kSmallestCount));
    REQUIRE(sheet.rows.size() == 5);
    for (std::size_t c = 0; c < 5; ++c) {
        const auto size = static_cast<long long>(result->clustering->sizes[c]);
        CHECK(cell(sheet, c, "size") == Cell(size));
        CHECK(std::get<double>(cell(sheet, c, "share")) ==
              static_cast<double>(size) / static_cast<double>(result->rows()));
    }
}

TEST_CASE("no sheet of counts gives a small one unless all are wanted") {
    const auto& result = tests::analysed_sample();
    const auto small_counts = [&](std::size_t smallest) {
        std::size_t small = 0;
        for (const Sheet& sheet : report::result_sheets(*result, {}, {smallest}))
            if (sheet.name == "category_levels" || sheet.name == "flags_by_cluster")
                for (std::size_t row = 0; row < sheet.rows.size(); ++row)
                    if (const auto* rows = std::get_if<long long>(&cell(sheet, row, "rows")))
                        small += *rows > 0 && *rows < 10 ? 1 : 0;
        return small;
    };
    CHECK(small_counts(10) == 0);
    CHECK(small_counts(1) > 0);
}

TEST_CASE("levels of a category: given counts do not add up to a hidden one") {
    const auto& result = tests::analysed_sample();
    const report::Figures figures = report::figures_of(*result, 50);
    bool any = false;
    for (const report::LevelFigures& levels : figures.levels)
        for (std::size_t level = 0; level < levels.table.rows; ++level) {
            std::size_t hidden = levels.mask.at(level, figures.k()) ? 1 : 0;
            for (std::size_t c = 0; c < figures.k(); ++c)
                hidden += levels.mask.at(level, c) ? 1 : 0;
            CHECK(hidden != 1);
            any = any || hidden > 0;
        }
    CHECK(any);
}

TEST_CASE("nothing of a cluster of one row leaves, nor of the one that would give it away") {
    tests::FakeOptions options;
    options.tiny_cluster = true;
    const auto result = tests::fake_result(options);
    const std::vector<char> hidden = report::hide_small(result->clustering->sizes, 10);
    CHECK(std::ranges::count(hidden, 1) == 2);
}
