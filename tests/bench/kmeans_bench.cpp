// K-Means on a table like the Scaler one: 205,785 rows × 5 features, or the matrix that
// COHORTSCOPE_BENCH_MATRIX names (the CSV of numbers that peer_kmeans.py reads, for ratios).
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "analysis/kmeans.h"
#include "analysis/kmeans_lloyd.h"
#include "analysis/kmeans_seeding.h"
#include "support/kmeans_matrix.h"

namespace cohortscope::bench {

namespace {

using namespace analysis;

features::Matrix read_matrix(const char* path) {
    std::ifstream file(path);
    std::vector<double> values;
    std::size_t columns = 0;
    std::string line, cell;
    std::getline(file, line); // names
    while (std::getline(file, line)) {
        std::istringstream cells(line);
        columns = 0;
        for (; std::getline(cells, cell, ','); ++columns)
            values.push_back(std::strtod(cell.c_str(), nullptr));
    }
    return test::matrix_of(values, columns);
}

const features::Matrix& bench_matrix() {
    static const features::Matrix matrix = [] {
        const char* path = std::getenv("COHORTSCOPE_BENCH_MATRIX");
        return path ? read_matrix(path)
                    : test::cloud_matrix({.rows = 205785, .d = 5, .blobs = 40, .grain = 0.0});
    }();
    return matrix;
}

int clusters(const benchmark::State& state) { return static_cast<int>(state.range(0)); }

void ten_restarts(benchmark::State& state) {
    const KMeansSettings settings{.k = clusters(state)};
    for (auto _ : state) {
        base::Progress progress;
        benchmark::DoNotOptimize(fit_kmeans(bench_matrix(), settings, progress).inertia);
    }
}

void seeding_of_ten(benchmark::State& state) {
    const ChunkedRows rows(bench_matrix());
    base::Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(seed_centres(rows, {clusters(state), 42, 0, 10}, progress));
}

// The mean over a run from seeds to strict convergence, early iterations included.
void lloyd_iteration_in_a_run(benchmark::State& state) {
    const ChunkedRows rows(bench_matrix());
    base::Progress progress;
    const std::vector<float> seeds = seed_centres(rows, {clusters(state), 42, 0, 1}, progress);
    LloydRun run = LloydRun::from_centres(rows, seeds);
    LloydRun* const only[] = {&run};
    for (auto _ : state) {
        if (run.settled()) {
            state.PauseTiming();
            run = LloydRun::from_centres(rows, seeds);
            state.ResumeTiming();
        }
        iterate(rows, only);
    }
}

void lloyd_iteration_settled(benchmark::State& state) {
    const ChunkedRows rows(bench_matrix());
    base::Progress progress;
    LloydRun run =
        LloydRun::from_centres(rows, seed_centres(rows, {clusters(state), 42, 0, 1}, progress));
    settle(rows, run, 300, progress);
    LloydRun* const only[] = {&run};
    for (auto _ : state)
        iterate(rows, only);
}

// The K-Means part of a slider frame: a weight moves a little, the preview starts from the labels
// shown.
void warm_refine(benchmark::State& state) {
    const features::Matrix& matrix = bench_matrix();
    features::Matrix moved = matrix;
    auto column = std::make_shared<features::MatrixColumn>(*matrix.columns[0]);
    for (float& value : column->values)
        value *= 1.02f;
    column->offset *= 1.02;
    column->variance *= 1.02 * 1.02;
    moved.columns[0] = column;
    const KMeansSettings settings{.k = clusters(state)};
    base::Progress progress;
    std::vector<Label> labels = fit_kmeans(matrix, settings, progress).labels;
    bool forth = true;
    for (auto _ : state) {
        labels = refine_kmeans(forth ? moved : matrix, labels, settings.k, settings, 8.0).labels;
        forth = !forth;
    }
}

BENCHMARK(warm_refine)->Arg(5)->Arg(12)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(lloyd_iteration_in_a_run)->Arg(5)->Arg(12)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(lloyd_iteration_settled)->Arg(5)->Arg(12)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(seeding_of_ten)->Arg(5)->Arg(12)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(ten_restarts)->Arg(5)->Arg(12)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

} // namespace cohortscope::bench
