// Selecting: a lasso over the map, what painters get of it, and its statistics.
#include <cmath>

#include "bench.h"
#include "engine/selection/contrasted.h"
#include "engine/selection/selected.h"
#include "engine/selection/selection_stats.h"
#include "engine/selection/shapes.h"
#include "sample/sample.h"

namespace cohortscope::bench {

namespace {

constexpr std::size_t kManyRows = 2'000'000;
constexpr int kCorners = 300;
constexpr double kTurn = 6.283185307179586;

// Drawn by hand around the middle of the map: it wavers, and holds about half of the rows.
engine::Lasso drawn_lasso() {
    engine::Lasso lasso;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = kTurn * i / kCorners;
        const double radius =
            1.2 * (1.0 + 0.15 * std::sin(9 * angle) + 0.05 * std::sin(71 * angle));
        lasso.points.push_back({radius * std::cos(angle), radius * std::sin(angle)});
    }
    return lasso;
}

// To and fro over the whole map: its outline runs through most cells.
engine::Lasso scribbled_lasso() {
    engine::Lasso lasso;
    for (int i = 0; i < kCorners; ++i)
        lasso.points.push_back({i % 2 == 0 ? -3.0 : 3.0, -2.0 + 4.0 * i / kCorners});
    return lasso;
}

void select(benchmark::State& state, FrameTimes& times, const Context& context,
            const engine::Shape& shape) {
    const Shown shown = show(context, {});
    std::size_t rows = 0;
    for (auto _ : state)
        times.measure([&] { rows = rows_in(*shown.result, shape)->count(); });
    state.counters["rows"] = static_cast<double>(rows);
}

void mark(benchmark::State& state, FrameTimes& times, const Context& context) {
    const Shown shown = show(context, {});
    const auto set = rows_in(*shown.result, {drawn_lasso()});
    for (auto _ : state)
        times.measure([&] {
            benchmark::DoNotOptimize(membership(*set, *shown.result->prepared.rows)->data());
        });
}

void describe(benchmark::State& state, FrameTimes& times, const Context& context) {
    const Shown shown = show(context, {});
    const engine::Prepared& prepared = shown.result->prepared;
    const engine::SelectionSource from{*prepared.rows, *prepared.features, *prepared.measure_bins,
                                       *shown.result->clustering};
    const auto set = rows_in(*shown.result, {drawn_lasso()});
    for (auto _ : state)
        times.measure(
            [&] { benchmark::DoNotOptimize(engine::selection_stats(from, *set).clusters.data()); });
}

// All that the worker does for a frame of a lasso that is drawn on: rows, marks, statistics, and
// the contrast with the rest.
void follow(benchmark::State& state, FrameTimes& times, const Context& context) {
    const Shown shown = show(context, {});
    const analysis::ContrastRanks ranks = analysis::rank_columns(*shown.result->prepared.rows);
    engine::Lasso lasso = drawn_lasso();
    for (auto _ : state) {
        for (engine::MapPoint& corner : lasso.points)
            corner = {corner.x * 1.01, corner.y * 1.01};
        times.measure([&] {
            const auto rows = rows_in(*shown.result, {lasso});
            benchmark::DoNotOptimize(selected_in(shown.result, rows)->stats.selected);
            benchmark::DoNotOptimize(
                contrasted_in(*shown.result, {true, nullptr, nullptr}, rows, ranks)
                    ->contrast.tests);
        });
    }
}

Context many_rows() {
    return {"", std::make_shared<const data::Table>(sample::make_sample(kManyRows)), 0.0};
}

} // namespace

void register_selection(const Context& context) {
    const auto add = [](const std::string& what, const auto& body) {
        add_benchmark("selection_" + what, 40, body);
    };
    add("lasso", [&context](benchmark::State& state, FrameTimes& times) {
        select(state, times, context, {drawn_lasso()});
    });
    add("scribble", [&context](benchmark::State& state, FrameTimes& times) {
        select(state, times, context, {scribbled_lasso()});
    });
    add("range", [&context](benchmark::State& state, FrameTimes& times) {
        const std::string measure = show(context, {}).result->prepared.rows->measure_spec->name;
        select(state, times, context, {engine::NumberRange{measure, 1e6, 2e6}});
    });
    add("marks",
        [&context](benchmark::State& state, FrameTimes& times) { mark(state, times, context); });
    add("statistics", [&context](benchmark::State& state, FrameTimes& times) {
        describe(state, times, context);
    });
    add_benchmark("selection_lasso_2m_rows", 20, [](benchmark::State& state, FrameTimes& times) {
        select(state, times, many_rows(), {drawn_lasso()});
    });
    add_benchmark(
        "selection_statistics_2m_rows", 20,
        [](benchmark::State& state, FrameTimes& times) { describe(state, times, many_rows()); });
    add("lasso_to_every_panel",
        [&context](benchmark::State& state, FrameTimes& times) { follow(state, times, context); });
    add_benchmark(
        "selection_lasso_to_every_panel_2m_rows", 20,
        [](benchmark::State& state, FrameTimes& times) { follow(state, times, many_rows()); });
}

} // namespace cohortscope::bench
