#include "schema/bind.h"

#include <cmath>

#include <doctest/doctest.h>

#include "base/error.h"
#include "schema/plain_table.h"
#include "schema/schema_json.h"

using namespace cohortscope;
using schema::Bound;
using schema::Source;

namespace {

Bound bound(const std::string& columns, const std::string& csv, const std::string& more = "") {
    const std::string json =
        R"({"cohortscope_schema": 1, "name": "t", "columns": [)" + columns + "]" + more + "}";
    return schema::bind(
        std::make_shared<const schema::Schema>(schema::schema_from_json(json, "t.json")),
        tests::plain_table(csv));
}

std::string refusal(const std::string& columns, const std::string& csv) {
    try {
        bound(columns, csv);
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

std::string name_at(const schema::BoundNames& names, std::size_t row) {
    const std::int32_t code = names.column->codes[row];
    return code == data::kMissingCode ? "-" : std::string(names.column->dictionary[code]);
}

constexpr const char* kPace =
    R"({"name": "pace", "role": "category", "encoding": "ordinal", "levels": ["Slow", "Fast"]})";

} // namespace

TEST_CASE("columns that are what the schema wants are shared with the table") {
    const auto table = tests::plain_table("n,b\n1,x\n2,y\n");
    const auto made = std::make_shared<const schema::Schema>(schema::schema_from_json(
        R"({"cohortscope_schema": 1, "name": "t", "columns":
            [{"name": "n"}, {"name": "b", "role": "category"}]})",
        "t.json"));
    const Bound result = schema::bind(made, table);
    CHECK(result.numbers.at(0).values.get() == &table->numeric[0].values);
    CHECK(result.names.at(0).column.get() == &table->text[0]);
    CHECK(result.numbers[0].spec.get() == &made->columns[0]);
    CHECK(result.features.at(0).source == Source::number);
    CHECK(result.features.at(1).source == Source::names);
    CHECK(result.features.at(1).slot == 0);
    CHECK(result.notices.empty());
}

TEST_CASE(
    "levels are places in order, whatever their case and blanks; others are missing, counted") {
    const Bound result = bound(kPace, "pace\nfast\n slow \nFAST\nlazy\nNA\nlazy\n");
    const auto& places = *result.numbers.at(0).values;
    CHECK(places[0] == 1.0);
    CHECK(places[1] == 0.0);
    CHECK(places[2] == 1.0);
    CHECK(std::isnan(places[3]));
    CHECK(std::isnan(places[4]));
    CHECK(name_at(result.names.at(0), 0) == "Fast");
    CHECK(name_at(result.names.at(0), 1) == "Slow");
    CHECK(name_at(result.names.at(0), 3) == "-");
    CHECK(result.names[0].column->dictionary.size() == 2);
    CHECK(result.features.at(0).source == Source::number);
    CHECK(result.notices ==
          std::vector<std::string>{
              "pace: 2 cells are none of the levels and count as missing, such as \"lazy\""});
}

TEST_CASE("a range that a spreadsheet took for a date is the range") {
    const Bound result = bound(R"({"name": "r", "role": "category", "encoding": "ordinal",
        "levels": ["0-10%", "10-20%"]})",
                               "r\n0 - 10\n20-Oct\n");
    CHECK((*result.numbers.at(0).values)[1] == 1.0);
    CHECK(name_at(result.names.at(0), 1) == "10-20%");
    CHECK(result.notices.at(0) == "r: 1 cell \"20-Oct\" read as \"10-20%\", which a "
                                  "spreadsheet took for a date");
}

TEST_CASE("an outcome of yes and no, in any case, is 1 and 0; other names need levels") {
    const std::string left = R"({"name": "left", "role": "outcome"})";
    const Bound result = bound(left, "left\nYes\nno\nTRUE\nf\nNA\n");
    const auto& values = *result.outcome->values;
    CHECK(values[0] == 1.0);
    CHECK(values[1] == 0.0);
    CHECK(values[2] == 1.0);
    CHECK(values[3] == 0.0);
    CHECK(std::isnan(values[4]));
    CHECK(refusal(left, "left\nyes\nmaybe\n") ==
          "t.csv: the column \"left\" has text such as \"maybe\"; expected numbers, or yes and no, "
          "true and false");
    const Bound named =
        bound(R"({"name": "left", "role": "outcome", "levels": ["In", "Out"]})", "left\nout\nin\n");
    CHECK((*named.outcome->values)[0] == 1.0);
    CHECK((*named.outcome->values)[1] == 0.0);
}

TEST_CASE("a derived column is made where absent; a ratio of 0 is missing") {
    const std::string columns = R"({"name": "a"}, {"name": "b"}, {"name": "r"})";
    const std::string derived =
        R"(, "derived": [{"name": "r", "kind": "ratio", "left": "a", "right": "b"}])";
    const Bound made = bound(columns, "a,b\n6,3\n1,0\nNA,1\n", derived);
    const auto& ratio = *made.numbers.at(2).values;
    CHECK(ratio[0] == 2.0);
    CHECK(std::isnan(ratio[1]));
    CHECK(std::isnan(ratio[2]));
    CHECK(made.features.size() == 3);
    CHECK(made.notices == std::vector<std::string>{"r is made: a / b"});
    const Bound there = bound(columns, "a,b,r\n6,3,7\n", derived);
    CHECK((*there.numbers.at(2).values)[0] == 7.0);
    CHECK(there.notices.empty());
}

TEST_CASE("numbers bound to a category or an id are names by their shortest decimal text") {
    const Bound result = bound(R"({"name": "zone", "role": "category"},
        {"name": "who", "role": "id", "encoding": "count"})",
                               "zone,who\n2.5,100000\n2.5,123456789012\nNA,7\n");
    CHECK(name_at(result.names.at(0), 0) == "2.5");
    CHECK(name_at(result.names.at(0), 2) == "-");
    CHECK(result.names[0].column->dictionary.size() == 1);
    CHECK(name_at(*result.id, 0) == "100000");
    CHECK(name_at(*result.id, 1) == "123456789012");
    CHECK(result.features.at(1).source == Source::id);
}

TEST_CASE("a column that must be there is named where it is not; an optional one may be absent") {
    CHECK(refusal(R"({"name": "n"}, {"name": "m"})", "n\n1\n") ==
          "t.csv: has no column \"m\", which the schema \"t\" expects");
    CHECK(refusal(R"({"name": "n"})", "n\n1\nx\n") ==
          "t.csv: the column \"n\" has text such as \"1\"; expected numbers");
    const Bound result = bound(
        R"({"name": "n"}, {"name": "b", "role": "category", "optional": true,
        "without": "all are alike"}, {"name": "m", "optional": true},
        {"name": "c", "role": "id", "optional": true}, {"name": "h", "role": "helper",
        "optional": true}, {"name": "o", "role": "outcome", "optional": true})",
        "n\n1\n2\n");
    CHECK(result.numbers.size() == 1);
    CHECK(name_at(result.names.at(0), 1) == "-");
    CHECK(name_at(*result.id, 0) == "-");
    CHECK(std::isnan((*result.helpers.at(0).values)[0]));
    CHECK_FALSE(result.outcome);
    CHECK(result.features.size() == 1);
    CHECK(result.notices == std::vector<std::string>{"no column \"b\": all are alike"});
}

TEST_CASE("names match whatever their case, blanks and underscores, or by another name") {
    const Bound result = bound(R"({"name": "study_hours", "other_names": ["time"]},
        {"name": "LOR", "other_names": ["letters"]}, {"name": "x", "other_names": ["x2"]})",
                               "LOR ,Study Hours,X2\n1,2,3\n");
    CHECK((*result.numbers.at(0).values)[0] == 2.0);
    CHECK((*result.numbers.at(1).values)[0] == 1.0);
    CHECK((*result.numbers.at(2).values)[0] == 3.0);
}

TEST_CASE("a column without any cell is numbers that are missing") {
    const Bound result = bound(R"({"name": "n"})", "n,m\nNA,1\nNA,2\n");
    CHECK(std::isnan((*result.numbers.at(0).values)[1]));
}

TEST_CASE("a check has its columns, and is left out where one is absent") {
    const std::string columns = R"({"name": "a"}, {"name": "b", "optional": true})";
    const std::string checks = R"(, "checks": [{"name": "k", "left": "a", "right": "b",
        "words": "w"}, {"name": "l", "left": "a", "plus": 1, "words": "w"}])";
    CHECK(bound(columns, "a,b\n1,2\n", checks).checks.size() == 2);
    const Bound alone = bound(columns, "a\n1\n", checks);
    REQUIRE(alone.checks.size() == 1);
    CHECK(alone.checks[0].spec->name == "l");
    CHECK(alone.checks[0].right == nullptr);
}

TEST_CASE("the files beside the checkout are bound to the schemas made for them") {
    for (const auto& [file, name] : {std::pair{"oulad_learner_features.csv", "oulad"},
                                     std::pair{"graduate_admissions.csv", "personas"},
                                     std::pair{"scaler_learners.csv", "learners"}}) {
        const auto records = tests::shared_records(file);
        if (records.empty())
            continue;
        CAPTURE(file);
        const auto known = schema::find_schema(name);
        const Bound result =
            schema::bind(known, std::make_shared<const data::Table>(tests::plain_table(records)));
        CHECK(result.features.size() == known->features.size());
        CHECK(result.notices.size() == (known->name == "oulad" ? 1 : 0));
    }
}
