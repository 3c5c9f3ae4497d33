// A weight's slider is dragged: K-Means from the labels shown, PCA, projection; and the whole
// preview.
#include "analysis/pca.h"
#include "analysis/pick_grid.h"
#include "analysis/profile/profile.h"
#include "bench.h"
#include "features/encode.h"
#include "sample/sample.h"

namespace cohortscope::bench {

namespace {

constexpr double kToConvergence = 1e9; // ms
constexpr std::size_t kManyRows = 2'000'000;

analysis::Projection project_first_two(const features::FeatureSet& features,
                                       const features::Matrix& matrix) {
    const analysis::Pca pca = analysis::principal_components(features, matrix);
    const auto d = static_cast<std::size_t>(pca.dimensions);
    const std::span<const double> loadings(pca.components);
    return analysis::project(matrix, loadings.first(d), loadings.subspan(d, d));
}

// The frame of the peers, and weighting the column, which they are spared.
void drag(benchmark::State& state, FrameTimes& times, const Context& context, int k) {
    engine::Settings settings;
    settings.kmeans.k = k;
    const Shown shown = show(context, settings);
    const features::FeatureSet& features = *shown.result->prepared.features;
    features::Matrix matrix = *shown.result->prepared.matrix;
    std::vector<analysis::Label> labels = shown.result->clustering->labels;
    const std::vector<double> weights = dragged_weights();
    std::size_t frame = 0;
    for (auto _ : state) {
        settings.weights["years_of_experience"] = weights[frame++ % weights.size()];
        times.measure([&] {
            matrix =
                features::scale_and_weight(features, settings.scaler, settings.weights, &matrix);
            labels =
                analysis::refine_kmeans(matrix, labels, k, settings.kmeans, kToConvergence).labels;
            benchmark::DoNotOptimize(project_first_two(features, matrix).x.data());
        });
    }
}

void register_projection(const Context& context) {
    add_benchmark("pca_projection", 50, [&context](benchmark::State& state, FrameTimes& times) {
        engine::Pipeline pipeline(context.table);
        const engine::Prepared prepared = pipeline.prepare({});
        for (auto _ : state)
            times.measure([&] {
                benchmark::DoNotOptimize(
                    project_first_two(*prepared.features, *prepared.matrix).x.data());
            });
    });
}

// The parts of a preview that follow K-Means and PCA.
void register_parts(const Context& context) {
    add_benchmark("profiles", 50, [&context](benchmark::State& state, FrameTimes& times) {
        const Shown shown = show(context, {});
        const engine::Prepared& prepared = shown.result->prepared;
        for (auto _ : state)
            times.measure([&] {
                benchmark::DoNotOptimize(
                    analysis::profile_clusters(*prepared.rows, *prepared.features,
                                               *prepared.measure_bins, *shown.result->clustering)
                        .clusters.data());
            });
    });
    add_benchmark("pick_grid", 50, [&context](benchmark::State& state, FrameTimes& times) {
        const Shown shown = show(context, {});
        for (auto _ : state)
            times.measure([&] {
                benchmark::DoNotOptimize(
                    analysis::build_pick_grid(*shown.result->projection).rows.data());
            });
    });
}

} // namespace

void register_slider(const Context& context) {
    for (const int k : {5, 12})
        add_benchmark("slider_frame_k" + std::to_string(k), 40,
                      [&context, k](benchmark::State& state, FrameTimes& times) {
                          drag(state, times, context, k);
                      });
    add_benchmark("slider_frame_2m_rows", 40, [](benchmark::State& state, FrameTimes& times) {
        const Context many{"", std::make_shared<const data::Table>(sample::make_sample(kManyRows)),
                           0.0};
        drag(state, times, many, 5);
    });
    register_projection(context);
    register_parts(context);
}

} // namespace cohortscope::bench
