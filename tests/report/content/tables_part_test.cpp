#include "report/content/tables_part.h"

#include <doctest/doctest.h>

using namespace cohortscope;
using report::CellKind;

TEST_CASE("tables for people count clusters from 1 and leave out columns for files alone") {
    report::Sheet sheet;
    sheet.name = "silhouettes";
    sheet.columns = {{"cluster", "cluster", CellKind::whole},
                     {"rows", "rows", CellKind::whole},
                     {"not_given", "not given", CellKind::text}};
    sheet.rows = {{0LL, 12LL, std::string()}, {1LL, report::Suppressed{}, std::string("rows")}};
    const report::PageTable table = report::table_for_page(sheet);
    CHECK(table.sheet.columns.size() == 2);
    CHECK(table.sheet.rows[0] == std::vector<report::Cell>{1LL, 12LL});
    CHECK(table.sheet.rows[1] == std::vector<report::Cell>{2LL, report::Suppressed{}});
    CHECK(table.clusters == std::vector<int>{0, 1});
    CHECK(table.files.front().path == "tables/silhouettes.csv");
}

TEST_CASE("a row of no cluster belongs to none, and a count of rows is no cluster") {
    report::Sheet sheet;
    sheet.name = "numbers";
    sheet.columns = {{"column", "number"}, {"cluster", "cluster", CellKind::whole}};
    sheet.rows = {{std::string("age"), report::Cell()}, {std::string("age"), 0LL}};
    const report::PageTable table = report::table_for_page(sheet);
    CHECK(table.clusters == std::vector<int>{-1, 0});
    CHECK(table.sheet.rows[0][1] == report::Cell());
}

TEST_CASE("heads of the comparison count K-Means' clusters from 1 as well") {
    report::Sheet sheet;
    sheet.name = "comparison";
    sheet.columns = {{"ward", "Ward's cluster", CellKind::whole},
                     {"kmeans_0", "K-Means' cluster 0", CellKind::whole}};
    sheet.rows = {{0LL, 30LL}};
    const report::PageTable table = report::table_for_page(sheet);
    CHECK(table.sheet.columns[1].label == "K-Means' cluster 1");
    CHECK(table.sheet.rows[0] == std::vector<report::Cell>{1LL, 30LL});
    CHECK(table.clusters == std::vector<int>{-1});
}
