#include "engine/session.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/format.h"
#include "engine/json_limits.h"
#include "schema/schema_json.h"

namespace cohortscope::engine {

namespace {

using Json = nlohmann::ordered_json; // written in the order of the pipeline
using Parsed = nlohmann::json;       // read with its keys sorted: as many as the limits allow
constexpr const char* kVersionKey = "cohortscope_session";

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

constexpr std::size_t kMostBytes = std::size_t{16} << 20;

Parsed parse(std::string_view json, const std::string& source) {
    if (json.size() > kMostBytes)
        throw base::Error::in(source, "has " + base::grouped(static_cast<long long>(json.size())) +
                                          " bytes; expected a session file of at most 16 MB");
    if (const std::string why = beyond_limits(json); !why.empty())
        throw base::Error::in(source, why);
    try {
        return Parsed::parse(json);
    } catch (const Json::parse_error& error) {
        const auto end =
            json.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, json.size()));
        const auto line = 1 + static_cast<std::size_t>(std::count(json.begin(), end, '\n'));
        throw base::Error::at(source, line, "is not valid JSON; expected a session file");
    } catch (const Json::exception&) { // a number beyond every range
        throw base::Error::in(source, "holds a number too large for any setting");
    }
}

std::string as_text(const Parsed& value) {
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_boolean())
        return value.get<bool>() ? "true" : "false";
    if (value.is_number())
        return base::shortest(value.get<double>());
    return value.dump();
}

void check_version(const Parsed& session, const std::string& source) {
    if (!session.is_object() || !session.contains(kVersionKey) || !session[kVersionKey].is_number())
        throw base::Error::in(source,
                              std::string("is not a session file; expected an object with \"") +
                                  kVersionKey + "\"");
    const double version = session[kVersionKey].get<double>();
    if (version > kSessionVersion)
        throw base::Error::in(source, "was written by a newer version (session version " +
                                          base::shortest(version) + "; expected at most " +
                                          std::to_string(kSessionVersion) + ")");
    if (version != kSessionVersion)
        throw base::Error::in(source,
                              "has session version " + base::shortest(version) + "; expected 1");
}

} // namespace

std::string session_to_json(const Settings& settings) {
    Json values = Json::object();
    for (const Field& field : fields(settings))
        values[field.key] = value_of(field, settings);
    for (const auto& [name, weight] : settings.weights)
        values["weight." + name] = weight;
    Json session = {{kVersionKey, kSessionVersion}};
    if (*settings.schema != schema::built_in())
        session["schema"] = Json::parse(schema::schema_to_json(*settings.schema));
    session["settings"] = std::move(values);
    return session.dump(2) + "\n";
}

namespace {

std::shared_ptr<const schema::Schema> schema_in(const Parsed& session, const std::string& source,
                                                std::shared_ptr<const schema::Schema> otherwise) {
    if (!session.contains("schema"))
        return otherwise ? otherwise : schema::known_schemas().front();
    return std::make_shared<const schema::Schema>(
        schema::schema_from_json(session["schema"].dump(), source));
}

} // namespace

Settings session_from_json(std::string_view json, const std::string& source,
                           std::shared_ptr<const schema::Schema> schema) {
    const Parsed session = parse(json, source);
    check_version(session, source);
    if (!session.contains("settings") || !session["settings"].is_object())
        throw base::Error::in(source, "has no \"settings\"; expected an object of key and value");
    Settings settings;
    settings.schema = schema_in(session, source, std::move(schema));
    try {
        for (const auto& [key, value] : session["settings"].items())
            set_from_text(settings, key, as_text(value));
        check_combination(settings);
    } catch (const base::Error& error) {
        throw base::Error::in(source, error.what());
    }
    return settings;
}

} // namespace cohortscope::engine
