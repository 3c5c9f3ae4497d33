#include "engine/settings.h"

#include <doctest/doctest.h>

#include <set>

#include "base/error.h"
#include "support/knob.h"

using namespace cohortscope;
using engine::Settings;

namespace {

std::string refusal(const std::string& assignment) {
    Settings settings;
    try {
        engine::set_from_assignment(settings, assignment);
    } catch (const base::Error& error) {
        CHECK(settings == Settings());
        return error.what();
    }
    return "";
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("defaults lie within their ranges, keys are distinct and every field explains itself") {
    const Settings defaults;
    std::set<std::string_view> keys;
    for (const engine::Field& field : engine::fields(schema::built_in())) {
        CAPTURE(field.key);
        CHECK(keys.insert(field.key).second);
        CHECK(field.get(defaults) >= field.minimum);
        CHECK(field.get(defaults) <= field.maximum);
        CHECK(field.help.size() > 20);
        CHECK(!field.label.empty());
    }
}

TEST_CASE("every field reads back what it writes, from numbers and from text") {
    for (const engine::Field& field : engine::fields(schema::built_in())) {
        CAPTURE(field.key);
        for (const double value : {field.minimum, field.maximum}) {
            Settings settings;
            field.set(settings, value);
            CHECK(field.get(settings) == value);
            Settings from_text;
            engine::set_from_text(from_text, field.key, engine::text_of(field, settings));
            CHECK(from_text == settings);
        }
    }
}

TEST_CASE("bad assignments are refused and say what was expected") {
    CHECK(has(refusal("kmeans.k"), "key=value"));
    CHECK(has(refusal("kmeans.k=51"), "from 1 to 50"));
    CHECK(has(refusal("kmeans.k=2.5"), "whole"));
    CHECK(has(refusal("kmeans.k="), "whole"));
    CHECK(has(refusal("kmeans.k=5x"), "whole"));
    CHECK(has(refusal("outliers.low=nan"), "a number"));
    CHECK(has(refusal("scaler=big"), "standard, robust, minmax, none"));
    CHECK(has(refusal("clean.text=maybe"), "true or false"));
    CHECK(has(refusal("weight.ctc_log=3.1"), "0 to 3"));
    CHECK(has(refusal("kmeens.k=3"), "did you mean kmeans.k?"));
    CHECK(has(refusal("k=3"), "did you mean kmeans.k?"));
    CHECK(has(refusal("weight.=1"), "unknown setting"));
}

TEST_CASE("text of all settings is equal exactly when the settings are") {
    Settings one;
    Settings two;
    CHECK(engine::all_as_text(one) == engine::all_as_text(two));
    test::turn(two, "outliers.low", 1.0000000000000002);
    CHECK(engine::all_as_text(one) != engine::all_as_text(two));
    two = one;
    two.weights["ctc_log"] = 0.5;
    CHECK(engine::all_as_text(one) != engine::all_as_text(two));
}

TEST_CASE("combinations out of range are refused") {
    Settings settings;
    test::turn(settings, "outliers.low", 50.0);
    test::turn(settings, "outliers.high", 50.0);
    CHECK_THROWS_AS(engine::check_combination(settings), base::Error);
    test::turn(settings, "outliers.mode", "none"); // no bounds, nothing to compare
    CHECK_NOTHROW(engine::check_combination(settings));
    settings.pca_y = settings.pca_x;
    CHECK_THROWS_AS(engine::check_combination(settings), base::Error);
    settings = {};
    test::turn(settings, "clean.first_year", settings.reference_year + 1);
    CHECK_THROWS_AS(engine::check_combination(settings), base::Error);
}
