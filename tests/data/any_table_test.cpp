// Tables of several known kinds and of none.
#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "base/error.h"
#include "data/csv/csv_parse.h"
#include "data/read_table.h"
#include "support/learner_table.h"
#include "support/read_csv.h"
#include "support/workbooks.h"

using namespace cohortscope;
using data::ColumnKind;
using data::ColumnSpec;

namespace {

using Names = std::vector<std::string>;

ColumnSpec number(const std::string& name, Names others = {}) {
    return {.name = name,
            .kind = ColumnKind::numeric,
            .optional = false,
            .other_names = std::move(others)};
}

ColumnSpec optional(ColumnSpec spec) {
    spec.optional = true;
    return spec;
}

// Houses, and flats: those have a house's columns and one more.
std::vector<data::TableHints> houses() {
    const ColumnSpec street{.name = "street_name", .other_names = {"road"}};
    return {{"houses", {street, number("rooms"), number("price", {"cost"})}, {"room_price"}},
            {"flats", {street, number("rooms"), number("price", {"cost"}), number("floor")}, {}},
            {"plots", {number("area"), optional(number("slope"))}, {}}};
}

data::ReadOptions options_of(std::vector<data::TableHints> hints = houses()) {
    data::ReadOptions options;
    options.hints = std::move(hints);
    return options;
}

data::Table parsed(const std::string& bytes, const data::ReadOptions& options = options_of()) {
    base::Progress progress;
    return data::parse_table({bytes.begin(), bytes.end()}, "file", options, progress);
}

std::string error_of(const std::string& bytes, const data::ReadOptions& options = options_of()) {
    try {
        parsed(bytes, options);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

Names names_of(const auto& columns) {
    Names names;
    for (const auto& column : columns)
        names.push_back(column.name);
    return names;
}

data::Table read_shared(const std::string& name) {
    const std::string path = tests::shared_file("data/" + name);
    if (path.empty())
        return {};
    base::Progress progress;
    return data::read_table(path, options_of(tests::known_tables()), progress);
}

} // namespace

TEST_CASE("of several kinds of tables the one with most columns there is bound") {
    const data::Table flat = parsed("Floor,Cost,street name,ROOMS,room_price\n3,9,High,2,4.5\n");
    CHECK(flat.hints == "flats");
    CHECK(names_of(flat.numeric) == Names{"rooms", "price", "floor", "room_price"});
    CHECK(flat.order == Names{"floor", "price", "street_name", "rooms", "room_price"});
    const data::Table house = parsed("road,rooms,price,room_price\nHigh,2,9,4.5\n");
    CHECK(house.hints == "houses");
    CHECK(house.numeric.back().name == "room_price (2)");
    CHECK(parsed("slope,Area\n,7\n").hints == "plots");
    CHECK(parsed("name,area\na,7\n").hints == "plots");
    std::vector<data::TableHints> twice = {houses()[0], houses()[0]};
    twice[0].name = "first";
    CHECK(parsed("road,rooms,price\nHigh,2,9\n", options_of(twice)).hints == "first");
}

TEST_CASE("a table that nearly is of a known kind is refused, with the question") {
    CHECK(error_of("street_name,rooms,cash\nHigh,2,9\n") ==
          "file:1: missing columns: price; found: street_name, rooms, cash");
    try {
        parsed("rooms,price,flor,storey\n2,9,1,1\n");
        FAIL("it was read");
    } catch (const data::UnknownColumns& unknown) {
        CHECK(unknown.wanted.size() == 3);
        CHECK(unknown.wanted[0].name == "street_name");
    }
    // One of three, or only what may be absent, is no near miss.
    CHECK(parsed("rooms,windows\n2,9\n").hints.empty());
    CHECK(parsed("slope,windows\n2,9\n").hints.empty());
    data::ReadOptions known = options_of();
    known.any_table = false;
    CHECK(error_of("rooms,windows\n2,9\n", known) ==
          "file:1: missing columns: street_name, price; found: rooms, windows");
}

TEST_CASE("named columns say which kind is meant") {
    data::ReadOptions options = options_of();
    options.columns = {{"area", "size"}};
    CHECK(parsed("street_name,rooms,price,size\nHigh,2,9,7\n", options).hints == "plots");
    options.columns = {{"floor", "size"}};
    CHECK(error_of("rooms,size\n2,9\n", options)
              .starts_with("file:1: missing columns: street_name, price; found: rooms, floor"));
}

TEST_CASE("a table of no known kind is read as it stands") {
    const std::string text = "id;Fruit;weight (g);when;share\n"
                             "1;apple;120,5;2020-01-01;5 %\n"
                             "2;pear;99;2020-01-02;7 %\n"
                             "3;apple;;2020-01-03;\n";
    const data::Table table = parsed(text);
    CHECK(table.hints.empty());
    CHECK(table.order == Names{"id", "Fruit", "weight (g)", "when", "share"});
    CHECK(names_of(table.text) == Names{"Fruit", "when"});
    CHECK(table.text[0].codes == std::vector<std::int32_t>{0, 1, 0});
    CHECK(table.text[0].dictionary.size() == 2);
    CHECK(table.text[0].dictionary[1] == "pear");
    CHECK(table.find_numeric("weight (g)")->values[0] == 120.5);
    CHECK(std::isnan(table.find_numeric("weight (g)")->values[2]));
    CHECK(parsed(text, {}).fingerprint == table.fingerprint);
    CHECK(parsed("# fruit, as weighed\n\n" + text).fingerprint == table.fingerprint);
    CHECK(parsed("sep=;\n" + text).fingerprint == table.fingerprint);
}

TEST_CASE("of a table of no known kind only leading columns may count the rows") {
    const data::Table table = parsed("No.,index,a,row\n1,0,x,4\n2,1,y,5\n");
    CHECK(table.order == Names{"a", "row"});
    CHECK(table.notices.size() == 2);
    // R leaves the names of rows without one.
    const data::Table named = parsed("a,b\nfirst,1,2\nsecond,3,4\n");
    CHECK(named.order == Names{"a", "b"});
    CHECK(named.find_numeric("b")->values == std::vector<double>{2, 4});
    CHECK(error_of("a,b\nfirst,1,2\nfirst,3,4\n").find(":2: expected 2 fields") !=
          std::string::npos);
}

TEST_CASE("a table has a header, a column and a row") {
    const data::Table one = parsed("a\n1\n");
    CHECK(one.order == Names{"a"});
    CHECK(parsed(",value\n0,5\n1,6\n").order == Names{"value"});
    CHECK(parsed("Fruit of 2020,,\n\nkind,grams,price\na,5,1\n").order ==
          Names{"kind", "grams", "price"});
    CHECK(error_of("a,b\n") == "file:1: has a header but no rows; expected at least one row");
    CHECK(error_of(",index\n0,1\n1,2\n").starts_with("file:1: has no columns but those"));
    CHECK(error_of("5,a@b\n6,c@d\n") ==
          "file:1: the first line looks like data, not like names; expected a header line with "
          "street_name, rooms, price");
    CHECK(error_of("5,6\n7,8\n", {}) ==
          "file:1: the first line looks like data, not like names; expected a header line");
}

TEST_CASE("of a workbook the sheet of any known kind is read, else the first with a table") {
    const auto row = [](const std::string& number, const std::string& a, const std::string& b) {
        const auto cell = [](const std::string& text) {
            return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
        };
        return "<row r=\"" + number + "\">" + cell(a) + cell(b) + "</row>";
    };
    const std::string other = row("1", "fruit", "grams") + row("2", "apple", "120");
    const std::string plot = row("1", "name", "Area") + row("2", "x", "7");
    CHECK(parsed(tests::xlsx({.sheets = {{"A", other}, {"B", plot}}})).hints == "plots");
    const data::Table first = parsed(tests::xlsx({.sheets = {{"A", ""}, {"B", other}}}));
    CHECK(first.order == Names{"fruit", "grams"});
    CHECK(first.find_numeric("grams")->values[0] == 120);
}

TEST_CASE("the students' table has columns of both kinds in the file's order") {
    const data::Table table = read_shared("oulad_learner_features.csv");
    if (table.rows == 0)
        return;
    CHECK(table.rows == 32'593);
    CHECK(table.hints.empty());
    CHECK(names_of(table.text) == Names{"code_module", "code_presentation", "gender", "region",
                                        "highest_education", "imd_band", "age_band", "disability",
                                        "final_result"});
    CHECK(table.numeric.size() == 12);
    CHECK(table.order.size() == 21);
    CHECK(table.order[2] == "id_student");
    CHECK(table.order[20] == "dropout");
    CHECK(table.find_text("code_module")->dictionary.size() == 7);
    CHECK(table.find_text("final_result")->dictionary[1] == "Withdrawn");
    CHECK(std::isnan(table.find_numeric("mean_score")->values[2]));
    const std::vector<double>& dropout = table.find_numeric("dropout")->values;
    CHECK(static_cast<double>(std::ranges::count(dropout, 1.0)) / 32'593 ==
          doctest::Approx(0.312).epsilon(0.002));
}

TEST_CASE("the table of admissions is all numbers, without the column that counts") {
    const data::Table table = read_shared("graduate_admissions.csv");
    if (table.rows == 0)
        return;
    CHECK(table.rows == 500);
    CHECK(table.text.empty());
    CHECK(table.order == Names{"GRE_Score", "TOEFL_Score", "University Rating", "SOP", "LOR",
                               "CGPA", "Research", "Chance_Admit"});
    CHECK(table.order == names_of(table.numeric));
}

TEST_CASE("the fingerprint of a table tells its content, not its order in the file") {
    const data::Table a = parsed("area,slope\n7,1\n");
    const data::Table b = parsed("slope,area\n1,7\n");
    CHECK(a.fingerprint == b.fingerprint);
    CHECK(a.order == Names{"area", "slope"});
    CHECK(b.order == Names{"slope", "area"});
    CHECK(parsed("area\n7\n").order == Names{"area"}); // what is absent has no place
}
