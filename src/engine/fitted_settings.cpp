#include "engine/fitted_settings.h"

#include <algorithm>
#include <vector>

#include "base/format.h"
#include "engine/edited_settings.h"
#include "features/encode.h"
#include "schema/bind.h"
#include "schema/guess.h"
#include "schema/match.h"

namespace cohortscope::engine {

namespace {

constexpr std::size_t kListedNames = 5;
constexpr std::size_t kShownCharacters = 40;

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kListedNames); ++i)
        text += (i == 0 ? "\"" : ", \"") + base::shortened(names[i], kShownCharacters) + "\"";
    if (names.size() > kListedNames)
        text += " and " + std::to_string(names.size() - kListedNames) + " more";
    return text;
}

int features_of(const Settings& settings, const schema::Bound& bound) {
    auto count = static_cast<int>(bound.features.size());
    for (const auto& [name, weight] : settings.weights)
        count += weight > 0.0 && std::ranges::none_of(bound.features, [&](const auto& feature) {
                     return feature.spec->name == name;
                 });
    return count;
}

} // namespace

bool covers(const schema::Schema& schema, const data::Table& table) {
    const std::vector<schema::TableColumn> there = schema::match_columns(schema, table);
    for (std::size_t i = 0; i < there.size(); ++i) {
        const schema::ColumnSpec& column = schema.columns[i];
        const bool derived = std::ranges::any_of(
            schema.derived, [&](const auto& made) { return made.name == column.name; });
        if (!there[i].there() && !column.optional && !derived &&
            column.role != schema::Role::ignored)
            return false;
    }
    return true;
}

FittedSettings fit_settings(const Settings& settings, std::shared_ptr<const data::Table> table) {
    if (covers(*settings.schema, *table))
        return fit_settings(settings, schema::bind(settings.schema, table));
    Settings other = settings;
    other.schema = schema::best_schema(*table);
    FittedSettings fitted = fit_settings(other, schema::bind(other.schema, table));
    const int count = static_cast<int>(other.schema->features.size());
    if (std::max(settings.pca_x, settings.pca_y) > count) {
        fitted.settings.pca_x = Settings{}.pca_x;
        fitted.settings.pca_y = Settings{}.pca_y;
    }
    fitted.dropped.clear(); // of another table altogether
    fitted.columns.clear();
    return fitted;
}

bool keeps_schema(const schema::Schema& schema, const data::Table& table,
                  const schema::Schema* named) {
    if (named == nullptr)
        return covers(schema, table);
    return schema.name == named->name &&
           std::ranges::all_of(named->columns, [&](const schema::ColumnSpec& column) {
               return schema.find(column.name) != nullptr;
           });
}

FittedSettings fit_settings(const Settings& settings, std::shared_ptr<const data::Table> table,
                            const std::shared_ptr<const schema::Schema>& named) {
    if (!named)
        return fit_settings(settings, std::move(table));
    const Settings asked = keeps_schema(*settings.schema, *table, named.get())
                               ? settings
                               : with_schema(settings, named);
    return fit_settings(asked, schema::bind(asked.schema, table));
}

FittedSettings fit_settings(const Settings& settings, const schema::Bound& bound) {
    FittedSettings fitted{settings, "", {}};
    std::vector<std::string> known = features::extra_columns(bound);
    for (const schema::BoundFeature& feature : bound.features)
        known.push_back(feature.spec->name);
    std::sort(known.begin(), known.end());
    std::vector<std::string> dropped;
    for (const auto& [name, weight] : settings.weights)
        if (!std::binary_search(known.begin(), known.end(), name))
            dropped.push_back(name);
    if (dropped.empty())
        return fitted;
    for (const std::string& name : dropped)
        fitted.settings.weights.erase(name);
    const int count = features_of(fitted.settings, bound);
    if (std::max(settings.pca_x, settings.pca_y) > count) {
        fitted.settings.pca_x = Settings{}.pca_x;
        fitted.settings.pca_y = Settings{}.pca_y;
    }
    const bool one = dropped.size() == 1;
    fitted.dropped = bound.table->source + " has no " +
                     (one ? "column of numbers " : "columns of numbers ") + listed(dropped) + ": " +
                     (one ? "its weight was" : "their weights were") + " dropped";
    fitted.columns = std::move(dropped);
    return fitted;
}

} // namespace cohortscope::engine
