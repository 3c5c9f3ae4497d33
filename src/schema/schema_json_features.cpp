#include "schema/schema_json_features.h"

#include <set>

#include "schema/enum_names.h"

namespace cohortscope::schema {

namespace {

using Json = nlohmann::ordered_json;

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

std::array<Phrase, kDegrees> phrases_of(const Place& place) {
    expect_keys(place, {"highest", "much", "more", "less", "little", "lowest"});
    std::array<Phrase, kDegrees> phrases;
    for (std::size_t degree = 0; degree < kDegrees; ++degree)
        if (const std::string key(kDegreeNames[degree]); place.has(key.c_str()))
            phrases[degree] = phrase_of(place.at(key));
    return phrases;
}

MeanWords mean_of(const Place& place) {
    expect_keys(place, {"one", "many", "significant", "decimals"});
    return {needed_text(place, "one"), needed_text(place, "many"),
            whole_at(place, "significant", 0, kMostDecimals, 0),
            whole_at(place, "decimals", 0, kMostDecimals, 0)};
}

// What a feature is where the file says nothing but its name and its column.
FeatureSpec plain(const std::string& name, const ColumnSpec& column, Encoding encoding) {
    ColumnSpec encoded = column;
    encoded.encoding = encoding;
    FeatureSpec spec = feature_of(encoded);
    spec.name = name;
    return spec;
}

Json json_of(const Phrase& phrase) {
    Json json{{"text", phrase.text}};
    if (phrase.brief != phrase.text)
        json["brief"] = phrase.brief;
    if (!phrase.adjective.empty())
        json["adjective"] = phrase.adjective;
    if (!phrase.place.empty())
        json["place"] = phrase.place;
    if (phrase.people)
        json["people"] = true;
    return json;
}

Json json_of(const MeanWords& mean) {
    Json json{{"one", mean.one}, {"many", mean.many}};
    if (mean.significant != 0)
        json["significant"] = mean.significant;
    if (mean.decimals != 0)
        json["decimals"] = mean.decimals;
    return json;
}

Json json_of(const std::array<Phrase, kDegrees>& phrases) {
    Json json = Json::object();
    for (std::size_t degree = 0; degree < kDegrees; ++degree)
        if (!phrases[degree].text.empty())
            json[std::string(kDegreeNames[degree])] = json_of(phrases[degree]);
    return json;
}

// The words that differ from those of `other`.
void add_words(Json& json, const FeatureSpec& feature, const FeatureSpec& other) {
    if (feature.label != other.label)
        json["label"] = feature.label;
    if (feature.brief != (feature.label == other.label ? other.brief : feature.label))
        json["brief"] = feature.brief;
    if (feature.unit != other.unit)
        json["unit"] = feature.unit;
    if (feature.unit_in_front != other.unit_in_front)
        json["unit_in_front"] = feature.unit_in_front;
    if (feature.factor != other.factor)
        json["factor"] = feature.factor;
    if (feature.decimals != other.decimals)
        json["decimals"] = json_of_decimals(feature.decimals);
    if (feature.mean != other.mean)
        json["mean"] = json_of(feature.mean);
    if (feature.phrases != other.phrases)
        json["phrases"] = json_of(feature.phrases);
}

} // namespace

int decimals_at(const Place& place, int otherwise) {
    if (place.has("decimals") && place.at("decimals").value.is_null())
        return kPlainDecimals;
    return whole_at(place, "decimals", 0, kMostDecimals, otherwise);
}

Json json_of_decimals(int decimals) {
    return decimals == kPlainDecimals ? Json(nullptr) : Json(decimals);
}

FeatureSpec feature_at(const Place& place, const Schema& schema) {
    expect_keys(place, {"name", "from", "encoding", "weight", "label", "brief", "unit",
                        "unit_in_front", "factor", "decimals", "mean", "phrases"});
    const std::string name = needed_text(place, "name");
    const ColumnSpec* column = schema.find(text_at(place, "from", name));
    if (column == nullptr)
        place.fail(place.has("from") ? "\"from\" to be one of the columns"
                                     : "\"name\" or \"from\" to be one of the columns");
    FeatureSpec spec =
        plain(name, *column, choice_at(place, "encoding", kEncodingNames, column->encoding));
    spec.default_weight = number_at(place, "weight", 0.0, spec.default_weight);
    const std::string brief = place.has("label") ? text_at(place, "label", "") : spec.brief;
    spec.label = text_at(place, "label", spec.label);
    spec.brief = text_at(place, "brief", brief);
    spec.unit = text_at(place, "unit", spec.unit);
    spec.unit_in_front = flag_at(place, "unit_in_front", spec.unit_in_front);
    spec.factor = number_at(place, "factor", 0.0, spec.factor);
    spec.decimals = decimals_at(place, spec.decimals);
    if (place.has("mean"))
        spec.mean = mean_of(place.at("mean"));
    if (place.has("phrases"))
        spec.phrases = phrases_of(place.at("phrases"));
    return spec;
}

Json json_of(const FeatureSpec& feature, const Schema& schema) {
    Json json{{"name", feature.name}};
    if (feature.from != feature.name)
        json["from"] = feature.from;
    const ColumnSpec* column = schema.find(feature.from);
    const bool differs = column == nullptr || feature.encoding != column->encoding;
    if (differs)
        json["encoding"] = name_of(kEncodingNames, feature.encoding);
    if (feature.default_weight != 1.0)
        json["weight"] = feature.default_weight;
    add_words(json, feature,
              plain(feature.name, column == nullptr ? ColumnSpec{} : *column, feature.encoding));
    return json;
}

void add_plain_features(Schema& schema) {
    std::set<std::string_view> spoken;
    for (const FeatureSpec& feature : schema.features)
        spoken.insert(feature.from);
    std::vector<FeatureSpec> plain;
    for (const ColumnSpec& column : schema.columns)
        if (column.encoding != Encoding::none && !spoken.contains(column.name))
            plain.push_back(feature_of(column));
    schema.features.insert(schema.features.end(), plain.begin(), plain.end());
}

} // namespace cohortscope::schema
