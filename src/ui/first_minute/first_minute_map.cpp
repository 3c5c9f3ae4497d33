#include "ui/first_minute/first_minute_map.h"

#include <algorithm>
#include <cmath>

#include "engine/moves.h"
#include "plot/clusters/group_cards.h"
#include "plot/scatter/scatter_frame.h"
#include "ui/first_minute/first_minute_layout.h"
#include "ui/painter.h"
#include "ui/scene_cache.h"

namespace cohortscope::ui {

namespace {

// Above so many rows a pixel in the mean, their density says more than separate points.
constexpr float kDensityFrom = 1.0f;

// What only the press of a button shows: the rows that changed group.
const engine::Moves* shown_moves(const Frame& frame) {
    const engine::Moves* moves = frame.live.moves.get();
    return frame.view.first_minute.pressed && moves != nullptr && moves->moved > 0 ? moves
                                                                                   : nullptr;
}

plot::CloudData cloud_data(Frame& frame) {
    const engine::Result& result = *frame.result();
    plot::CloudData data;
    data.x = result.projection->x;
    data.y = result.projection->y;
    data.labels = result.clustering->labels;
    data.positions_key = result.projection_key.value;
    data.labels_key = frame.view.cloud_keys.labels_key(result);
    if (const engine::Moves* moves = shown_moves(frame)) {
        data.selected = moves->moved_rows;
        data.selected_key = base::Hasher().add_text("moved").add(result.serial).finish().value;
    }
    return data;
}

plot::CloudStyle cloud_style(const Frame& frame, float rows_per_pixel, double seconds,
                             float stage) {
    const engine::Result& result = *frame.result();
    const plot::Theme theme = frame.look.theme;
    const plot::Colour grey = plot::mix(plot::tokens(theme).muted, plot::tokens(theme).panel, 0.2f);
    plot::CloudStyle style;
    style.radius = kPointRadius * std::max(1.0f, stage) * frame.look.scale; // seen from afar
    if (rows_per_pixel > kDensityFrom) {
        style.mode = plot::CloudMode::density;
        style.saturation_rows = std::max(5.0f, 15.0f * rows_per_pixel);
        style.summit = plot::tokens(theme).text; // the densest places: darkest in the light theme
    }
    const bool density = style.mode == plot::CloudMode::density;
    for (int cluster = 0; cluster < result.clustering->k; ++cluster) {
        const int colour = result.identity.colour[static_cast<std::size_t>(cluster)];
        style.colours.push_back(plot::mix(grey,
                                          density ? plot::cluster_density_colour(colour, theme)
                                                  : plot::cluster_colour(colour, theme),
                                          arrival(cluster, result.clustering->k, seconds)));
        style.emphasis.push_back(frame.view.focus.emphasis(colour));
    }
    return style;
}

// The scene: the cloud's place and, once all have arrived, names at the centroids.
plot::Scatter make_map(const Frame& frame, ImVec2 size, float stage, bool named) {
    const plot::Viewport viewport = frame.view.scatter.viewport();
    plot::ScatterOptions options;
    options.theme = frame.look.theme;
    options.text_scale = plot::kCardText / plot::kBodySize * stage;
    options.focus = focused_cluster(frame.view.focus, *frame.result());
    const FontMeasure measure(*frame.look.fonts);
    plot::ScatterContext context{*frame.result(), viewport, options, measure, {}, {}};
    context.chart.scene.width = size.x;
    context.chart.scene.height = size.y;
    context.chart.plot = {0, 0, size.x, size.y};
    context.chart.scene.shapes.emplace_back(plot::PointCloud{
        context.chart.plot, static_cast<float>(viewport.min_x), static_cast<float>(viewport.max_x),
        static_cast<float>(viewport.min_y), static_cast<float>(viewport.max_y)});
    context.places =
        plot::LabelPlaces({plot::kStep, plot::kStep, size.x - plot::kStep, size.y - plot::kStep});
    if (named) {
        plot::block_markers(context);
        plot::add_names(context);
    }
    return std::move(context.chart);
}

const plot::Scatter& map_of(Frame& frame, ImVec2 size, float stage, bool named) {
    const plot::Viewport viewport = frame.view.scatter.viewport();
    base::Hasher hasher = chart_key(frame);
    for (const double value : {viewport.min_x, viewport.max_x, viewport.min_y, viewport.max_y})
        hasher.add_number(value);
    for (const float value : {size.x, size.y, stage, named ? 1.0f : 0.0f})
        hasher.add_number(static_cast<double>(value));
    const base::Fingerprint key = hasher.finish();
    FirstMinute& minute = frame.view.first_minute;
    if (minute.map_key != key)
        minute.map = make_map(frame, size, stage, named);
    minute.map_key = key;
    return minute.map;
}

} // namespace

void first_minute_map(Frame& frame, const FirstMinuteLayout& layout, double seconds) {
    const plot::Box& box = layout.map;
    const ImVec2 size(box.width(), box.height());
    if (size.x < 40 || size.y < 40)
        return;
    ScatterView& scatter = frame.view.scatter;
    scatter.follow(*frame.result(), static_cast<double>(size.x) / static_cast<double>(size.y),
                   false, frame.input.seconds);
    if (scatter.advance(frame.input.seconds))
        frame.out.animating = true;
    const float pixels = size.x * size.y * frame.look.scale * frame.look.scale;
    const plot::CloudStyle style = cloud_style(
        frame, static_cast<float>(frame.result()->rows()) / pixels, seconds, layout.stage);
    const auto cloud = [&](const plot::PointCloud& of, int width, int height) -> unsigned int {
        if (!frame.cloud)
            return 0;
        plot::CloudView view{of.min_x,
                             of.max_x,
                             of.min_y,
                             of.max_y,
                             width,
                             height,
                             static_cast<float>(scatter.zoom())};
        const base::Stopwatch watch;
        const unsigned int texture = frame.cloud(cloud_data(frame), view, style);
        frame.view.cloud_cost += watch.passed();
        return texture;
    };
    const float scale = frame.look.scale;
    const Canvas canvas = {ImGui::GetWindowDrawList(),
                           {std::floor(box.left * scale), std::floor(box.top * scale)},
                           &frame.look,
                           cloud};
    paint(canvas, map_of(frame, size, layout.stage, seconds >= kColouredBy).scene);
    frame.view.first_minute.map_area = {canvas.origin.x, canvas.origin.y,
                                        canvas.origin.x + size.x * scale,
                                        canvas.origin.y + size.y * scale};
}

} // namespace cohortscope::ui
