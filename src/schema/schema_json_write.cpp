#include <cmath>

#include <nlohmann/json.hpp>

#include "schema/enum_names.h"
#include "schema/rules/rules_json.h"
#include "schema/schema_json.h"
#include "schema/schema_json_features.h"

namespace cohortscope::schema {

namespace {

using Json = nlohmann::ordered_json;

// Under the key, unless it is the default.
template <class T> void add(Json& json, const char* key, const T& value, const T& otherwise) {
    if (value != otherwise)
        json[key] = value;
}

template <class Names, class Enum>
void add_choice(Json& json, const char* key, const Names& names, Enum value, Enum otherwise) {
    if (value != otherwise)
        json[key] = name_of(names, value);
}

Json json_of_bound(double bound) { return std::isfinite(bound) ? Json(bound) : Json(nullptr); }

Json json_of(const FillSpec& fill) {
    const FillSpec plain;
    Json json = Json::object();
    add_choice(json, "numbers", kNumberFillNames, fill.number, plain.number);
    add_choice(json, "names", kNameFillNames, fill.name, plain.name);
    add(json, "group", fill.group, plain.group);
    if (fill.nearest.size() == 1)
        json["nearest"] = fill.nearest.front();
    else
        add(json, "nearest", fill.nearest, plain.nearest);
    add(json, "vote_number", fill.vote_number, plain.vote_number);
    add(json, "constant", fill.constant, plain.constant);
    add(json, "vote_by_id", fill.vote_by_id, plain.vote_by_id);
    return json;
}

Json json_of(const OutlierSpec& outliers) {
    const OutlierSpec plain;
    Json json = Json::object();
    add_choice(json, "mode", kOutlierModeNames, outliers.mode, plain.mode);
    add(json, "low", outliers.low, plain.low);
    add(json, "high", outliers.high, plain.high);
    return json;
}

void add_repairs(Json& json, const ColumnSpec& column, const ColumnSpec& plain) {
    if (column.lowest != plain.lowest || column.highest != plain.highest)
        json["range"] = {json_of_bound(column.lowest), json_of_bound(column.highest)};
    if (column.fill != plain.fill)
        json["missing"] = json_of(column.fill);
    if (column.outliers != plain.outliers)
        json["outliers"] = json_of(column.outliers);
    add(json, "levels", column.levels, plain.levels);
    add(json, "rare_below", column.rare_below, plain.rare_below);
    add(json, "rare_name", column.rare_name, plain.rare_name);
    add(json, "missing_name", column.missing_name, plain.missing_name);
    add_choice(json, "speech", kSpeechNames, column.speech, plain.speech);
}

Json json_of(const ColumnSpec& column) {
    const ColumnSpec plain;
    Json json{{"name", column.name}};
    add(json, "other_names", column.other_names, plain.other_names);
    json["role"] = name_of(kRoleNames, column.role);
    add_choice(json, "encoding", kEncodingNames, column.encoding,
               encodings_of(column.role).front());
    add(json, "optional", column.optional, plain.optional);
    add(json, "without", column.without, plain.without);
    add(json, "label", column.label, plain_label(column.name));
    add(json, "plural", column.plural, plain.plural);
    add(json, "unit", column.unit, plain.unit);
    add(json, "currency", column.currency, plain.currency);
    if (column.decimals != plain.decimals)
        json["decimals"] = json_of_decimals(column.decimals);
    add_repairs(json, column, plain);
    add(json, "early", column.early, plain.early);
    add(json, "after", column.after, plain.after);
    add(json, "keys", column.keys, plain.keys);
    add(json, "reason", column.reason, plain.reason);
    add(json, "doubtful", column.doubtful, plain.doubtful);
    return json;
}

Json json_of(const DerivedSpec& derived) {
    return {{"name", derived.name},
            {"kind", name_of(kDerivedKindNames, derived.kind)},
            {"left", derived.left},
            {"right", derived.right}};
}

Json json_of(const CheckSpec& check) {
    Json json{{"name", check.name}, {"left", check.left}};
    add(json, "right", check.right, std::string());
    add(json, "plus", check.plus, 0.0);
    add(json, "above", check.above, false);
    json["words"] = check.words;
    return json;
}

Json json_of(const PeerSpec& peer) { return {{"name", peer.name}, {"columns", peer.columns}}; }

template <class Spec> void add_list(Json& json, const char* key, const std::vector<Spec>& specs) {
    for (const Spec& spec : specs)
        json[key].push_back(json_of(spec));
}

// How many features a file must hold so that the plain ones behind them need not be written.
std::size_t features_to_write(const Schema& schema) {
    std::size_t count = schema.features.size();
    const ColumnSpec* next = schema.columns.data() + schema.columns.size();
    for (; count > 0; --count) {
        const FeatureSpec& feature = schema.features[count - 1];
        const ColumnSpec* column = schema.find(feature.from);
        if (column == nullptr || column >= next || feature != feature_of(*column))
            break;
        next = column;
    }
    Schema read;
    read.columns = schema.columns;
    read.features.assign(schema.features.begin(),
                         schema.features.begin() + static_cast<std::ptrdiff_t>(count));
    add_plain_features(read);
    return read.features == schema.features ? count : schema.features.size();
}

} // namespace

std::string schema_to_json(const Schema& schema) {
    Json json{{"cohortscope_schema", 1}, {"name", schema.name}};
    add(json, "label", schema.label, plain_label(schema.name));
    add(json, "noun", schema.noun, Schema().noun);
    add(json, "guessed", schema.guessed, false);
    add_list(json, "columns", schema.columns);
    add_list(json, "derived", schema.derived);
    add_list(json, "checks", schema.checks);
    add_list(json, "peers", schema.peers);
    for (std::size_t i = 0, count = features_to_write(schema); i < count; ++i)
        json["features"].push_back(json_of(schema.features[i], schema));
    if (!schema.rules.empty())
        json["rules"] = schema.rules == known_rules(schema.rules.name) ? Json(schema.rules.name)
                                                                       : json_of(schema.rules);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace cohortscope::schema
