#include "report/disclosure/disclosure.h"

#include <doctest/doctest.h>

#include <map>
#include <tuple>

#include "report/disclosure/bands.h"
#include "report/row_export.h"
#include "support/analysed_sample.h"

using namespace cohortscope;
using report::Grain;

namespace {

std::string csv_of(const report::RowExport& rows) {
    std::string text;
    rows.write([&](std::string_view piece) { text += piece; });
    return text;
}

std::string head_of(const std::string& csv) { return csv.substr(0, csv.find('\n')); }

report::RowOptions with_columns(std::vector<std::string> columns) {
    report::RowOptions options;
    options.columns = std::move(columns);
    return options;
}

} // namespace

TEST_CASE("unique rows are counted, small groups too") {
    const std::vector<std::uint64_t> keys = {1, 1, 2, 3, 3, 3, 3, 3, 9};
    const analysis::Uniqueness made = analysis::uniqueness_of(keys);
    CHECK(made.rows == 9);
    CHECK(made.unique == 2);
    CHECK(made.below_5 == 4);
    CHECK(made.below_10 == 9);
    CHECK(made.smallest == 1);
    CHECK(made.groups == 4);
    CHECK(analysis::uniqueness_of({}).smallest == 0);
}

TEST_CASE("keys of columns add up whatever is taken out again") {
    const analysis::RowKeys a = {analysis::key_of(1), analysis::key_of(2)};
    const analysis::RowKeys b = {analysis::key_of(2), analysis::key_of(1)};
    analysis::RowKeys sums(2, 0);
    analysis::add_keys(sums, a, 0);
    const analysis::RowKeys alone = sums;
    analysis::add_keys(sums, b, 1);
    CHECK(sums[0] != sums[1]); // 1 and 2 are not 2 and 1
    analysis::take_keys(sums, b, 1);
    CHECK(sums == alone);
}

TEST_CASE("bands have round ends and enough rows") {
    std::vector<double> years;
    for (int year = 1995; year <= 2020; ++year)
        years.insert(years.end(), 20, year);
    years.push_back(1950);
    years.push_back(NAN);
    const report::Bands bands = report::year_bands(years, 5);
    CHECK(bands.labels == std::vector<std::string>{"", "below 2000", "2000 to 2004", "2005 to 2009",
                                                   "2010 to 2014", "2015 to 2019",
                                                   "2020 and more"});
    CHECK(bands.edges.band(1950) == 1);
    CHECK(bands.edges.band(2004) == 2);
    CHECK(bands.edges.band(NAN) == 0);
}

TEST_CASE("money lies in bands of 1, 2 and 5") {
    std::vector<double> pay;
    for (int i = 0; i < 1000; ++i)
        pay.push_back(100'000.0 + 2'000.0 * i);
    const report::Bands bands = report::decade_bands(pay, 3);
    CHECK(bands.labels == std::vector<std::string>{"", "below 200000", "200000 to 499999",
                                                   "500000 to 999999", "1000000 to 1999999",
                                                   "2000000 and more"});
    const report::Bands none = report::round_bands(std::vector<double>(50, 3.0), 10);
    CHECK(none.labels == std::vector<std::string>{"", "any"});
}

TEST_CASE("the default export has no column of the table") {
    const report::RowExport rows(tests::analysed_sample(), {});
    const std::string csv = csv_of(rows);
    CHECK(head_of(csv) == "row,cluster,persona,designation_flag,class_flag,tier_flag");
    CHECK(rows.as_written().columns.empty());
    CHECK(static_cast<std::size_t>(std::ranges::count(csv, '\n')) ==
          tests::analysed_sample()->rows() + 1);
}

TEST_CASE("the default export tells no row from all others, and what it left out") {
    const report::RowExport rows(tests::analysed_sample(), {});
    CHECK(rows.own_uniqueness().unique == 0);
    CHECK(rows.own_uniqueness().smallest >= 10);
    CHECK(csv_of(rows).find(",,,\n") != std::string::npos);
    report::RowOptions options;
    options.exact = true;
    const report::RowExport exact(tests::analysed_sample(), options);
    CHECK(exact.own_uniqueness().unique > 0);
    CHECK(csv_of(exact).find(",,") == std::string::npos);
    const auto tells = [](const report::RowExport& made) {
        return std::ranges::any_of(made.notes(), [](const std::string& note) {
            return note.find("flags and selections are left out") != std::string::npos;
        });
    };
    CHECK(tells(rows));
    CHECK_FALSE(tells(exact));
}

TEST_CASE("chosen columns are coarsened until few rows are unique") {
    const auto& names = tests::analysed_sample()->prepared.table->order;
    std::vector<std::string> columns;
    engine::RowColumns all;
    base::Progress progress;
    all = engine::row_columns(tests::analysed_sample()->prepared.bound, progress);
    for (const engine::RowColumn& column : all.columns)
        columns.push_back(column.name);
    CHECK(names.size() + 1 >= columns.size());
    const report::RowExport coarse(tests::analysed_sample(), with_columns(columns));
    CHECK(coarse.as_chosen().unique_share() > 0.5);
    CHECK(coarse.as_written().unique_share() <= report::kMostUnique);
    report::RowOptions options = with_columns(columns);
    options.exact = true;
    const report::RowExport exact(tests::analysed_sample(), options);
    CHECK(exact.as_written().unique_rows == coarse.as_chosen().unique_rows);
    CHECK_FALSE(exact.as_written().advice.empty());
    // What the meter says of a column left out is what an export without it has.
    columns.pop_back();
    const report::RowExport without(tests::analysed_sample(), with_columns(columns));
    CHECK(without.as_chosen().unique_rows == exact.as_written().columns.back().unique_without);
}

TEST_CASE("ids come only when asked for, by no other way") {
    const schema::Schema& schema = *tests::analysed_sample()->settings.schema;
    const auto id = std::ranges::find(schema.columns, schema::Role::id, &schema::ColumnSpec::role);
    REQUIRE(id != schema.columns.end());
    CHECK_THROWS_WITH_AS(report::RowExport(tests::analysed_sample(), with_columns({id->name})),
                         doctest::Contains("--with-ids"), std::exception);
    CHECK_THROWS_WITH_AS(report::RowExport(tests::analysed_sample(), with_columns({"nothing"})),
                         doctest::Contains("no column 'nothing'"), std::exception);
    report::RowOptions options;
    options.with_ids = true;
    const report::RowExport rows(tests::analysed_sample(), options);
    CHECK(head_of(csv_of(rows)).find(id->name) != std::string::npos);
    CHECK(rows.notes().back().find("can be traced") != std::string::npos);
}

TEST_CASE("selected rows alone, with the sets that they are in") {
    const auto& result = tests::analysed_sample();
    const std::vector<std::uint32_t> first = {result->prepared.rows->rows[0],
                                              result->prepared.rows->rows[5]};
    const std::vector<std::uint32_t> second = {result->prepared.rows->rows[5]};
    const std::size_t size = result->prepared.table->rows;
    report::RowOptions options;
    options.only = std::make_shared<const engine::RowSet>(engine::RowSet::of(first, size));
    options.sets = {
        {"A", std::make_shared<const engine::RowSet>(engine::RowSet::of(second, size)), "by hand"}};
    options.exact = true; // else two rows would tell nothing of themselves
    const report::RowExport rows(result, options);
    const std::string csv = csv_of(rows);
    CHECK(rows.rows() == 2);
    CHECK(head_of(csv).ends_with(",set_A"));
    CHECK(csv.ends_with(",1\n"));
    CHECK(csv.find(",0\n") != std::string::npos);
}
