#include "engine/pipeline.h"

#include <algorithm>

#include "analysis/kmeans/labelled.h"
#include "base/error.h"
#include "base/parallel.h"
#include "engine/result_stages.h"
#include "engine/stages.h"
#include "schema/schema_json.h"

namespace cohortscope::engine {

namespace {

using analysis::Clustering;
using base::Fingerprint;

FindClusters clustering_of(const Prepared& prepared, Method method,
                           const analysis::KMeansSettings& settings) {
    analysis::KMeansSettings k_alone;
    k_alone.k = settings.k;
    return {prepared.matrix, prepared.rows->numbering(), method,
            method == Method::ward ? k_alone : settings};
}

// The labels shown before, carried over to the present rows. A row that was not there takes the
// label of the next row that was, or of the last: refining sorts it out.
std::vector<analysis::Label> carried_labels(const Result& before,
                                            const features::PreparedRows& now) {
    const features::Column<std::uint32_t>& old_rows = before.prepared.rows->rows;
    const std::vector<analysis::Label>& old_labels = before.clustering->labels;
    if (old_rows == now.rows)
        return old_labels;
    std::vector<analysis::Label> labels(now.rows.size());
    base::for_each_chunk(labels.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        const std::uint32_t* rows = now.rows.data();
        auto at = std::lower_bound(old_rows.begin(), old_rows.end() - 1, rows[chunk.begin]);
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            while (at + 1 != old_rows.end() && *at < rows[i])
                ++at;
            labels[i] = old_labels[static_cast<std::size_t>(at - old_rows.begin())];
        }
    });
    return labels;
}

void check_components(const Settings& settings, const analysis::Pca& pca) {
    const auto count = static_cast<int>(pca.variance.size());
    for (const auto& [key, component] :
         {std::pair{"pca.x", settings.pca_x}, {"pca.y", settings.pca_y}})
        if (component > count)
            throw base::Error(std::string(key) + " = " + std::to_string(component) +
                              ": there are only " + std::to_string(count) + " components");
}

// What preparing and K-Means may take together, in budgets of K-Means alone.
constexpr double kFrameInBudgets = 1.5;

// Loadings of a component, numbered from 1.
std::vector<double> loadings(const analysis::Pca& pca, int component) {
    const auto first = pca.components.begin() + (component - 1) * pca.dimensions;
    return {first, first + pca.dimensions};
}

std::size_t results_remembered(std::size_t rows) { return rows > 1'000'000 ? 3 : 12; }

} // namespace

Fingerprint clustering_key(const Prepared& prepared, Method method,
                           const analysis::KMeansSettings& settings) {
    return key_of(clustering_of(prepared, method, settings));
}

struct Pipeline::State {
    State(std::shared_ptr<const data::Table> table, std::shared_ptr<WardTrees> shared_trees)
        : results(results_remembered(table->rows)), clusterings(results_remembered(table->rows)),
          stages(std::move(table)), trees(std::move(shared_trees)) {}

    Memo<Result> results;           // final ones only
    Node<FindClusters> clusterings; // likewise
    Stages stages;
    Node<FindComponents> components{4};
    Node<ProjectRows> pictures{2};
    Node<OutlineClusters> contours{2};
    Node<ProfileClusters> profiles{2};
    Node<MeasureFacts> facts{4};
    std::shared_ptr<WardTrees> trees;

    Fingerprint settings_key(const Settings& settings) const;
    // `before`, if given, is what the axes are matched to.
    Known<const Picture> add_projection(Result& result, const Result* before = nullptr);
    void add_profiles(Result& result);
    void add_personas(Result& result);
};

Fingerprint Pipeline::State::settings_key(const Settings& settings) const {
    return base::Hasher()
        .add_text(all_as_text(settings))
        .add_text(schema::schema_to_json(*settings.schema))
        .finish();
}

Known<const Picture> Pipeline::State::add_projection(Result& result, const Result* before) {
    const StageClock clock(result.times, Stage::projection);
    const Prepared& prepared = result.prepared;
    result.pca = components.get({prepared.features, prepared.matrix});
    if (before != nullptr)
        result.pca =
            std::make_shared<const analysis::Pca>(analysis::matched(*result.pca, *before->pca));
    check_components(result.settings, *result.pca);
    Known<const Picture> picture =
        pictures.get({prepared.matrix, loadings(*result.pca, result.settings.pca_x),
                      loadings(*result.pca, result.settings.pca_y)});
    result.projection_key = picture.fingerprint;
    result.projection = {picture.value, &picture->projection};
    result.pick = {picture.value, &picture->pick};
    return picture;
}

void Pipeline::State::add_profiles(Result& result) {
    const StageClock clock(result.times, Stage::profiles);
    const Prepared& prepared = result.prepared;
    const ProfileClusters reads{stages.bound(),
                                prepared.rows,
                                prepared.features,
                                prepared.measure_bins,
                                {result.clustering, result.clustering_key}};
    result.profiles = result.final_result
                          ? profiles.get(reads)
                          : std::make_shared<const analysis::Profiles>(reads.made());
    const int k = result.clustering->k;
    result.identity.given_name.assign(static_cast<std::size_t>(k), "");
    for (int cluster = 0; cluster < k; ++cluster)
        result.identity.colour.push_back(cluster);
}

void Pipeline::State::add_personas(Result& result) {
    const schema::Schema& schema = *result.settings.schema;
    if (schema.rules.empty())
        return;
    const StageClock clock(result.times, Stage::personas);
    const MeasureFacts reads{stages.bound(),
                             result.prepared.rows,
                             result.prepared.features,
                             {result.clustering, result.clustering_key}};
    std::shared_ptr<const analysis::FactTable> measured =
        result.final_result ? facts.get(reads)
                            : std::make_shared<const analysis::FactTable>(reads.made());
    std::vector<std::string> names;
    for (const analysis::ClusterProfile& profile : result.profiles->clusters)
        names.push_back(profile.name);
    const auto threshold = [&](const std::string& rule, std::size_t at, double of_file) {
        return threshold_of(result.settings, rule, at, of_file);
    };
    result.personas = std::make_shared<const analysis::Personas>(analysis::find_personas(
        {result.settings.schema, &schema.rules}, std::move(measured), threshold, names));
    for (const analysis::GroupPersona& group : result.personas->groups)
        result.persona_names.push_back(group.name);
}

Pipeline::Pipeline(std::shared_ptr<const data::Table> table, std::shared_ptr<WardTrees> trees)
    : state_(std::make_unique<State>(std::move(table), std::move(trees))) {}
Pipeline::~Pipeline() = default;
Pipeline::Pipeline(Pipeline&&) noexcept = default;
Pipeline& Pipeline::operator=(Pipeline&&) noexcept = default;

Prepared Pipeline::prepare(const Settings& settings) {
    std::vector<StageTime> times;
    return state_->stages.prepare(settings, times);
}

bool Pipeline::final_is_cheap(const Settings& settings) {
    if (state_->results.find(state_->settings_key(settings)))
        return true;
    const Prepared prepared = prepare(settings);
    if (settings.method == Method::ward && state_->trees->find(prepared.matrix->fingerprint))
        return true;
    return state_->clusterings.find(clustering_of(prepared, settings.method, settings.kmeans)) !=
           nullptr;
}

std::shared_ptr<const Result> Pipeline::final_result(const Settings& settings,
                                                     base::Progress& progress) {
    const Fingerprint key = state_->settings_key(settings);
    if (auto known = state_->results.find(key)) {
        if (known->settings == settings)
            return known;
        // They differ in knobs of columns that the schema has not: without effect, and yet asked.
        auto same = std::make_shared<Result>(*known);
        same->settings = settings;
        return same;
    }
    const double start_ms = now_ms();
    auto result = std::make_shared<Result>();
    result->settings = settings;
    result->final_result = true;
    result->prepared = state_->stages.prepare(settings, result->times);
    const Known<const Picture> picture = state_->add_projection(*result);
    Known<const Clustering> clustering;
    {
        const StageClock clock(result->times,
                               settings.method == Method::ward ? Stage::ward : Stage::kmeans);
        clustering = state_->clusterings.get(
            clustering_of(result->prepared, settings.method, settings.kmeans), *state_->trees,
            progress);
        result->clustering = clustering;
        result->clustering_key = clustering.fingerprint;
    }
    {
        const StageClock clock(result->times, Stage::contours);
        result->contours = state_->contours.get({picture, clustering});
    }
    state_->add_profiles(*result);
    state_->add_personas(*result);
    result->total_ms = now_ms() - start_ms;
    return state_->results.store(key, std::move(result));
}

std::shared_ptr<const Result> Pipeline::preview(const Settings& settings, const Result& before,
                                                double budget_ms) {
    const double start_ms = now_ms();
    auto result = std::make_shared<Result>();
    result->settings = settings;
    result->prepared = state_->stages.prepare(settings, result->times);
    {
        const StageClock clock(result->times, Stage::kmeans);
        const double left_ms = kFrameInBudgets * budget_ms - (now_ms() - start_ms);
        const std::vector<analysis::Label> labels = carried_labels(before, *result->prepared.rows);
        const features::Matrix& matrix = *result->prepared.matrix;
        Clustering refined =
            settings.method == Method::ward
                ? analysis::labelled(matrix, labels, before.clustering->k)
                : analysis::refine_kmeans(matrix, labels, before.clustering->k, settings.kmeans,
                                          std::min(budget_ms, left_ms));
        analysis::number_canonically(refined, result->prepared.rows->numbering());
        result->clustering = std::make_shared<const Clustering>(std::move(refined));
    }
    state_->add_projection(*result, &before);
    state_->add_profiles(*result);
    state_->add_personas(*result);
    result->total_ms = now_ms() - start_ms;
    return result;
}

} // namespace cohortscope::engine
