// The point cloud of every row, drawn on the processor.
#include "bench.h"
#include "plot/palette.h"
#include "plot/scatter_chart.h"
#include "plot/splat.h"

namespace cohortscope::bench {

namespace {

constexpr int kWidth = 1920;
constexpr int kHeight = 1080;

plot::CloudView view_of(const engine::Result& result) {
    const plot::Viewport fit = plot::fit_viewport(result, double(kWidth) / kHeight);
    return {.min_x = static_cast<float>(fit.min_x),
            .max_x = static_cast<float>(fit.max_x),
            .min_y = static_cast<float>(fit.min_y),
            .max_y = static_cast<float>(fit.max_y),
            .width = kWidth,
            .height = kHeight};
}

plot::CloudStyle style_of(const engine::Result& result, plot::CloudMode mode) {
    plot::CloudStyle style;
    style.mode = mode;
    for (const int colour : result.identity.colour) {
        style.colours.push_back(plot::cluster_colour(colour, plot::Theme::dark));
        style.emphasis.push_back(1.0f);
    }
    return style;
}

void draw(benchmark::State& state, FrameTimes& times, const Context& context,
          plot::CloudMode mode) {
    const Shown shown = show(context, {});
    const engine::Result& result = *shown.result;
    plot::CloudData cloud;
    cloud.x = result.projection->x;
    cloud.y = result.projection->y;
    cloud.labels = result.clustering->labels;
    const plot::CloudView view = view_of(result);
    const plot::CloudStyle style = style_of(result, mode);
    plot::Splatter splatter;
    for (auto _ : state)
        times.measure([&] { splatter.draw(cloud, view, style); });
}

} // namespace

void register_pictures(const Context& context) {
    for (const auto& [name, mode] : {std::pair{"splat_points", plot::CloudMode::points},
                                     {"splat_density", plot::CloudMode::density}})
        add_benchmark(name, 20,
                      [&context, mode = mode](benchmark::State& state, FrameTimes& times) {
                          draw(state, times, context, mode);
                      });
}

} // namespace cohortscope::bench
