// A matrix of some 40 columns, most of them indicators of categories: K-Means, the preview of a
// weight, and the studies.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>

#include "analysis/kmeans/kmeans.h"
#include "analysis/kmeans/kmeans_lloyd.h"
#include "analysis/neighbours/hopkins.h"
#include "analysis/pca.h"
#include "analysis/silhouette/silhouette.h"
#include "analysis/ward/ward.h"
#include "base/error.h"
#include "bench.h"

namespace cohortscope::bench {

namespace {

using namespace analysis;

// The column times `weight`; its values are those of the file.
std::shared_ptr<features::MatrixColumn> weighted(const std::vector<float>& values, double weight) {
    auto column = std::make_shared<features::MatrixColumn>();
    column->weight = weight;
    double sum = 0.0, squares = 0.0;
    for (const float value : values)
        sum += weight * static_cast<double>(value);
    column->offset = sum / static_cast<double>(values.size());
    for (const float value : values) {
        const double centred = weight * static_cast<double>(value) - column->offset;
        column->values.push_back(static_cast<float>(centred));
        squares += centred * centred;
    }
    column->variance = squares / static_cast<double>(values.size());
    column->values.resize((values.size() + features::kRowPadding - 1) / features::kRowPadding *
                              features::kRowPadding,
                          0.0f);
    return column;
}

// What COHORTSCOPE_BENCH_MATRIX names, as wide_table.py writes it.
struct WideTable {
    std::vector<std::vector<float>> columns;
    features::Matrix matrix;
};

WideTable read_wide_table() {
    const char* path = std::getenv("COHORTSCOPE_BENCH_MATRIX");
    if (!path)
        throw base::Error("COHORTSCOPE_BENCH_MATRIX names no file; see tests/bench/wide_table.py");
    std::ifstream file(path, std::ios::binary);
    std::uint32_t shape[2] = {};
    file.read(reinterpret_cast<char*>(shape), sizeof shape);
    WideTable table;
    table.matrix.rows = shape[0];
    for (std::uint32_t f = 0; f < shape[1]; ++f) {
        std::vector<float> values(shape[0]);
        file.read(reinterpret_cast<char*>(values.data()),
                  static_cast<std::streamsize>(values.size() * sizeof(float)));
        table.matrix.columns.push_back(weighted(values, 1.0));
        table.columns.push_back(std::move(values));
    }
    if (!file)
        throw base::Error(std::string(path) + ": shorter than its numbers of rows and columns say");
    return table;
}

template <class Work> void add_wide(const std::string& name, int frames, const Work& work) {
    add_benchmark(name, frames, [work](benchmark::State& state, FrameTimes& times) {
        work(state, times, read_wide_table());
    });
}

void restarts(benchmark::State& state, FrameTimes& times, const WideTable& table, int k) {
    for (auto _ : state)
        times.measure([&] {
            base::Progress progress;
            const Clustering result = fit_kmeans(table.matrix, {.k = k}, progress);
            state.counters["inertia"] = result.inertia;
        });
}

// Correlations of all pairs of columns; once for a table, as the features keep theirs.
features::FeatureSet correlated(const WideTable& table) {
    const std::size_t d = table.columns.size();
    features::FeatureSet features;
    features.columns.resize(d);
    features.correlation.resize(d * d);
    for (std::size_t a = 0; a < d; ++a)
        for (std::size_t b = 0; b < d; ++b) {
            const auto& one = *table.matrix.columns[a];
            const auto& other = *table.matrix.columns[b];
            double sum = 0.0;
            for (std::size_t row = 0; row < table.matrix.rows; ++row)
                sum +=
                    static_cast<double>(one.values[row]) * static_cast<double>(other.values[row]);
            const double deviations = std::sqrt(one.variance) * std::sqrt(other.variance);
            features.correlation[a * d + b] =
                deviations > 0.0 ? sum / deviations / static_cast<double>(table.matrix.rows) : 0.0;
        }
    return features;
}

// What follows the matrix while the first column's weight is dragged: K-Means from the labels of
// the frame before, PCA in the order of the frame before, and the projection.
void preview(benchmark::State& state, FrameTimes& times, const WideTable& table, int k) {
    const features::FeatureSet features = correlated(table);
    base::Progress progress;
    Clustering shown = fit_kmeans(table.matrix, {.k = k}, progress);
    Pca before = principal_components(features, table.matrix);
    const std::vector<double> weights = dragged_weights();
    std::size_t frame = 0;
    features::Matrix matrix = table.matrix;
    for (auto _ : state) {
        matrix.columns.front() = weighted(table.columns.front(), weights[frame++ % weights.size()]);
        times.measure([&] {
            shown = refine_kmeans(matrix, shown.labels, k, {.k = k}, 12.0);
            before = matched(principal_components(features, matrix), before);
            const auto axes = std::span<const double>(before.components);
            const std::size_t d = matrix.dimensions();
            benchmark::DoNotOptimize(project(matrix, axes.first(d), axes.subspan(d, d)).x.data());
        });
    }
}

void lloyd(benchmark::State& state, FrameTimes& times, const WideTable& table, int k) {
    const ChunkedRows rows(table.matrix);
    std::vector<float> start;
    for (std::size_t row = 0; row < static_cast<std::size_t>(k); ++row)
        for (const auto& column : table.matrix.columns)
            start.push_back(0.1f * column->values[row]);
    for (auto _ : state) {
        LloydRun run = LloydRun::from_centres(rows, start);
        LloydRun* const only[] = {&run};
        iterate(rows, only);
        times.measure(
            [&] {
                while (run.iterations() < 20 && !run.settled())
                    iterate(rows, only);
            },
            [&] { return run.iterations() - 1; });
    }
}

void silhouette(benchmark::State& state, FrameTimes& times, const WideTable& table) {
    base::Progress progress;
    const Clustering shown = fit_kmeans(table.matrix, {}, progress);
    const Labelling labelling{shown.labels, shown.k};
    for (auto _ : state)
        times.measure([&] {
            state.counters["mean"] = silhouettes(table.matrix, {&labelling, 1}, progress)[0].mean;
        });
}

} // namespace

void register_wide() {
    const auto with = [](auto work, int k) {
        return [work, k](benchmark::State& state, FrameTimes& times, const WideTable& table) {
            work(state, times, table, k);
        };
    };
    add_wide("wide_lloyd_iteration_k5", 20, with(lloyd, 5));
    add_wide("wide_ten_restarts_k5", 5, with(restarts, 5));
    add_wide("wide_ten_restarts_k12", 3, with(restarts, 12));
    add_wide("wide_preview_k5", 40, with(preview, 5));
    add_wide("wide_silhouette", 1, silhouette);
    add_wide("wide_ward", 1,
             [](benchmark::State& state, FrameTimes& times, const WideTable& table) {
                 for (auto _ : state)
                     times.measure([&] {
                         base::Progress progress;
                         benchmark::DoNotOptimize(ward(table.matrix, progress).merges.data());
                     });
             });
    add_wide("wide_hopkins", 3,
             [](benchmark::State& state, FrameTimes& times, const WideTable& table) {
                 for (auto _ : state)
                     times.measure([&] {
                         base::Progress progress;
                         benchmark::DoNotOptimize(hopkins(table.matrix, 42, progress));
                     });
             });
}

} // namespace cohortscope::bench
