// K-Means alone: one Lloyd iteration, the seeding, and the final result's restarts.
#include "analysis/kmeans/kmeans.h"
#include "analysis/kmeans/kmeans_lloyd.h"
#include "analysis/kmeans/kmeans_seeding.h"
#include "bench.h"

namespace cohortscope::bench {

namespace {

using namespace analysis;

constexpr int kIterations = 20;

// The first k rows, drawn towards the middle: a bad start, so that many rows change cluster for
// many iterations. The peer starts from the same.
std::vector<float> bad_start(const features::Matrix& matrix, int k) {
    std::vector<float> centres;
    for (std::size_t row = 0; row < static_cast<std::size_t>(k); ++row)
        for (const auto& column : matrix.columns) {
            const double value = static_cast<double>(column->values[row]) + column->offset;
            centres.push_back(static_cast<float>(0.1 * value - column->offset));
        }
    return centres;
}

// The mean of iterations 2 to 20 of one run: the first, which labels every row, is not counted.
void lloyd(benchmark::State& state, FrameTimes& times, const features::Matrix& matrix, int k) {
    const ChunkedRows rows(matrix);
    const std::vector<float> start = bad_start(matrix, k);
    for (auto _ : state) {
        LloydRun run = LloydRun::from_centres(rows, start);
        LloydRun* const only[] = {&run};
        iterate(rows, only);
        times.measure(
            [&] {
                while (run.iterations() < kIterations && !run.settled())
                    iterate(rows, only);
            },
            [&] { return run.iterations() - 1; });
    }
}

template <class Work>
void add_for_k(const Context& context, const std::string& name, int k, int frames,
               const Work& work) {
    add_benchmark(name + "_k" + std::to_string(k), frames,
                  [&context, k, work](benchmark::State& state, FrameTimes& times) {
                      engine::Pipeline pipeline(context.table);
                      work(state, times, *pipeline.prepare({}).matrix, k);
                  });
}

void restarts(benchmark::State& state, FrameTimes& times, const features::Matrix& matrix, int k) {
    const KMeansSettings settings{.k = k};
    for (auto _ : state)
        times.measure([&] {
            base::Progress progress;
            benchmark::DoNotOptimize(fit_kmeans(matrix, settings, progress).inertia);
        });
}

void seeding(benchmark::State& state, FrameTimes& times, const features::Matrix& matrix, int k) {
    const ChunkedRows rows(matrix);
    for (auto _ : state)
        times.measure([&] {
            base::Progress progress;
            benchmark::DoNotOptimize(seed_centres(rows, {k, 42, 0, 10}, progress).data());
        });
}

// Ten restarts for each of k = 1 to 10, as the elbow needs them.
void elbow(benchmark::State& state, FrameTimes& times, const features::Matrix& matrix, int most) {
    for (auto _ : state)
        times.measure([&] {
            base::Progress progress;
            for (int k = 1; k <= most; ++k)
                benchmark::DoNotOptimize(fit_kmeans(matrix, {.k = k}, progress).inertia);
        });
}

} // namespace

void register_kmeans(const Context& context) {
    for (const int k : {5, 12}) {
        add_for_k(context, "lloyd_iteration", k, 20, lloyd);
        add_for_k(context, "seeding", k, 5, seeding);
        add_for_k(context, "ten_restarts", k, 5, restarts);
    }
    add_for_k(context, "elbow_to", 10, 1, elbow);
}

} // namespace cohortscope::bench
