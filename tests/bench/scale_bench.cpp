// How a table of any size is borne: reading it, the first final, memory, a weight dragged,
// pictures.
#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>

#include "bench.h"
#include "pictures.h"
#include "plot/cloud/splat.h"

namespace cohortscope::bench {

namespace {

constexpr double kPreviewBudgetMs = 8.0; // of K-Means, as the live worker gives it
constexpr int kPictures = 7;

// A line of /proc/self/status in MB of 10^6 bytes, 0 where there is no such file.
double memory_mb(const std::string& name) {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word)
        if (word == name + ":") {
            double kib = 0.0;
            status >> kib;
            return kib * 1024 / 1e6;
        }
    return 0.0;
}

double milliseconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

double median_picture_ms(const engine::Result& result, plot::CloudMode mode) {
    const plot::CloudData cloud = cloud_of(result);
    const plot::CloudView view = view_of(result);
    const plot::CloudStyle style = style_of(result, mode);
    plot::Splatter splatter;
    std::vector<double> times;
    for (int i = 0; i < kPictures; ++i) {
        const auto start = std::chrono::steady_clock::now();
        splatter.draw(cloud, view, style);
        times.push_back(milliseconds_since(start));
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

void bear(benchmark::State& state, FrameTimes& times, const Context& context) {
    engine::Settings settings;
    const auto start = std::chrono::steady_clock::now();
    Shown shown = show(context, settings);
    state.counters["final_ms"] = milliseconds_since(start);
    state.counters["resident_mb"] = memory_mb("VmRSS");
    state.counters["peak_mb"] = memory_mb("VmHWM");
    state.counters["load_ms"] = context.load_ms;
    state.counters["rows_used"] = static_cast<double>(shown.result->rows());
    const std::vector<double> weights = dragged_weights();
    std::size_t frame = 0;
    for (auto _ : state) {
        settings.weights["years_of_experience"] = weights[frame++ % weights.size()];
        times.measure([&] {
            shown.result = shown.pipeline.preview(settings, *shown.result, kPreviewBudgetMs);
        });
    }
    state.counters["dragged_mb"] = memory_mb("VmRSS");
    state.counters["points_ms"] = median_picture_ms(*shown.result, plot::CloudMode::points);
    state.counters["density_ms"] = median_picture_ms(*shown.result, plot::CloudMode::density);
}

} // namespace

void register_scale(const Context& context) {
    add_benchmark("scale", 40, [&context](benchmark::State& state, FrameTimes& times) {
        bear(state, times, context);
    });
}

} // namespace cohortscope::bench
