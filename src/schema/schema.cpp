#include "schema/schema.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/asset.h"
#include "base/error.h"
#include "schema/schema_json.h"

namespace cohortscope::schema {

namespace {

using SharedSchemas = std::vector<std::shared_ptr<const Schema>>;

SharedSchemas read_known() {
    SharedSchemas schemas;
    for (const auto& file : nlohmann::json::parse(base::find_asset("schemas.json"))) {
        const auto name = file.get<std::string>();
        schemas.push_back(
            std::make_shared<const Schema>(schema_from_json(base::find_asset(name), name)));
    }
    ENSURE(!schemas.empty());
    return schemas;
}

} // namespace

const ColumnSpec* Schema::find(std::string_view column) const {
    const auto found = std::ranges::find(columns, column, &ColumnSpec::name);
    return found == columns.end() ? nullptr : &*found;
}

std::span<const std::shared_ptr<const Schema>> known_schemas() {
    static const SharedSchemas schemas = read_known();
    return schemas;
}

const Schema& built_in() { return *known_schemas().front(); }

std::shared_ptr<const Schema> find_schema(std::string_view name) {
    for (const auto& schema : known_schemas())
        if (schema->name == name)
            return schema;
    return nullptr;
}

std::shared_ptr<const FeatureSpec> feature_named(std::string_view name) {
    const auto schema = known_schemas().front();
    const auto found = std::ranges::find(schema->features, name, &FeatureSpec::name);
    if (found != schema->features.end())
        return {schema, &*found};
    return std::make_shared<const FeatureSpec>(plain_feature(name));
}

} // namespace cohortscope::schema
