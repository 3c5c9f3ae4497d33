#include "data/csv/csv.h"

#include <limits>

#include <doctest/doctest.h>

using namespace cohortscope;

namespace {

// Two rows: a text with a gap and a comma, and two columns of numbers.
data::Table small_table() {
    data::Table table;
    table.rows = 2;
    table.numeric = {{"n", {1.5, std::numeric_limits<double>::quiet_NaN()}}, {"m", {3, -4}}};
    table.text = {{"t", {data::kMissingCode, 0}, {}}};
    table.text[0].dictionary.append("a,b");
    return table;
}

} // namespace

TEST_CASE("a table without an order is written texts first, behind its row numbers") {
    CHECK(data::to_csv(small_table()) == ",t,n,m\n0,,1.5,3\n1,\"a,b\",,-4\n");
    CHECK(data::to_csv(small_table(), data::CsvIndex::left_out) == "t,n,m\n,1.5,3\n\"a,b\",,-4\n");
}

TEST_CASE("a table is written in the order of its file") {
    data::Table table = small_table();
    table.order = {"m", "t", "n"};
    CHECK(data::to_csv(table, data::CsvIndex::left_out) == "m,t,n\n3,,1.5\n-4,\"a,b\",\n");
    CHECK(data::to_csv(table) == ",m,t,n\n0,3,,1.5\n1,-4,\"a,b\",\n");
}
