// What the benchmarks share: the table they run on, and how they are registered.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "data/table.h"
#include "engine/pipeline.h"
#include "engine/result.h"
#include "frame_times.h"

namespace cohortscope::bench {

struct Context {
    std::string csv_path; // empty: the built-in sample
    std::shared_ptr<const data::Table> table;
    double load_ms = 0.0; // reading or making the table
};

// Named benchmark of `frames` frames; `body(state, times)` loops over the state.
template <class Body> void add_benchmark(const std::string& name, int frames, const Body& body) {
    benchmark::RegisterBenchmark(name.c_str(),
                                 [body](benchmark::State& state) {
                                     FrameTimes times(state);
                                     body(state, times);
                                     times.report();
                                 })
        ->Iterations(frames)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
}

// A pipeline that shows the final result of `settings`, and that result.
struct Shown {
    engine::Pipeline pipeline;
    std::shared_ptr<const engine::Result> result;
};
Shown show(const Context& context, const engine::Settings& settings);

// The weights of a slider drawn from 1 to 1.4 and back, never twice the same: nothing is
// remembered.
std::vector<double> dragged_weights();

void register_reading(const Context& context);
void register_slider(const Context& context);
void register_kmeans(const Context& context);
void register_knobs(const Context& context);
void register_flags(const Context& context);
void register_disclosure(const Context& context);
void register_contrast(const Context& context);
void register_pictures(const Context& context);
void register_ward(const Context& context);
void register_silhouette(const Context& context);
void register_live(const Context& context);
void register_selection(const Context& context);
void register_scale(const Context& context);
void register_wide();

} // namespace cohortscope::bench
