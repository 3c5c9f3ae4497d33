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

Schema read(const std::string& features, const std::string& more = "") {
    return schema::schema_from_json(
        "{\"name\": \"t\"" + more + ", \"features\": [" + features + "]}", "t.json");
}

std::string refusal(const std::string& json) {
    try {
        schema::schema_from_json(json, "t.json");
    } catch (const base::Error& error) {
        return error.what();
    }
    return "";
}

std::string refused_feature(const std::string& feature) {
    return refusal("{\"name\": \"t\", \"features\": [" + feature + "]}");
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
    CHECK(built_in.features[2].category == 0);
    CHECK(built_in.features[3].category == 1);
    CHECK(built_in.features[4].encoding == Encoding::logarithm);
    CHECK(built_in.features[4].category == -1);
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
    const Schema made = read("{\"name\": \"study_hours\", \"unit\": \"h\"}");
    const FeatureSpec& hours = made.features.front();
    CHECK(hours.from == "study_hours");
    CHECK(hours.encoding == Encoding::number);
    CHECK(hours.label == "study hours");
    CHECK(hours.brief == "study hours");
    CHECK(hours.default_weight == 1.0);
    CHECK(hours.phrase(Degree::much).text == "high study hours");
    const Schema named = read("{\"name\": \"a\", \"from\": \"b\", \"encoding\": \"frequency\", "
                              "\"phrases\": {\"much\": {\"text\": \"many\"}}}",
                              ", \"categories\": [\"c\", \"b\"]");
    CHECK(named.features.front().category == 1);
    CHECK(named.features.front().phrase(Degree::much).brief == "many");
    CHECK(named.features.front().phrase(Degree::more).text.empty());
}

TEST_CASE("a faulty schema is refused with the place and what was expected") {
    CHECK(refusal("{") == "t.json: is not valid JSON; expected a schema");
    CHECK(refusal("[]") == "t.json: expected an object");
    CHECK(refusal("{\"features\": []}") == "t.json: expected the key \"name\" with a text");
    CHECK(refusal("{\"name\": \"t\"}") == "t.json: expected the key \"features\" with a list");
    CHECK(refusal("{\"name\": \"t\", \"features\": [], \"colour\": 1}") ==
          "t.json: expected no key \"colour\"");
    CHECK(refused_feature("{}") == "t.json: features[0]: expected the key \"name\" with a text");
    CHECK(refused_feature("{\"name\": \"a\", \"encoding\": \"magic\"}") ==
          "t.json: features[0].encoding: expected number, age, count, frequency or logarithm");
    CHECK(refused_feature("{\"name\": \"a\", \"encoding\": \"frequency\"}") ==
          "t.json: features[0]: expected \"from\" to be one of the categories");
    CHECK(refused_feature("{\"name\": \"a\", \"weight\": -1}") ==
          "t.json: features[0].weight: expected a number of 0 or more");
    CHECK(refused_feature("{\"name\": \"a\", \"decimals\": 1.5}") ==
          "t.json: features[0].decimals: expected a whole number from 0 to 9");
    CHECK(refused_feature("{\"name\": \"a\", \"phrases\": {\"much\": {\"people\": true}}}") ==
          "t.json: features[0].phrases.much: expected the key \"text\" with a text");
    CHECK(refused_feature("{\"name\": \"a\"}, {\"name\": \"a\"}") ==
          "t.json: features[1]: expected another name: two features are called a");
}
