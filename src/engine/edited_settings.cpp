#include "engine/edited_settings.h"

#include <algorithm>
#include <set>

namespace cohortscope::engine {

namespace {

std::set<std::string_view> features_of(const schema::Schema& schema) {
    std::set<std::string_view> names;
    for (const schema::FeatureSpec& feature : schema.features)
        names.insert(feature.name);
    return names;
}

} // namespace

Settings with_schema(const Settings& settings, std::shared_ptr<const schema::Schema> schema) {
    const auto before = features_of(*settings.schema), now = features_of(*schema);
    Settings edited = settings;
    // A weight by a name that is no feature's is that of a column that the schema does not speak
    // of.
    std::erase_if(edited.weights, [&](const auto& entry) {
        return !now.contains(entry.first) &&
               (before.contains(entry.first) || schema->find(entry.first) != nullptr);
    });
    std::set<std::string_view> keys;
    for (const std::span<const Field> list : {fields(*schema), rule_fields(*schema)})
        for (const Field& field : list)
            keys.insert(field.key);
    const auto is_gone = [&](const auto& entry) { return !keys.contains(entry.first); };
    std::erase_if(edited.columns, is_gone);
    std::erase_if(edited.thresholds, is_gone);
    if (std::max(edited.pca_x, edited.pca_y) > static_cast<int>(now.size())) {
        edited.pca_x = Settings{}.pca_x;
        edited.pca_y = Settings{}.pca_y;
    }
    edited.schema = std::move(schema);
    return edited;
}

Settings with_rules(const Settings& settings, schema::Rules rules) {
    schema::Schema schema = *settings.schema;
    schema.rules = std::move(rules);
    Settings edited = with_schema(settings, std::make_shared<const schema::Schema>(schema));
    edited.thresholds.clear();
    return edited;
}

} // namespace cohortscope::engine
