#include "engine/settings_difference.h"

#include <doctest/doctest.h>

#include "support/knob.h"

using namespace cohortscope;
using engine::Settings;
using engine::settings_difference;
using Words = std::vector<std::string>;

TEST_CASE("settings that are equal differ in nothing") {
    CHECK(settings_difference({}, {}).empty());
}

TEST_CASE("method and k come first, then weights, then the other knobs") {
    Settings before, after;
    before.kmeans.k = 3;
    after.kmeans.k = 8;
    after.weights["company_frequency"] = 0.0;
    test::turn(after, "rare_company_threshold", 50);
    CHECK(settings_difference(before, after) ==
          Words{"k 3 → 8", "same company muted", "rare company 5 → 50"});
    CHECK(settings_difference(after, before) ==
          Words{"k 8 → 3", "same company no longer muted", "rare company 50 → 5"});
    const auto changes = engine::changed_settings(before, after);
    CHECK(changes[0].before == "k 3");
    CHECK(changes[0].now == "k 8");
    CHECK(changes[1].before.empty());
    CHECK(changes[1].now == "same company muted");
}

TEST_CASE("weights, choices, switches and percentiles have words") {
    Settings before, after;
    before.weights["ctc_log"] = 0.5;
    after.weights["ctc_log"] = 2.0;
    after.method = engine::Method::ward;
    after.scaler = features::Scaler::minmax;
    after.clean.text = false;
    test::turn(after, "outliers.low", 2.5);
    const Words words = settings_difference(before, after);
    REQUIRE(words.size() == 5);
    CHECK(words[0] == "method K-Means → Ward");
    CHECK(words[1].ends_with(" × 0.5 → 2"));
    CHECK(words[2] == "clean text on → off");
    CHECK(words[3] == "low percentile of pay 1 % → 2.5 %");
    CHECK(words[4] == "scaler standard → min–max");
}

TEST_CASE("every knob of every known schema that is turned is told") {
    for (const auto& schema : schema::known_schemas()) {
        Settings settings;
        settings.schema = schema;
        for (const engine::Field& field : engine::fields(*schema)) {
            CAPTURE(field.key);
            Settings turned = settings;
            const double value = field.get(settings);
            field.set(turned, value < field.maximum ? value + 1 : value - 1);
            const Words words = settings_difference(settings, turned);
            REQUIRE(words.size() == 1);
            CHECK(words[0].find(" → ") != std::string::npos);
        }
        for (const schema::FeatureSpec& feature : schema->features) {
            Settings turned = settings;
            turned.weights[feature.name] = feature.default_weight + 0.5;
            CHECK(settings_difference(settings, turned).size() == 1);
            // A weight that is given as it would be anyway is no difference.
            turned.weights[feature.name] = feature.default_weight;
            CHECK(settings_difference(settings, turned).empty());
        }
    }
}

TEST_CASE("another schema is told by its name, an edited one with what it left out") {
    Settings before, after;
    after.schema = schema::known_schemas()[1];
    const Words other = settings_difference(before, after);
    REQUIRE_FALSE(other.empty());
    CHECK(other[0] == "schema " + before.schema->label + " → " + after.schema->label);
    auto edited = std::make_shared<schema::Schema>(*before.schema);
    edited->features.erase(edited->features.begin());
    after = before;
    after.schema = edited;
    CHECK(settings_difference(before, after) == Words{"schema edited", "experience left out"});
    CHECK(settings_difference(after, before) == Words{"schema edited", "experience added"});
}

TEST_CASE("a column that became a feature by its weight is told") {
    Settings before, after;
    after.weights["study_hours"] = 1.0;
    CHECK(settings_difference(before, after) == Words{"study hours added"});
    CHECK(settings_difference(after, before) == Words{"study hours left out"});
}
