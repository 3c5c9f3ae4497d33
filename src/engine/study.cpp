#include "engine/study.h"

#include <algorithm>

#include "engine/graph.h"
#include "engine/pipeline.h"

namespace cohortscope::engine {

namespace {

using base::Fingerprint;
using base::Hasher;

constexpr std::array<std::string_view, kStudies> kNames = {
    "elbow",   "scores",     "explain",   "hopkins",     "ward",
    "compare", "silhouette", "stability", "sensitivity", "peers"};

// K-Means' settings but k.
Fingerprint elbow_key(const Result& result) {
    analysis::KMeansSettings settings = result.settings.kmeans;
    settings.k = 0;
    return Hasher().add(result.prepared.matrix->fingerprint).add(key_of(settings)).finish();
}

Fingerprint kmeans_key(const Result& result) {
    return clustering_key(result.prepared, Method::kmeans, result.settings.kmeans);
}

Fingerprint sensitivity_key(const Result& result) {
    Settings settings = result.settings;
    settings.method = Method::kmeans;
    settings.pca_x = 1; // the view changes no label
    settings.pca_y = 2;
    return Hasher()
        .add(result.prepared.table->fingerprint)
        .add_text(all_as_text(settings))
        .finish();
}

// The rows, their clusters, and who are peers.
Fingerprint peers_key(const Result& result) {
    Hasher hasher;
    hasher.add(result.prepared.rows->fingerprint).add(result.clustering_key);
    const schema::Schema& schema = *result.prepared.bound->schema;
    for (const schema::PeerSpec& peers : schema.peers)
        for (const std::string& column : peers.columns)
            hasher.add_text(column);
    for (const schema::ColumnSpec& column : schema.columns)
        for (const auto& [key, words] : column.keys)
            if (key.starts_with("peers."))
                hasher.add_text(column.name).add_text(key).add_text(words);
    return hasher.finish();
}

// What the value depends on, whatever the study.
Fingerprint content_key(Study study, const Result& result) {
    switch (study) {
    case Study::elbow:
        return elbow_key(result);
    case Study::hopkins:
        return Hasher()
            .add(result.prepared.matrix->fingerprint)
            .add(result.settings.kmeans.seed)
            .finish();
    case Study::ward:
        return result.prepared.matrix->fingerprint;
    case Study::scores:
    case Study::silhouette:
        return result.clustering_key;
    case Study::explain: // of the features' own values, too
        return Hasher()
            .add(result.clustering_key)
            .add(result.prepared.features->fingerprint)
            .finish();
    case Study::compare:
        return Hasher().add(kmeans_key(result)).add(std::uint64_t(result.settings.method)).finish();
    case Study::stability:
        return kmeans_key(result);
    case Study::sensitivity:
        return sensitivity_key(result);
    case Study::peers:
        return peers_key(result);
    }
    return {};
}

} // namespace

std::string_view name_of(Study study) { return kNames[static_cast<std::size_t>(study)]; }

std::optional<Study> find_study(std::string_view name) {
    const auto found = std::ranges::find(kNames, name);
    if (found == kNames.end())
        return std::nullopt;
    return static_cast<Study>(found - kNames.begin());
}

bool is_of_clusters(Study study) {
    return study != Study::elbow && study != Study::hopkins && study != Study::ward;
}

Fingerprint study_key(Study study, const Result& result) {
    if (is_of_clusters(study) && !result.final_result)
        return {};
    return Hasher().add(std::uint64_t(study)).add(content_key(study, result)).finish();
}

std::string study_subject(Study study, const Settings& settings) {
    if (!is_of_clusters(study))
        return "other settings";
    const std::string k = "k = " + std::to_string(settings.kmeans.k);
    const bool of_shown_clusters = study == Study::scores || study == Study::silhouette ||
                                   study == Study::explain || study == Study::peers;
    return of_shown_clusters && settings.method == Method::ward ? "Ward, " + k : k;
}

bool StudiesState::busy() const {
    return std::ranges::any_of(
        views, [](const StudyView& view) { return view.phase != StudyView::Phase::idle; });
}

} // namespace cohortscope::engine
