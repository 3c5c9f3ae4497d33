#include "data/csv/number_names.h"

#include <sstream>

#include <doctest/doctest.h>

#include "base/error.h"
#include "data/read_table.h"

using namespace cohortscope;

namespace {

// The first line of a text, and the rows below it.
bool are_names(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    const auto cells = [](std::string_view line) {
        data::RowOfCells row;
        for (std::size_t at = 0; at <= line.size();) {
            const std::size_t end = std::min(line.find(',', at), line.size());
            row.push_back(line.substr(at, end - at));
            at = end + 1;
        }
        return row;
    };
    const data::RowOfCells first = cells(lines.front());
    std::vector<data::RowOfCells> rows;
    for (std::size_t i = 1; i < lines.size(); ++i)
        rows.push_back(cells(lines[i]));
    return data::numbers_are_names(std::vector<std::string>(first.begin(), first.end()), rows);
}

data::Table read(const std::string& text) {
    base::Progress progress;
    return data::parse_table({text.begin(), text.end()}, "file", {}, progress);
}

std::string refusal(const std::string& text) {
    try {
        read(text);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("years and counted numbers beside a name are names, whatever stands below") {
    CHECK(are_names("Country,1960,1961\nNorway,3581239,3609800\nIndia,445954579,456351876\n"));
    CHECK(are_names("Country,1960,1961\nNorway,1900,2050\nIndia,1700,1400\n"));
    CHECK(are_names("Country,Code,1960,1965,1970\nNorway,NOR,1,2,3\nIndia,IND,,4,9\n"));
    CHECK(are_names("name,1,2,3\na,7,3,5\nb,2,9,9\n"));
    CHECK_FALSE(are_names("name,1,2\na,2,1\nb,3,2\n"));       // two that are no years
    CHECK_FALSE(are_names("name,1961,1960\na,1950,1940\n"));  // not counted upwards
    CHECK_FALSE(are_names("name,1,2,3\na,4,5,6\nb,7,8,9\n")); // the rows are counted through, too
}

TEST_CASE("numbers beside a name that are unlike all below them are names") {
    CHECK(are_names("town,2020\nOslo,5.25\nPune,7.5\n"));
    CHECK(are_names("town,2020\nOslo,12\nPune,90\n"));
    CHECK(are_names("town,101,205\nOslo,yes,no\nPune,no,no\n"));
    CHECK_FALSE(are_names("town,2020\nOslo,2012\nPune,1990\n"));
    CHECK_FALSE(are_names("town,7\nOslo,700\nPune,900\n")); // one, and no year
    CHECK_FALSE(are_names("town,7,8\nOslo,700,9\nPune,900,5\n"));
}

TEST_CASE("a first line of values is none of names") {
    CHECK_FALSE(are_names("alice,34,55000\nbob,51,31000\ncarol,28,72000\n"));
    CHECK_FALSE(are_names("Pune,2016,1100000\nPune,2018,900000\n")); // Pune is a value
    CHECK_FALSE(are_names("x,0,5\ny,3,6\nz,2,7\n"));
    CHECK_FALSE(are_names("a,1960,1960\nb,5.5,7.5\n")); // twice the same
    CHECK_FALSE(are_names("a,1960.5,1961.5\nb,5,7\n"));
    CHECK_FALSE(are_names("a@b,1960,1961\nb@c,5,7\n"));
    CHECK_FALSE(are_names("a,-1,2,5\nb,9,9,9\n"));
    CHECK_FALSE(are_names("5,6\n7,8\n"));
    CHECK_FALSE(are_names("Country,1960,1961\n")); // no row to compare with
}

TEST_CASE("numbers alone are names where they are counted through and unlike what is below") {
    CHECK(are_names("0,1,2,3\n5.1,3.5,1.4,0.2\n4.9,3.0,1.4,0.2\n"));
    CHECK(are_names("1990,1991,1992\n12,15,11\n17,12,10\n"));
    CHECK_FALSE(are_names("5,3,1\n5.1,3.5,1.4\n4.9,3.2,1.3\n"));
    CHECK_FALSE(are_names("1,2,3\n3,1,2\n2,5,4\n"));
}

TEST_CASE("a table whose columns are called by years is read, and that is said") {
    const data::Table table = read("Country,1960,1961\nNorway,35.5,36\nIndia,44.5,45\n");
    CHECK(table.order == std::vector<std::string>{"Country", "1960", "1961"});
    CHECK(table.rows == 2);
    REQUIRE(table.find_numeric("1961") != nullptr);
    CHECK(table.find_numeric("1961")->values == std::vector<double>{36, 45});
    REQUIRE(table.notices.size() == 1);
    CHECK(table.notices.front() ==
          "the first line has numbers, which are taken for names of columns: 1960, 1961");
    CHECK(refusal("Oslo,1961,5\nBergen,1960,7\nMoss,1972,4\n").find("looks like data") !=
          std::string::npos);
    // As R writes it: the first cell of each row has no name.
    const data::Table rows = read("name,1960,1961\n1,Norway,35.5,36\n2,India,44.5,45\n");
    CHECK(rows.order == std::vector<std::string>{"name", "1960", "1961"});
}
