#include "schema/schema.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "schema/schema_json.h"

using namespace cohortscope;
using schema::Degree;
using schema::Encoding;
using schema::FeatureSpec;
using schema::Schema;

namespace {

// A schema of three columns, and more of it.
std::string with(const std::string& more) {
    return R"({"cohortscope_schema": 1, "name": "t", "columns": [
        {"name": "a"}, {"name": "b", "role": "category"}, {"name": "c", "role": "id"}])" +
           more + "}";
}

Schema read(const std::string& more) { return schema::schema_from_json(with(more), "t.json"); }

std::string refusal(const std::string& json) {
    try {
        schema::schema_from_json(json, "t.json");
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

std::string refused(const std::string& more) { return refusal(with(more)); }

std::string refused_feature(const std::string& feature) {
    return refused(", \"features\": [" + feature + "]");
}

// A schema of one column beside those of with().
std::string refused_column(const std::string& column) {
    return refusal(R"({"cohortscope_schema": 1, "name": "t", "columns": [
        {"name": "a"}, {"name": "b", "role": "category"}, {"name": "c", "role": "id"},)" +
                   column + "]}");
}

} // namespace

TEST_CASE("the built-in schema holds the five features in their order, each of weight 1") {
    const Schema& built_in = schema::built_in();
    REQUIRE(built_in.features.size() == 5);
    for (const FeatureSpec& feature : built_in.features) {
        CHECK(feature.default_weight == 1.0);
        CHECK_FALSE(feature.label.empty());
        CHECK_FALSE(feature.brief.empty());
        CHECK(schema::feature_named(feature.name).get() == &feature);
    }
    CHECK(built_in.features[0].encoding == Encoding::age);
    CHECK(built_in.features[1].encoding == Encoding::count);
    CHECK(built_in.features[2].encoding == Encoding::frequency);
    CHECK(built_in.features[4].encoding == Encoding::logarithm);
    CHECK(built_in.find("ctc")->currency == "INR");
    CHECK(built_in.find("orgyear")->keys.at("missing") == "impute.year");
    CHECK(built_in.find("age") == nullptr);
}

TEST_CASE("a column that no schema speaks of is off and has its own name for words") {
    const FeatureSpec plain = schema::plain_feature("mean_hours_of_study_per_week");
    CHECK(plain == *schema::feature_named("mean_hours_of_study_per_week"));
    CHECK(plain.default_weight == 0.0);
    CHECK(plain.label == "mean hours of study per week");
    CHECK(plain.unit.empty());
    CHECK(plain.phrase(Degree::lowest).text == "lowest mean hours of study…");
}

TEST_CASE("a schema leaves out what goes without saying") {
    const Schema made = read("");
    REQUIRE(made.features.size() == 2);
    CHECK(made.label == "t");
    CHECK(made.features[0].from == "a");
    CHECK(made.features[0].encoding == Encoding::number);
    CHECK(made.features[0].default_weight == 1.0);
    CHECK(made.features[0].phrase(Degree::much).text == "high a");
    CHECK(made.features[1].encoding == Encoding::frequency);
    CHECK(made.features[1].label == "rows with the same b");
    CHECK(made.features[1].phrase(Degree::much).text == "common b");
    CHECK(made.features[1].phrase(Degree::highest).text.empty());
    CHECK(made.columns[2].encoding == Encoding::none);
}

TEST_CASE("entries of features come first and give their own words") {
    const Schema made = read(R"(, "features": [{"name": "x", "from": "b", "label": "the same",
        "phrases": {"much": {"text": "many"}}}])");
    REQUIRE(made.features.size() == 2);
    CHECK(made.features[0].name == "x");
    CHECK(made.features[0].encoding == Encoding::frequency);
    CHECK(made.features[0].brief == "the same");
    CHECK(made.features[0].phrase(Degree::much).brief == "many");
    CHECK(made.features[0].phrase(Degree::more).text.empty());
    CHECK(made.features[1].name == "a");
}

TEST_CASE("every known schema is found by name and comes back equal from JSON") {
    std::size_t count = 0;
    for (const auto& known : schema::known_schemas()) {
        CAPTURE(known->name);
        CHECK(schema::find_schema(known->name) == known);
        CHECK(schema::schema_from_json(schema::schema_to_json(*known), "again") == *known);
        for (const schema::ColumnSpec& column : known->columns)
            CHECK_FALSE(column.label.empty());
        ++count;
    }
    CHECK(count == 4);
    CHECK(schema::find_schema("learners").get() == &schema::built_in());
    CHECK(schema::find_schema("nothing") == nullptr);
}

TEST_CASE("every key of a column comes back equal from JSON") {
    const Schema made = read(R"(, "label": "All", "guessed": true, "peers":
        [{"name": "p", "columns": ["b", "a"]}], "checks":
        [{"name": "k", "left": "a", "plus": -2.5, "above": true, "words": "odd"}], "features":
        [{"name": "y", "from": "a", "encoding": "logarithm", "weight": 0.5, "decimals": null,
          "mean": {"one": "x", "many": "xs", "significant": 2}}])");
    Schema full = made;
    full.columns.push_back(full.columns[0]);
    schema::ColumnSpec& column = full.columns.back();
    column.name = "z";
    column.lowest = 0.1;
    column.decimals = 3;
    column.keys["first"] = "old.key";
    column.fill = {schema::NumberFill::group, schema::NameFill::drop, "b", {"a"}, "", 1.5, true};
    column.outliers = {schema::OutlierMode::clip, 0.5, 99.5};
    column.other_names = {"zed"};
    column.early = column.after = column.optional = column.doubtful = true;
    column.reason = "because";
    full.features.push_back(schema::feature_of(column));
    full.derived.push_back({"a", schema::DerivedKind::ratio, "z", "z"});
    CHECK(schema::schema_from_json(schema::schema_to_json(full), "again") == full);
}

TEST_CASE("a faulty schema is refused with the place and what was expected") {
    CHECK(refusal("{") == "t.json: is not valid JSON; expected a schema");
    CHECK(refusal("[]") == "t.json: expected an object");
    CHECK(refusal("{}") == "t.json: expected the key \"cohortscope_schema\" with the number 1");
    CHECK(refusal(R"({"cohortscope_schema": 2})") ==
          "t.json: cohortscope_schema: expected the number 1");
    CHECK(refusal(R"({"cohortscope_schema": 1})") ==
          "t.json: expected the key \"name\" with a text");
    CHECK(refusal(R"({"cohortscope_schema": 1, "name": "t"})") ==
          "t.json: expected the key \"columns\" with a list of at least one column");
    CHECK(refused(", \"colour\": 1") == "t.json: expected no key \"colour\"");
    CHECK(refused(R"(, "peers": [{"name": "p", "columns": ["c"]}])") ==
          "t.json: peers[0].columns[0]: expected a column of the role category, year or number, "
          "not \"c\"");
    CHECK(refused(R"(, "derived": [{"name": "a", "kind": "sum", "left": "a", "right": "a"}])") ==
          "t.json: derived[0].kind: expected difference, ratio or product");
    CHECK(refused(R"(, "derived": [{"name": "a", "left": "a", "right": "a"}])") ==
          "t.json: derived[0]: expected columns that are not derived themselves");
    CHECK(refused(R"(, "checks": [{"name": "k", "left": "x", "words": "w"}])") ==
          "t.json: checks[0].left: expected a column of the role measure, number, year, helper or "
          "outcome, not \"x\"");
}

TEST_CASE("a faulty column is refused with the place and what was expected") {
    CHECK(refused_column("{}") == "t.json: columns[3]: expected the key \"name\" with a text");
    CHECK(refused_column(R"({"name": "d", "role": "king"})") ==
          "t.json: columns[3].role: expected id, measure, number, year, category, outcome, helper "
          "or ignored");
    CHECK(refused_column(R"({"name": "a"})") ==
          "t.json: columns[3].name: expected another name: two are called \"a\"");
    CHECK(refused_column(R"({"name": "d", "role": "id"})") ==
          "t.json: columns[3].role: expected another role: a schema has one id at most");
    CHECK(refused_column(R"({"name": "d", "role": "year", "encoding": "one-hot"})") ==
          "t.json: columns[3].encoding: expected age, number or none for the role year");
    CHECK(refused_column(R"({"name": "d", "range": [1, 2, 3]})") ==
          "t.json: columns[3].range: expected a list of two numbers, each may be null");
    CHECK(refused_column(R"({"name": "d", "range": [2, 1]})") ==
          "t.json: columns[3].range: expected the lower bound first");
    CHECK(refused_column(R"({"name": "d", "missing": {"numbers": "group", "group": "a"}})") ==
          "t.json: columns[3].missing.group: expected a column of the role category, not \"a\"");
    CHECK(refused_column(R"({"name": "d", "outliers": {"low": 60, "high": 40}})") ==
          "t.json: columns[3].outliers: expected percentiles from 0 to 100, low below high");
    CHECK(refused_column(R"({"name": "d", "role": "category", "encoding": "ordinal"})") ==
          "t.json: columns[3].levels: expected at least two levels of an ordinal column");
    CHECK(refused_column(R"({"name": "d", "role": "category", "levels": ["0-10%", "0 - 10"]})") ==
          "t.json: columns[3].levels[1]: expected another level than \"0 - 10\", which is there");
    CHECK(refused_column(R"({"name": "d", "other_names": ["D d"]})") ==
          "t.json: columns[3].other_names[0]: expected lower-case letters and digits only");
    CHECK(refused_column(R"({"name": "d", "rare_below": 0})") ==
          "t.json: columns[3].rare_below: expected a whole number from 1 to 100000");
    CHECK(refused_column(R"({"name": "d", "keys": {"low": 1}})") ==
          "t.json: columns[3].keys.low: expected a text");
}

TEST_CASE("a faulty feature is refused with the place and what was expected") {
    CHECK(refused_feature("{}") == "t.json: features[0]: expected the key \"name\" with a text");
    CHECK(refused_feature(R"({"name": "a", "encoding": "magic"})") ==
          "t.json: features[0].encoding: expected number, age, count, frequency, logarithm, "
          "one-hot, one-hot-full, ordinal or none");
    CHECK(refused_feature(R"({"name": "a", "encoding": "frequency"})") ==
          "t.json: features[0].encoding: expected one that the role number has");
    CHECK(refused_feature(R"({"name": "c"})") ==
          "t.json: features[0].encoding: expected an encoding: the column \"c\" has none");
    CHECK(refused_feature(R"({"name": "x", "from": "y"})") ==
          "t.json: features[0]: expected \"from\" to be one of the columns");
    CHECK(refused_feature(R"({"name": "a", "weight": -1})") ==
          "t.json: features[0].weight: expected a number of 0 or more");
    CHECK(refused_feature(R"({"name": "a", "decimals": 1.5})") ==
          "t.json: features[0].decimals: expected a whole number from 0 to 9");
    CHECK(refused_feature(R"({"name": "a", "phrases": {"much": {"people": true}}})") ==
          "t.json: features[0].phrases.much: expected the key \"text\" with a text");
    CHECK(refused_feature(R"({"name": "a"}, {"name": "a"})") ==
          "t.json: features[1].name: expected another name: two are called \"a\"");
}
