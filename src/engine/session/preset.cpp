#include "engine/session/preset.h"

#include <algorithm>
#include <cmath>

#include "base/asset.h"
#include "base/error.h"
#include "engine/session/session_parts.h"
#include "schema/schema_json.h"

namespace cohortscope::engine {

namespace {

constexpr std::string_view kNames[] = {"p1", "p2"};

// The known schema with parts of its columns replaced, as RFC 7396 merges JSON.
std::shared_ptr<const schema::Schema> edited_schema(const schema::Place& place) {
    const auto known = schema::find_schema(schema::needed_text(place, "schema"));
    if (!known)
        place.at(std::string("schema")).fail("the name of a schema of this program");
    if (schema::list_at(place, "columns").empty())
        return known;
    nlohmann::json json = nlohmann::json::parse(schema::schema_to_json(*known));
    for (const schema::Place& change : schema::list_at(place, "columns"))
        for (nlohmann::json& column : json["columns"])
            if (column["name"] == change.value["name"])
                column.merge_patch(change.value);
    return std::make_shared<const schema::Schema>(
        schema::schema_from_json(json.dump(), place.source));
}

Settings preset_settings(const schema::Place& place) {
    Settings settings;
    settings.schema = edited_schema(place);
    for (const auto& [key, value] : place.value["settings"].items())
        set_from_text(settings, key, value.get<std::string>());
    check_combination(settings);
    return settings;
}

template <class Number>
std::optional<Number> number_if_any(const schema::Place& place, const char* key) {
    if (!place.has(key))
        return std::nullopt;
    return static_cast<Number>(schema::number_at(place, key, 0.0, 0.0));
}

PublishedGroup group_of(const schema::Place& place) {
    PublishedGroup group;
    group.name = schema::needed_text(place, "name");
    group.persona = schema::text_at(place, "persona", "");
    group.rows = number_if_any<std::size_t>(place, "rows");
    group.share = number_if_any<double>(place, "share");
    for (const auto& [column, mean] : place.value["means"].items())
        group.means[column] = mean.get<double>();
    return group;
}

Preset read_preset(std::string_view name) {
    const std::string file = "presets/" + std::string(name) + ".json";
    const nlohmann::json json = nlohmann::json::parse(base::find_asset(file));
    const schema::Place place{json, "", file};
    Preset preset;
    preset.name = schema::needed_text(place, "name");
    preset.label = schema::needed_text(place, "label");
    preset.settings = preset_settings(place);
    const schema::Place published = place.at(std::string("published"));
    preset.rows = number_if_any<std::size_t>(published, "rows");
    preset.inertia = number_if_any<double>(published, "inertia");
    for (const schema::Place& group : schema::list_at(published, "groups"))
        preset.groups.push_back(group_of(group));
    preset.differences = schema::texts_at(place, "differences");
    return preset;
}

// In deviations of all rows; of the measure in factors of e.
double apart(const Result& result, int cluster, const std::string& column, double published) {
    const std::optional<double> own = mean_in(result, cluster, column);
    if (!own)
        return 0.0;
    for (const auto& feature : result.prepared.features->columns)
        if (feature->name == column)
            return feature->std > 0.0 ? (*own - published) / feature->std : 0.0;
    return *own > 0.0 && published > 0.0 ? std::log(*own / published) : 0.0;
}

} // namespace

std::span<const Preset> presets() {
    static const std::vector<Preset> all = [] {
        std::vector<Preset> read;
        for (const std::string_view name : kNames)
            read.push_back(read_preset(name));
        return read;
    }();
    return all;
}

const Preset& preset_named(std::string_view name) {
    std::string names;
    for (const Preset& preset : presets()) {
        if (preset.name == name)
            return preset;
        names += (names.empty() ? "" : ", ") + preset.name;
    }
    throw base::Error("there is no preset '" + std::string(name) + "'; expected one of " + names);
}

const Preset* preset_of(const Settings& settings) {
    for (const Preset& preset : presets()) {
        Settings same = settings;
        same.pca_x = preset.settings.pca_x;
        same.pca_y = preset.settings.pca_y;
        same.thresholds = preset.settings.thresholds;
        same.kmeans.seed = preset.settings.kmeans.seed;
        same.kmeans.restarts = preset.settings.kmeans.restarts;
        if (same == preset.settings)
            return &preset;
    }
    return nullptr;
}

std::optional<double> mean_in(const Result& result, int cluster, const std::string& column) {
    const analysis::ClusterProfile& profile =
        result.profiles->clusters[static_cast<std::size_t>(cluster)];
    const auto& features = result.prepared.features->columns;
    for (std::size_t f = 0; f < features.size(); ++f)
        if (features[f]->name == column)
            return profile.feature_means[f];
    if (result.prepared.rows->has_measure && result.profiles->measure->name == column)
        return profile.measure_mean;
    return std::nullopt;
}

std::vector<int> matched_groups(const Preset& preset, const Result& result) {
    constexpr double kFine = 1e9; // weights are whole numbers
    const int k = result.clustering->k, published = static_cast<int>(preset.groups.size());
    const bool has_means = std::ranges::any_of(
        preset.groups, [](const PublishedGroup& group) { return !group.means.empty(); });
    std::vector<int> matched;
    if (!has_means) {
        for (int group = 0; group < published; ++group)
            matched.push_back(group < k ? group : -1);
        return matched;
    }
    std::vector<std::size_t> weights;
    for (const PublishedGroup& group : preset.groups)
        for (int cluster = 0; cluster < k; ++cluster) {
            double squares = 0.0;
            for (const auto& [column, mean] : group.means)
                squares += std::pow(apart(result, cluster, column, mean), 2);
            const auto at = static_cast<std::size_t>(cluster);
            const bool named = !group.persona.empty() && at < result.persona_names.size() &&
                               result.persona_names[at] == group.persona;
            // The largest sum of these is the least sum of squares, as far as it is below 1000.
            const double likeness = std::max(0.0, 1000.0 - squares) / 1000.0;
            weights.push_back(static_cast<std::size_t>(kFine * (likeness + (named ? 10.0 : 0.0))));
        }
    return analysis::assign_maximal(weights, published, k);
}

} // namespace cohortscope::engine
