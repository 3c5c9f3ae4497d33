#include "schema/schema_json.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/format.h"

namespace cohortscope::schema {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 5> kEncodings = {"number", "age", "count", "frequency",
                                                        "logarithm"};
constexpr std::array<std::string_view, kDegrees> kDegreeNames = {"highest", "much",   "more",
                                                                 "less",    "little", "lowest"};
constexpr int kMostDecimals = 9;

// A value of the file with where it stands.
struct Place {
    const Json& value;
    std::string where;
    const std::string& source;

    [[noreturn]] void fail(const std::string& expected) const {
        throw base::Error::in(source, (where.empty() ? std::string() : where + ": ") + "expected " +
                                          expected);
    }
    Place at(const std::string& key) const {
        return {value.at(key), where.empty() ? key : where + "." + key, source};
    }
    Place at(std::size_t index) const {
        return {value.at(index), where + "[" + std::to_string(index) + "]", source};
    }
    bool has(const char* key) const { return value.contains(key); }
};

void expect_keys(const Place& place, std::initializer_list<std::string_view> known) {
    if (!place.value.is_object())
        place.fail("an object");
    for (const auto& [key, value] : place.value.items())
        if (std::ranges::find(known, key) == known.end())
            place.fail("no key \"" + base::shortened(key, 40) + "\"");
}

std::string text_at(const Place& place, const char* key, const std::string& otherwise) {
    if (!place.has(key))
        return otherwise;
    const Place at = place.at(key);
    if (!at.value.is_string())
        at.fail("a text");
    return at.value.get<std::string>();
}

std::string needed_text(const Place& place, const char* key) {
    const std::string text = text_at(place, key, "");
    if (text.empty())
        place.fail("the key \"" + std::string(key) + "\" with a text");
    return text;
}

bool flag_at(const Place& place, const char* key) {
    if (!place.has(key))
        return false;
    const Place at = place.at(key);
    if (!at.value.is_boolean())
        at.fail("true or false");
    return at.value.get<bool>();
}

int digits_at(const Place& place, const char* key, int otherwise) {
    if (!place.has(key))
        return otherwise;
    const Place at = place.at(key);
    if (!at.value.is_number_integer() || at.value < 0 || at.value > kMostDecimals)
        at.fail("a whole number from 0 to " + std::to_string(kMostDecimals));
    return at.value.get<int>();
}

double number_at(const Place& place, const char* key, double otherwise) {
    if (!place.has(key))
        return otherwise;
    const Place at = place.at(key);
    if (!at.value.is_number() || !std::isfinite(at.value.get<double>()) || at.value < 0)
        at.fail("a number of 0 or more");
    return at.value.get<double>();
}

std::vector<std::string> texts_at(const Place& place, const char* key) {
    std::vector<std::string> texts;
    if (!place.has(key))
        return texts;
    const Place list = place.at(key);
    if (!list.value.is_array())
        list.fail("a list of texts");
    for (std::size_t i = 0; i < list.value.size(); ++i) {
        if (!list.at(i).value.is_string())
            list.at(i).fail("a text");
        texts.push_back(list.at(i).value.get<std::string>());
    }
    return texts;
}

Encoding encoding_at(const Place& place) {
    const std::string name = text_at(place, "encoding", std::string(kEncodings.front()));
    const auto found = std::ranges::find(kEncodings, name);
    if (found == kEncodings.end())
        place.at("encoding").fail("number, age, count, frequency or logarithm");
    return static_cast<Encoding>(found - kEncodings.begin());
}

Phrase phrase_of(const Place& place) {
    expect_keys(place, {"text", "brief", "adjective", "place", "people"});
    Phrase phrase;
    phrase.text = needed_text(place, "text");
    phrase.brief = text_at(place, "brief", phrase.text);
    phrase.adjective = text_at(place, "adjective", "");
    phrase.place = text_at(place, "place", "");
    phrase.people = flag_at(place, "people");
    return phrase;
}

void read_phrases(FeatureSpec& spec, const Place& place) {
    expect_keys(place, {"highest", "much", "more", "less", "little", "lowest"});
    for (std::size_t degree = 0; degree < kDegrees; ++degree)
        if (const std::string key(kDegreeNames[degree]); place.has(key.c_str()))
            spec.phrases[degree] = phrase_of(place.at(key));
}

MeanWords mean_of(const Place& place) {
    expect_keys(place, {"one", "many", "significant", "decimals"});
    return {needed_text(place, "one"), needed_text(place, "many"),
            digits_at(place, "significant", 0), digits_at(place, "decimals", 0)};
}

FeatureSpec feature_of(const Place& place, const std::vector<std::string>& categories) {
    expect_keys(place, {"name", "from", "encoding", "weight", "label", "brief", "unit",
                        "unit_in_front", "factor", "decimals", "mean", "phrases"});
    const std::string name = needed_text(place, "name");
    FeatureSpec spec = plain_feature(name);
    spec.from = text_at(place, "from", name);
    spec.encoding = encoding_at(place);
    spec.default_weight = number_at(place, "weight", 1.0);
    spec.label = text_at(place, "label", spec.label);
    spec.brief = text_at(place, "brief", spec.label);
    spec.unit = text_at(place, "unit", "");
    spec.unit_in_front = flag_at(place, "unit_in_front");
    spec.factor = number_at(place, "factor", 1.0);
    spec.decimals = digits_at(place, "decimals", kPlainDecimals);
    if (place.has("mean"))
        spec.mean = mean_of(place.at("mean"));
    if (place.has("phrases")) {
        spec.phrases = {};
        read_phrases(spec, place.at("phrases"));
    }
    if (spec.encoding == Encoding::frequency) {
        const auto found = std::ranges::find(categories, spec.from);
        if (found == categories.end())
            place.fail("\"from\" to be one of the categories");
        spec.category = static_cast<int>(found - categories.begin());
    }
    return spec;
}

} // namespace

Schema schema_from_json(std::string_view json, const std::string& source) {
    const Json parsed = Json::parse(json, nullptr, false);
    if (parsed.is_discarded())
        throw base::Error::in(source, "is not valid JSON; expected a schema");
    const Place place{parsed, "", source};
    expect_keys(place, {"name", "categories", "helpers", "features"});
    Schema schema{
        needed_text(place, "name"), texts_at(place, "categories"), texts_at(place, "helpers"), {}};
    if (!place.has("features") || !place.at("features").value.is_array())
        place.fail("the key \"features\" with a list");
    const Place list = place.at("features");
    for (std::size_t i = 0; i < list.value.size(); ++i) {
        FeatureSpec spec = feature_of(list.at(i), schema.categories);
        if (std::ranges::find(schema.features, spec.name, &FeatureSpec::name) !=
            schema.features.end())
            list.at(i).fail("another name: two features are called " +
                            base::shortened(spec.name, 40));
        schema.features.push_back(std::move(spec));
    }
    return schema;
}

} // namespace cohortscope::schema
