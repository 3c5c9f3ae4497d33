#include "engine/fitted_settings.h"

#include <algorithm>
#include <vector>

#include "base/format.h"
#include "features/encode.h"

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

int features_of(const Settings& settings, std::size_t schema_features) {
    auto count = static_cast<int>(schema_features);
    const std::vector<std::string> schema = features::schema_features();
    for (const auto& [name, weight] : settings.weights)
        count += weight > 0.0 && std::find(schema.begin(), schema.end(), name) == schema.end();
    return count;
}

} // namespace

FittedSettings fit_settings(const Settings& settings, const data::Table& table) {
    FittedSettings fitted{settings, "", {}};
    std::vector<std::string> known = features::schema_features();
    const std::size_t schema_features = known.size();
    for (std::string& name : features::extra_columns(table))
        known.push_back(std::move(name));
    std::sort(known.begin(), known.end());
    std::vector<std::string> dropped;
    for (const auto& [name, weight] : settings.weights)
        if (!std::binary_search(known.begin(), known.end(), name))
            dropped.push_back(name);
    if (dropped.empty())
        return fitted;
    for (const std::string& name : dropped)
        fitted.settings.weights.erase(name);
    const int count = features_of(fitted.settings, schema_features);
    if (std::max(settings.pca_x, settings.pca_y) > count) {
        fitted.settings.pca_x = Settings{}.pca_x;
        fitted.settings.pca_y = Settings{}.pca_y;
    }
    const bool one = dropped.size() == 1;
    fitted.dropped = table.source + " has no " +
                     (one ? "column of numbers " : "columns of numbers ") + listed(dropped) + ": " +
                     (one ? "its weight was" : "their weights were") + " dropped";
    fitted.columns = std::move(dropped);
    return fitted;
}

} // namespace cohortscope::engine
