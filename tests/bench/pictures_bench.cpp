// The point cloud of every row, drawn on the processor; and of 2 and 10 million rows.
#include "base/random.h"
#include "bench.h"
#include "pictures.h"
#include "plot/cloud/splat.h"
#include "plot/palette.h"
#include "plot/scatter/scatter_chart.h"

namespace cohortscope::bench {

namespace {

constexpr int kWidth = 1920;
constexpr int kHeight = 1080;

} // namespace

plot::CloudData cloud_of(const engine::Result& result) {
    plot::CloudData cloud;
    cloud.x = result.projection->x;
    cloud.y = result.projection->y;
    cloud.labels = result.clustering->labels;
    return cloud;
}

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

namespace {

// As the window asks for it at scale 1: the density has a pixel for each 2 × 2 of the screen.
plot::CloudView asked_for(plot::CloudView view, plot::CloudMode mode) {
    if (mode == plot::CloudMode::density) {
        view.width /= 2;
        view.height /= 2;
    }
    return view;
}

void draw(benchmark::State& state, FrameTimes& times, const Context& context,
          plot::CloudMode mode) {
    const Shown shown = show(context, {});
    const engine::Result& result = *shown.result;
    const plot::CloudData cloud = cloud_of(result);
    const plot::CloudView view = asked_for(view_of(result), mode);
    const plot::CloudStyle style = style_of(result, mode);
    plot::Splatter splatter;
    for (auto _ : state)
        times.measure([&] { splatter.draw(cloud, view, style); });
}

// Five heaps of rows, from dense to wide, some rows outside the view.
struct Heaps {
    std::vector<float> x, y;
    std::vector<std::uint8_t> labels;

    explicit Heaps(std::size_t rows) : x(rows), y(rows), labels(rows) {
        base::Random random(7);
        for (std::size_t i = 0; i < rows; ++i) {
            const auto heap = random.below(5);
            const double spread = 0.02 * (1.0 + static_cast<double>(heap * heap));
            x[i] = static_cast<float>(0.3 + 0.1 * static_cast<double>(heap) +
                                      spread * random.normal());
            y[i] = static_cast<float>(0.4 + spread * random.normal());
            labels[i] = static_cast<std::uint8_t>(heap);
        }
    }
};

void draw_heaps(benchmark::State& state, FrameTimes& times, std::size_t rows,
                plot::CloudMode mode) {
    const Heaps heaps(rows);
    plot::CloudData cloud;
    cloud.x = heaps.x;
    cloud.y = heaps.y;
    cloud.labels = heaps.labels;
    plot::CloudStyle style;
    style.mode = mode;
    for (int cluster = 0; cluster < 5; ++cluster)
        style.colours.push_back(plot::cluster_colour(cluster, plot::Theme::dark));
    const plot::CloudView view = asked_for({.width = kWidth, .height = kHeight}, mode);
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
    for (const std::size_t millions : {2, 10})
        for (const auto& [name, mode] : {std::pair{"splat_points_", plot::CloudMode::points},
                                         {"splat_density_", plot::CloudMode::density}})
            add_benchmark(name + std::to_string(millions) + "m_rows", 10,
                          [millions, mode = mode](benchmark::State& state, FrameTimes& times) {
                              draw_heaps(state, times, millions * 1'000'000, mode);
                          });
}

} // namespace cohortscope::bench
