#include "report/analysis_json.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "analysis/agreement.h"
#include "analysis/profile/number_profiles.h"
#include "features/encode.h"
#include "features/peers/peer_flags.h"
#include "plot/effects.h"
#include "plot/labels.h"
#include "report/personas_json.h"

namespace cohortscope::report {

namespace {

using Json = nlohmann::ordered_json;

// Of effects with keys; "a.b" stands inside the object a.
Json named_repairs(const std::vector<plot::Effect>& effects) {
    Json repairs = Json::object();
    for (const plot::Effect& effect : effects) {
        if (effect.key.empty())
            continue;
        const std::size_t point = effect.key.find('.');
        Json& place = point == std::string::npos
                          ? repairs[effect.key]
                          : repairs[effect.key.substr(0, point)][effect.key.substr(point + 1)];
        std::visit([&](const auto& value) { place = value; }, effect.value);
    }
    return repairs;
}

Json repairs_json(const engine::Result& result) {
    const std::vector<plot::Effect> effects = plot::effects_of(result);
    if (names_fields(*result.settings.schema))
        return named_repairs(effects);
    Json list = Json::array();
    for (const plot::Effect& effect : effects) {
        if (effect.what.empty())
            continue;
        Json entry = {{"step", plot::name_of(effect.part)}, {"what", effect.what}};
        if (!effect.column.empty())
            entry["column"] = effect.column;
        std::visit([&](const auto& value) { entry["value"] = value; }, effect.value);
        list.push_back(std::move(entry));
    }
    return list;
}

Json features_json(const engine::Prepared& prepared) {
    double total = 0.0;
    for (const auto& column : prepared.matrix->columns)
        total += column->variance;
    Json list = Json::array();
    for (std::size_t f = 0; f < prepared.features->columns.size(); ++f) {
        const features::Feature& feature = *prepared.features->columns[f];
        const features::MatrixColumn& column = *prepared.matrix->columns[f];
        list.push_back({{"name", feature.name},
                        {"weight", column.weight},
                        {"mean", feature.mean},
                        {"std", feature.std},
                        {"min", feature.min},
                        {"max", feature.max},
                        {"share", total > 0.0 ? column.variance / total : 0.0}});
    }
    return list;
}

// A flat row-major matrix as a list of rows.
Json rows_json(const std::vector<double>& values, std::size_t columns) {
    Json rows = Json::array();
    for (std::size_t at = 0; at + columns <= values.size(); at += columns)
        rows.push_back(
            std::vector<double>(values.begin() + static_cast<std::ptrdiff_t>(at),
                                values.begin() + static_cast<std::ptrdiff_t>(at + columns)));
    return rows;
}

// Of the clusters shown: Ward's have no seed, restarts or iterations.
Json clustering_json(const engine::Result& result) {
    const analysis::Clustering& clustering = *result.clustering;
    if (result.settings.method == engine::Method::ward)
        return {{"k", clustering.k},
                {"inertia", clustering.inertia},
                {"sizes", clustering.sizes},
                {"centers", rows_json(clustering.centres, result.prepared.matrix->dimensions())}};
    return {{"k", clustering.k},
            {"seed", result.settings.kmeans.seed},
            {"restarts", result.settings.kmeans.restarts},
            {"iterations", clustering.iterations},
            {"converged", clustering.converged},
            {"inertia", clustering.inertia},
            {"sizes", clustering.sizes},
            {"centers", rows_json(clustering.centres, result.prepared.matrix->dimensions())}};
}

Json counts_json(const std::vector<analysis::NamedCount>& list) {
    Json counts = Json::array();
    for (const analysis::NamedCount& entry : list)
        counts.push_back({entry.name, entry.count});
    return counts;
}

// Of every column of numbers, by slot, and in it by cluster; nothing where the schema names fields.
using NumberProfiles = std::vector<std::vector<analysis::NumberProfile>>;
NumberProfiles profiles_of_numbers(const engine::Result& result) {
    NumberProfiles profiles;
    if (!names_fields(*result.settings.schema))
        for (const features::NumberSlot& slot : result.prepared.rows->numbers)
            profiles.push_back(analysis::number_profiles(slot.values, *result.clustering));
    return profiles;
}

void add_number(Json& entry, const std::string& column, const analysis::NumberProfile& number) {
    entry[column + "_mean"] = number.mean;
    entry[column + "_median"] = number.median;
    entry[column + "_quartiles"] = {number.q1, number.q3};
}

// "top_towns" of a column whose plural is "towns".
std::string top_field(const schema::ColumnSpec& column) {
    std::string field = "top_" + plot::plural_of(column);
    std::ranges::replace(field, ' ', '_');
    return field;
}

Json profile_of(const engine::Result& result, std::size_t cluster, const NumberProfiles& numbers) {
    const analysis::ClusterProfile& profile = result.profiles->clusters[cluster];
    const features::PreparedRows& rows = *result.prepared.rows;
    Json entry = {{"cluster", cluster},
                  {"name", result.plain_name(static_cast<int>(cluster))},
                  {"size", profile.size},
                  {"share", profile.share}};
    if (rows.has_measure)
        add_number(
            entry, rows.measure_spec->name,
            {profile.measure_mean, profile.measure_q1, profile.measure_median, profile.measure_q3});
    for (std::size_t slot = 0; slot < numbers.size(); ++slot)
        add_number(entry, rows.numbers[slot].spec->name, numbers[slot][cluster]);
    for (std::size_t f = 0; f < profile.feature_means.size(); ++f) // not over that of a column
        entry.emplace(result.prepared.features->columns[f]->name + "_mean",
                      profile.feature_means[f]);
    for (std::size_t slot = rows.names.size(); slot-- > 0;) // the last column first, as ever
        entry[top_field(*rows.names[slot].spec)] = counts_json(profile.top_of(slot));
    if (rows.outcome_spec != nullptr) {
        entry["outcome_rate"] = profile.outcome_rows > 0 ? Json(profile.outcome_mean) : Json();
        entry["outcome_rows"] = profile.outcome_rows;
    }
    if (result.personas != nullptr) {
        const std::string& persona = result.persona_names[cluster];
        entry["persona"] = persona.empty() ? Json() : Json(persona);
    }
    return entry;
}

Json profile_json(const engine::Result& result) {
    const NumberProfiles numbers = profiles_of_numbers(result);
    Json list = Json::array();
    for (std::size_t cluster = 0; cluster < result.profiles->clusters.size(); ++cluster)
        list.push_back(profile_of(result, cluster, numbers));
    return list;
}

Json flag_json(const std::vector<std::uint8_t>& flags) {
    const auto counts = features::count_flags(flags);
    return {{"1", counts[0]}, {"2", counts[1]}, {"3", counts[2]}};
}

// What differs from the schema's defaults, values as text; weights as numbers.
Json settings_json(const engine::Settings& settings) {
    engine::Settings defaults;
    defaults.schema = settings.schema;
    Json changed = Json::object();
    for (const engine::Field& field : engine::fields(settings)) {
        const std::string value = engine::text_of(field, settings);
        if (value != engine::text_of(field, defaults))
            changed[field.key] = value;
    }
    for (const auto& [name, weight] : settings.weights)
        changed["weight." + name] = weight;
    for (const auto& [key, threshold] : settings.thresholds)
        changed[key] = threshold;
    return changed;
}

// The schema's names of its three groups of peers, the finest first, with their flags.
using NamedFlags = std::vector<std::pair<std::string, const std::vector<std::uint8_t>*>>;
NamedFlags named_flags(const engine::Result& result, const features::PeerFlags& flags) {
    const std::vector<schema::PeerSpec>& peers = result.settings.schema->peers;
    return {{peers.at(0).name, &flags.designation},
            {peers.at(1).name, &flags.class_},
            {peers.at(2).name, &flags.tier}};
}

// How the manual grouping (triples of flags) agrees with the clusters, and the flags' counts in
// each.
Json manual_json(const engine::Result& result, const features::PeerFlags& flags) {
    const analysis::Clustering& clustering = *result.clustering;
    const std::vector<std::size_t> table = analysis::contingency(
        features::manual_groups(flags), features::kManualGroups, clustering.labels, clustering.k);
    const auto by_cluster = [&](const std::vector<std::uint8_t>& flag) {
        std::vector<std::array<std::size_t, 3>> counts(static_cast<std::size_t>(clustering.k));
        for (std::size_t i = 0; i < flag.size(); ++i)
            ++counts[clustering.labels[i]][flag[i] - 1U];
        return counts;
    };
    Json counts = Json::object();
    for (const auto& [name, each] : named_flags(result, flags))
        counts[name] = by_cluster(*each);
    return {{"adjusted_rand",
             analysis::adjusted_rand_index(table, features::kManualGroups, clustering.k)},
            {"nmi",
             analysis::normalized_mutual_information(table, features::kManualGroups, clustering.k)},
            {"by_cluster", std::move(counts)}};
}

// Each row against its peers, where the schema has such groups.
void add_flags(Json& object, const engine::Result& result) {
    const auto slots = features::peer_slots(*result.prepared.bound);
    if (!slots)
        return;
    const features::PeerFlags flags = features::peer_flags(*result.prepared.rows, *slots);
    Json counts = Json::object();
    for (const auto& [name, each] : named_flags(result, flags))
        counts[name] = flag_json(*each);
    object["flags"] = std::move(counts);
    object["manual"] = manual_json(result, flags);
}

} // namespace

bool names_fields(const schema::Schema& schema) {
    return std::ranges::any_of(schema.columns, [](const schema::ColumnSpec& column) {
        return std::ranges::any_of(
            column.keys, [](const auto& entry) { return entry.first.starts_with("json."); });
    });
}

Durations durations_of(const engine::Result& result, double read_seconds) {
    Durations durations;
    durations.read = read_seconds;
    for (const engine::StageTime& time : result.times) {
        using enum engine::Stage;
        double& part = time.stage == kmeans || time.stage == ward           ? durations.kmeans
                       : time.stage == projection || time.stage == contours ? durations.pca
                       : time.stage == profiles || time.stage == personas   ? durations.profile
                                                                            : durations.prepare;
        part += time.milliseconds / 1000.0;
    }
    return durations;
}

std::string analysis_json(const engine::Result& result, const Durations& durations,
                          std::span<const StudyOutcome> studies) {
    const engine::Prepared& prepared = result.prepared;
    const bool is_ward = result.settings.method == engine::Method::ward;
    Json object = {{"file", prepared.table->source},
                   {"rows_read", prepared.table->rows},
                   {"rows_used", result.rows()},
                   {"notes", prepared.table->notices},
                   {"distinct_rows", features::count_distinct_rows(*prepared.features)},
                   {"repairs", repairs_json(result)},
                   {"features", features_json(prepared)},
                   {is_ward ? "ward" : "kmeans", clustering_json(result)},
                   {"pca",
                    {{"explained_variance_ratio", result.pca->explained_variance_ratio},
                     {"components", rows_json(result.pca->components,
                                              static_cast<std::size_t>(result.pca->dimensions))}}},
                   {"profile", profile_json(result)}};
    add_flags(object, result);
    if (!names_fields(*result.settings.schema)) {
        object["schema"] = result.settings.schema->name;
        object["settings"] = settings_json(result.settings);
    }
    if (!studies.empty())
        object["studies"] = studies_json(studies);
    object["seconds"] = {{"read", durations.read},
                         {"prepare", durations.prepare},
                         {is_ward ? "ward" : "kmeans", durations.kmeans},
                         {"pca", durations.pca},
                         {"profile", durations.profile}};
    for (const StudyOutcome& outcome : studies)
        object["seconds"][std::string(engine::name_of(outcome.study))] = outcome.seconds;
    add_personas(object, result, studies);
    add_published(object, result);
    // Text in a table may hold bytes that are no characters only if it did not come from a file.
    return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace cohortscope::report
