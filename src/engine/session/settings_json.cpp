#include "base/error.h"
#include "base/format.h"
#include "engine/session/session_parts.h"
#include "schema/schema_json.h"

namespace cohortscope::engine {

namespace {

Json value_of(const Field& field, const Settings& settings) {
    const double value = field.get(settings);
    switch (field.kind) {
    case FieldKind::boolean:
        return value != 0.0;
    case FieldKind::integer:
        return static_cast<long long>(value);
    case FieldKind::real:
        return value;
    case FieldKind::choice:
        break;
    }
    return text_of(field, settings);
}

std::string as_text(const nlohmann::json& value) {
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_boolean())
        return value.get<bool>() ? "true" : "false";
    if (value.is_number())
        return base::shortest(value.get<double>());
    return value.dump();
}

std::shared_ptr<const schema::Schema> schema_at(const schema::Place& place,
                                                std::shared_ptr<const schema::Schema> otherwise) {
    if (!place.has("schema"))
        return otherwise ? otherwise : schema::known_schemas().front();
    const schema::Place at = place.at("schema");
    if (!at.value.is_string())
        return std::make_shared<const schema::Schema>(
            schema::schema_from_json(at.value.dump(), place.source));
    const auto known = schema::find_schema(at.value.get<std::string>());
    if (!known)
        at.fail("the name of a schema of this program, or a schema");
    return known;
}

} // namespace

void add_settings(Json& json, const Settings& settings) {
    const std::shared_ptr<const schema::Schema> known = schema::find_schema(settings.schema->name);
    if (known && *known == *settings.schema)
        json["schema"] = known->name;
    else
        json["schema"] = Json::parse(schema::schema_to_json(*settings.schema));
    Json values = Json::object();
    for (const Field& field : fields(settings))
        values[field.key] = value_of(field, settings);
    for (const auto& [name, weight] : settings.weights)
        if (!values.contains("weight." + name)) // else a knob of a column "weight" has that key
            values["weight." + name] = weight;
    for (const auto& [key, threshold] : settings.thresholds)
        if (!values.contains(key) && find_field(*settings.schema, key) != nullptr)
            values[key] = threshold;
    json["settings"] = std::move(values);
}

Settings settings_at(const schema::Place& place, std::shared_ptr<const schema::Schema> schema) {
    if (!place.has("settings") || !place.value["settings"].is_object())
        throw base::Error::in(place.source, "has no \"settings\"; expected an object of key and "
                                            "value");
    Settings settings;
    settings.schema = schema_at(place, std::move(schema));
    try {
        for (const auto& [key, value] : place.value["settings"].items())
            set_from_text(settings, key, as_text(value));
        check_combination(settings);
    } catch (const base::Error& error) {
        throw base::Error::in(place.source, error.what());
    }
    return settings;
}

} // namespace cohortscope::engine
