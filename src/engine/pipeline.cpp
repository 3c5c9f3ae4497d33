#include "engine/pipeline.h"

#include <algorithm>

#include "analysis/kmeans/labelled.h"
#include "base/error.h"
#include "base/parallel.h"
#include "engine/memo.h"
#include "engine/stages.h"
#include "schema/schema_json.h"

namespace cohortscope::engine {

namespace {

using analysis::Clustering;
using base::Fingerprint;
using base::Hasher;

} // namespace

Fingerprint clustering_key(const Prepared& prepared, Method method,
                           const analysis::KMeansSettings& settings) {
    Hasher hasher;
    hasher.add(prepared.matrix->fingerprint)
        .add(prepared.rows->numbering().fingerprint()) // by which clusters are numbered
        .add(std::uint64_t(method))
        .add_number(settings.k);
    if (method == Method::ward)
        return hasher.finish();
    return hasher.add_number(settings.restarts)
        .add_number(settings.max_iterations)
        .add_number(settings.tolerance)
        .add(settings.seed)
        .finish();
}

namespace {

Fingerprint clustering_key(const Result& result) {
    return engine::clustering_key(result.prepared, result.settings.method, result.settings.kmeans);
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

void check_components(const Settings& settings, int dimensions) {
    if (dimensions < 2)
        throw base::Error("the table has one feature, expected two at least: they are the axes of "
                          "the map");
    for (const auto& [key, component] :
         {std::pair{"pca.x", settings.pca_x}, {"pca.y", settings.pca_y}})
        if (component > dimensions)
            throw base::Error(std::string(key) + " = " + std::to_string(component) +
                              ": there are only " + std::to_string(dimensions) + " components");
}

// What preparing and K-Means may take together, in budgets of K-Means alone.
constexpr double kFrameInBudgets = 1.5;

// Loadings of a component, numbered from 1.
std::span<const double> loadings(const analysis::Pca& pca, int component) {
    const auto d = static_cast<std::size_t>(pca.dimensions);
    return std::span(pca.components).subspan(static_cast<std::size_t>(component - 1) * d, d);
}

// Projection and picking grid travel together: both depend on the same things.
struct Picture {
    analysis::Projection projection;
    analysis::PickGrid pick;
};

std::size_t results_remembered(std::size_t rows) { return rows > 1'000'000 ? 3 : 12; }

} // namespace

struct Pipeline::State {
    State(std::shared_ptr<const data::Table> table, std::shared_ptr<WardTrees> shared_trees)
        : results(results_remembered(table->rows)), clusterings(results_remembered(table->rows)),
          stages(std::move(table)), trees(std::move(shared_trees)) {}

    Memo<Result> results; // final ones only
    Memo<Clustering> clusterings;
    Memo<Picture> pictures{2};
    Memo<analysis::Pca> pcas{4};
    Stages stages;
    std::shared_ptr<WardTrees> trees;

    Fingerprint key_of(const Settings& settings) const;
    // `before`, if given, is what the axes are matched to.
    void add_projection(Result& result, const Result* before = nullptr);
    void add_profiles(Result& result);
    std::shared_ptr<const Clustering> final_clustering(const Result& result,
                                                       base::Progress& progress);
};

Fingerprint Pipeline::State::key_of(const Settings& settings) const {
    return Hasher()
        .add_text(all_as_text(settings))
        .add_text(schema::schema_to_json(*settings.schema))
        .finish();
}

void Pipeline::State::add_projection(Result& result, const Result* before) {
    const StageClock clock(result.times, Stage::projection);
    const Prepared& prepared = result.prepared;
    const Fingerprint read = prepared.matrix->fingerprint;
    result.pca = pcas.find(read);
    if (!result.pca)
        result.pca =
            pcas.store(read, std::make_shared<const analysis::Pca>(analysis::principal_components(
                                 *prepared.features, *prepared.matrix)));
    if (before != nullptr)
        result.pca =
            std::make_shared<const analysis::Pca>(analysis::matched(*result.pca, *before->pca));
    check_components(result.settings, result.pca->dimensions);
    const std::span<const double> across = loadings(*result.pca, result.settings.pca_x);
    const std::span<const double> upwards = loadings(*result.pca, result.settings.pca_y);
    Hasher key;
    key.add(read);
    for (const std::span<const double> axis : {across, upwards})
        for (const double loading : axis)
            key.add_number(loading);
    result.projection_key = key.finish();
    std::shared_ptr<const Picture> picture = pictures.find(result.projection_key);
    if (!picture) {
        Picture made;
        made.projection = analysis::project(*prepared.matrix, across, upwards);
        made.pick = analysis::build_pick_grid(made.projection);
        picture =
            pictures.store(result.projection_key, std::make_shared<const Picture>(std::move(made)));
    }
    result.projection = {picture, &picture->projection};
    result.pick = {picture, &picture->pick};
}

void Pipeline::State::add_profiles(Result& result) {
    const StageClock clock(result.times, Stage::profiles);
    const Prepared& prepared = result.prepared;
    result.profiles = std::make_shared<const analysis::Profiles>(analysis::profile_clusters(
        *prepared.rows, *prepared.features, *prepared.measure_bins, *result.clustering));
    const int k = result.clustering->k;
    result.identity.given_name.assign(static_cast<std::size_t>(k), "");
    for (int cluster = 0; cluster < k; ++cluster)
        result.identity.colour.push_back(cluster);
}

std::shared_ptr<const Clustering> Pipeline::State::final_clustering(const Result& result,
                                                                    base::Progress& progress) {
    if (auto known = clusterings.find(result.clustering_key))
        return known;
    const features::Matrix& matrix = *result.prepared.matrix;
    const analysis::KMeansSettings& settings = result.settings.kmeans;
    Clustering made = result.settings.method == Method::ward
                          ? analysis::cut_tree(*trees->get(matrix, progress), matrix, settings.k)
                          : analysis::fit_kmeans(matrix, settings, progress);
    analysis::number_canonically(made, result.prepared.rows->numbering());
    return clusterings.store(result.clustering_key,
                             std::make_shared<const Clustering>(std::move(made)));
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
    if (state_->results.find(state_->key_of(settings)))
        return true;
    const Prepared prepared = prepare(settings);
    if (settings.method == Method::ward && state_->trees->find(prepared.matrix->fingerprint))
        return true;
    return state_->clusterings.find(clustering_key(prepared, settings.method, settings.kmeans)) !=
           nullptr;
}

std::shared_ptr<const Result> Pipeline::final_result(const Settings& settings,
                                                     base::Progress& progress) {
    const Fingerprint key = state_->key_of(settings);
    if (auto known = state_->results.find(key))
        return known;
    const double start_ms = now_ms();
    auto result = std::make_shared<Result>();
    result->settings = settings;
    result->final_result = true;
    result->prepared = state_->stages.prepare(settings, result->times);
    state_->add_projection(*result);
    {
        const StageClock clock(result->times,
                               settings.method == Method::ward ? Stage::ward : Stage::kmeans);
        result->clustering_key = clustering_key(*result);
        result->clustering = state_->final_clustering(*result, progress);
    }
    {
        const StageClock clock(result->times, Stage::contours);
        result->contours = std::make_shared<const analysis::Contours>(analysis::cluster_contours(
            *result->projection, *result->pick, result->clustering->labels, settings.kmeans.k));
    }
    state_->add_profiles(*result);
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
    result->total_ms = now_ms() - start_ms;
    return result;
}

} // namespace cohortscope::engine
