// A selection against the rest: what runs again for every lasso, and the ranks made once.
#include <cmath>

#include "analysis/contrast/contrast.h"
#include "bench.h"

namespace cohortscope::bench {

namespace {

using analysis::Side;

// A lasso that is drawn larger frame by frame: rows near a place in two numbers of the table.
std::vector<Side> lasso(const features::PreparedRows& rows, int frame) {
    const std::size_t n = rows.rows.size();
    const double reach = 0.05 + 0.01 * frame;
    std::vector<double> rank(n);
    for (std::size_t place = 0; place < n; ++place)
        rank[rows.by_measure[place]] = static_cast<double>(place) / static_cast<double>(n);
    const features::Column<double>& other =
        rows.numbers.empty() ? rows.measure : rows.numbers[0].values;
    std::vector<Side> sides(n, 2);
    for (std::size_t row = 0; row < n; ++row)
        if (std::abs(rank[row] - 0.7) < reach && other[row] > 10.0 * reach)
            sides[row] = 1;
    return sides;
}

} // namespace

void register_contrast(const Context& context) {
    add_benchmark("contrast", 40, [&context](benchmark::State& state, FrameTimes& times) {
        engine::Pipeline pipeline(context.table);
        const features::PreparedRows rows = *pipeline.prepare({}).rows;
        const analysis::ContrastRanks ranks = analysis::rank_columns(rows);
        int frame = 0;
        for (auto _ : state) {
            const std::vector<Side> sides = lasso(rows, frame++);
            times.measure([&] {
                benchmark::DoNotOptimize(analysis::contrast(rows, ranks, sides).ranking.data());
            });
        }
    });
    add_benchmark("contrast_ranks", 10, [&context](benchmark::State& state, FrameTimes& times) {
        engine::Pipeline pipeline(context.table);
        const features::PreparedRows rows = *pipeline.prepare({}).rows;
        for (auto _ : state)
            times.measure(
                [&] { benchmark::DoNotOptimize(analysis::rank_columns(rows).columns.data()); });
    });
}

} // namespace cohortscope::bench
