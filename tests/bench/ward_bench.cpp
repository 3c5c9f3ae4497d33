// Ward's clustering and Hopkins' statistic.
#include <algorithm>

#include "analysis/neighbours/hopkins.h"
#include "analysis/ward/ward.h"
#include "bench.h"
#include "peak_memory.h"

namespace cohortscope::bench {

namespace {

// `rows` of the matrix, evenly spread; the peer takes the same.
features::Matrix thinned(const features::Matrix& matrix, std::size_t rows) {
    features::Matrix result;
    result.rows = std::min(rows, matrix.rows);
    for (const auto& column : matrix.columns) {
        auto fewer = std::make_shared<features::MatrixColumn>();
        for (std::size_t i = 0; i < result.rows; ++i)
            fewer->values.push_back(column->values[i * matrix.rows / result.rows]);
        fewer->values.resize((result.rows + features::kRowPadding - 1) / features::kRowPadding *
                                 features::kRowPadding,
                             0.0f);
        fewer->offset = column->offset;
        result.columns.push_back(fewer);
    }
    return result;
}

void add_ward(const Context& context, const std::string& name, std::size_t rows) {
    add_benchmark(name, 3, [&context, rows](benchmark::State& state, FrameTimes& times) {
        engine::Pipeline pipeline(context.table);
        const features::Matrix matrix = thinned(*pipeline.prepare({}).matrix, rows);
        const auto work = [&matrix] {
            base::Progress progress;
            benchmark::DoNotOptimize(analysis::ward(matrix, progress).merges.data());
        };
        for (auto _ : state)
            times.measure(work);
        state.counters["peak_mb"] = peak_memory_mb(work);
    });
}

} // namespace

void register_ward(const Context& context) {
    add_ward(context, "ward_20000", 20'000);
    add_ward(context, "ward_all", ~std::size_t{0});
    add_benchmark("hopkins", 5, [&context](benchmark::State& state, FrameTimes& times) {
        engine::Pipeline pipeline(context.table);
        const auto matrix = pipeline.prepare({}).matrix;
        for (auto _ : state)
            times.measure([&] {
                base::Progress progress;
                benchmark::DoNotOptimize(analysis::hopkins(*matrix, 42, progress));
            });
    });
}

} // namespace cohortscope::bench
