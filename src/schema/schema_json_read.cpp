#include <limits>

#include "base/error.h"
#include "schema/enum_names.h"
#include "schema/json_place.h"
#include "schema/rules/rules_json.h"
#include "schema/schema_json.h"
#include "schema/schema_json_features.h"

namespace cohortscope::schema {

namespace {

constexpr int kVersion = 1;
constexpr int kMostRows = 100000; // that a rare name may have
constexpr double kAny = -std::numeric_limits<double>::infinity();

// A bound of a range; null is none.
double bound_at(const Place& range, std::size_t index, double none) {
    const Place bound = range.at(index);
    if (bound.value.is_null())
        return none;
    if (!bound.value.is_number())
        bound.fail("a number or null");
    return bound.value.get<double>();
}

void read_range(ColumnSpec& column, const Place& range) {
    if (!range.value.is_array() || range.value.size() != 2)
        range.fail("a list of two numbers, each may be null");
    column.lowest = bound_at(range, 0, column.lowest);
    column.highest = bound_at(range, 1, column.highest);
}

FillSpec fill_of(const Place& place) {
    expect_keys(place,
                {"numbers", "names", "group", "nearest", "vote_number", "constant", "vote_by_id"});
    FillSpec fill;
    fill.number = choice_at(place, "numbers", kNumberFillNames, fill.number);
    fill.name = choice_at(place, "names", kNameFillNames, fill.name);
    fill.group = text_at(place, "group", "");
    if (place.has("nearest") && place.value["nearest"].is_string())
        fill.nearest = {text_at(place, "nearest", "")};
    else
        fill.nearest = texts_at(place, "nearest");
    fill.vote_number = text_at(place, "vote_number", "");
    fill.constant = number_at(place, "constant", kAny, 0.0);
    fill.vote_by_id = flag_at(place, "vote_by_id");
    return fill;
}

OutlierSpec outliers_of(const Place& place) {
    expect_keys(place, {"mode", "low", "high"});
    OutlierSpec outliers;
    outliers.mode = choice_at(place, "mode", kOutlierModeNames, outliers.mode);
    outliers.low = number_at(place, "low", 0.0, outliers.low);
    outliers.high = number_at(place, "high", 0.0, outliers.high);
    return outliers;
}

std::map<std::string, std::string> keys_of(const Place& place) {
    if (!place.value.is_object())
        place.fail("an object");
    std::map<std::string, std::string> keys;
    for (const auto& [knob, key] : place.value.items())
        keys[knob] = needed_text(place, knob.c_str());
    return keys;
}

void read_names(ColumnSpec& column, const Place& place) {
    column.levels = texts_at(place, "levels");
    column.rare_below = whole_at(place, "rare_below", 1, kMostRows, column.rare_below);
    column.rare_name = text_at(place, "rare_name", column.rare_name);
    column.missing_name = text_at(place, "missing_name", column.missing_name);
    column.speech = choice_at(place, "speech", kSpeechNames, column.speech);
}

ColumnSpec column_of(const Place& place) {
    expect_keys(place,
                {"name",    "other_names", "role",   "encoding",   "optional",  "without",
                 "label",   "plural",      "unit",   "currency",   "decimals",  "range",
                 "missing", "outliers",    "levels", "rare_below", "rare_name", "missing_name",
                 "early",   "after",       "keys",   "reason",     "doubtful",  "speech"});
    ColumnSpec column;
    column.name = needed_text(place, "name");
    column.other_names = texts_at(place, "other_names");
    column.role = choice_at(place, "role", kRoleNames, column.role);
    column.encoding =
        choice_at(place, "encoding", kEncodingNames, encodings_of(column.role).front());
    column.optional = flag_at(place, "optional");
    column.without = text_at(place, "without", "");
    column.label = text_at(place, "label", plain_label(column.name));
    column.plural = text_at(place, "plural", "");
    column.unit = text_at(place, "unit", "");
    column.currency = text_at(place, "currency", "");
    column.decimals = decimals_at(place, column.decimals);
    if (place.has("range"))
        read_range(column, place.at("range"));
    if (place.has("missing"))
        column.fill = fill_of(place.at("missing"));
    if (place.has("outliers"))
        column.outliers = outliers_of(place.at("outliers"));
    read_names(column, place);
    column.early = flag_at(place, "early");
    column.after = flag_at(place, "after");
    if (place.has("keys"))
        column.keys = keys_of(place.at("keys"));
    column.reason = text_at(place, "reason", "");
    column.doubtful = flag_at(place, "doubtful");
    return column;
}

DerivedSpec derived_of(const Place& place) {
    expect_keys(place, {"name", "kind", "left", "right"});
    return {needed_text(place, "name"),
            choice_at(place, "kind", kDerivedKindNames, DerivedKind::difference),
            needed_text(place, "left"), needed_text(place, "right")};
}

CheckSpec check_of(const Place& place) {
    expect_keys(place, {"name", "left", "right", "plus", "above", "words"});
    return {needed_text(place, "name"),  needed_text(place, "left"),
            text_at(place, "right", ""), number_at(place, "plus", kAny, 0.0),
            flag_at(place, "above"),     needed_text(place, "words")};
}

PeerSpec peer_of(const Place& place) {
    expect_keys(place, {"name", "columns"});
    return {needed_text(place, "name"), texts_at(place, "columns")};
}

// Rules by the name of their file in the program, or as they are.
Rules schema_rules(const Place& place) {
    if (!place.value.is_string())
        return rules_at(place);
    const Rules& known = known_rules(place.value.get<std::string>());
    if (known.empty())
        place.fail("the name of rules of this program, or rules");
    return known;
}

void expect_version(const Place& place) {
    if (!place.has("cohortscope_schema"))
        place.fail("the key \"cohortscope_schema\" with the number 1");
    const Place version = place.at("cohortscope_schema");
    if (version.value != kVersion)
        version.fail("the number 1");
}

} // namespace

Schema schema_from_json(std::string_view json, const std::string& source) {
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    if (parsed.is_discarded())
        throw base::Error::in(source, "is not valid JSON; expected a schema");
    const Place place{parsed, "", source};
    expect_keys(place, {"cohortscope_schema", "name", "label", "noun", "guessed", "columns",
                        "derived", "checks", "peers", "features", "rules"});
    expect_version(place);
    Schema schema;
    schema.name = needed_text(place, "name");
    schema.label = text_at(place, "label", plain_label(schema.name));
    schema.noun = text_at(place, "noun", schema.noun);
    schema.guessed = flag_at(place, "guessed");
    if (list_at(place, "columns").empty())
        place.fail("the key \"columns\" with a list of at least one column");
    for (const Place& column : list_at(place, "columns"))
        schema.columns.push_back(column_of(column));
    for (const Place& derived : list_at(place, "derived"))
        schema.derived.push_back(derived_of(derived));
    for (const Place& check : list_at(place, "checks"))
        schema.checks.push_back(check_of(check));
    for (const Place& peer : list_at(place, "peers"))
        schema.peers.push_back(peer_of(peer));
    for (const Place& feature : list_at(place, "features"))
        schema.features.push_back(feature_at(feature, schema));
    add_plain_features(schema);
    if (place.has("rules"))
        schema.rules = schema_rules(place.at("rules"));
    expect_sound(schema, source);
    return schema;
}

} // namespace cohortscope::schema
