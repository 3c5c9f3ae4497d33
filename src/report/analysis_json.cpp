#include "report/analysis_json.h"

#include <array>

#include <nlohmann/json.hpp>

#include "analysis/agreement.h"
#include "features/encode.h"
#include "plot/effects.h"

namespace cohortscope::report {

namespace {

using Json = nlohmann::ordered_json;

// Of effects with keys; "a.b" stands inside the object a.
Json repairs_json(const engine::Result& result) {
    Json repairs = Json::object();
    for (const plot::Effect& effect : plot::effects_of(result)) {
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

Json profile_json(const engine::Result& result) {
    Json list = Json::array();
    for (std::size_t cluster = 0; cluster < result.profiles->clusters.size(); ++cluster) {
        const analysis::ClusterProfile& profile = result.profiles->clusters[cluster];
        Json entry = {{"cluster", cluster},
                      {"name", result.name(static_cast<int>(cluster))},
                      {"size", profile.size},
                      {"share", profile.share},
                      {"ctc_mean", profile.ctc_mean},
                      {"ctc_median", profile.ctc_median},
                      {"ctc_quartiles", {profile.ctc_q1, profile.ctc_q3}}};
        for (std::size_t f = 0; f < profile.feature_means.size(); ++f)
            entry[result.prepared.features->columns[f]->name + "_mean"] = profile.feature_means[f];
        entry["top_roles"] = counts_json(profile.top_roles);
        entry["top_companies"] = counts_json(profile.top_companies);
        list.push_back(std::move(entry));
    }
    return list;
}

Json flag_json(const std::vector<std::uint8_t>& flags) {
    const auto counts = features::count_flags(flags);
    return {{"1", counts[0]}, {"2", counts[1]}, {"3", counts[2]}};
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
    return {{"adjusted_rand",
             analysis::adjusted_rand_index(table, features::kManualGroups, clustering.k)},
            {"nmi",
             analysis::normalized_mutual_information(table, features::kManualGroups, clustering.k)},
            {"by_cluster",
             {{"designation", by_cluster(flags.designation)},
              {"class", by_cluster(flags.class_)},
              {"tier", by_cluster(flags.tier)}}}};
}

} // namespace

Durations durations_of(const engine::Result& result, double read_seconds) {
    Durations durations;
    durations.read = read_seconds;
    for (const engine::StageTime& time : result.times) {
        using enum engine::Stage;
        double& part = time.stage == kmeans || time.stage == ward           ? durations.kmeans
                       : time.stage == projection || time.stage == contours ? durations.pca
                       : time.stage == profiles                             ? durations.profile
                                                                            : durations.prepare;
        part += time.milliseconds / 1000.0;
    }
    return durations;
}

std::string analysis_json(const engine::Result& result, const features::PeerFlags& flags,
                          const Durations& durations, std::span<const StudyOutcome> studies) {
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
                   {"profile", profile_json(result)},
                   {"flags",
                    {{"designation", flag_json(flags.designation)},
                     {"class", flag_json(flags.class_)},
                     {"tier", flag_json(flags.tier)}}},
                   {"manual", manual_json(result, flags)}};
    if (!studies.empty())
        object["studies"] = studies_json(studies);
    object["seconds"] = {{"read", durations.read},
                         {"prepare", durations.prepare},
                         {is_ward ? "ward" : "kmeans", durations.kmeans},
                         {"pca", durations.pca},
                         {"profile", durations.profile}};
    for (const StudyOutcome& outcome : studies)
        object["seconds"][std::string(engine::name_of(outcome.study))] = outcome.seconds;
    // Text in a table may hold bytes that are no characters only if it did not come from a file.
    return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace cohortscope::report
