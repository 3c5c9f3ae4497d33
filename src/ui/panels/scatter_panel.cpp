#include <algorithm>
#include <array>
#include <cmath>

#include "base/format.h"
#include "plot/labels.h"
#include "ui/baseline.h"
#include "ui/camera/camera.h"
#include "ui/controls/widgets.h"
#include "ui/flag_colours.h"
#include "ui/painter.h"
#include "ui/panels/panels.h"
#include "ui/panels/scatter_hover.h"
#include "ui/panels/scatter_ring.h"
#include "ui/scene_cache.h"

namespace cohortscope::ui {

namespace {

// Above so many rows a pixel in the mean, separate points say less than their density.
constexpr double kDensityFromRowsPerPixel = 1.0;

std::vector<std::string> component_names(const engine::Result& result) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < result.pca->explained_variance_ratio.size(); ++i)
        names.push_back("PC " + std::to_string(i + 1) + " · " +
                        plot::percent(result.pca->explained_variance_ratio[i]));
    return names;
}

// Choosing the component that the other axis shows exchanges the two.
void choose_component(Frame& frame, int engine::Settings::*axis, int engine::Settings::*other,
                      const Area& area, const std::vector<std::string>& names) {
    const int count = static_cast<int>(names.size());
    const int before = frame.draft.*axis;
    const int current = std::clamp(before, 1, count) - 1;
    const char* key = axis == &engine::Settings::pca_x ? "pca.x" : "pca.y";
    const int chosen = dropdown(frame, key, area, names, current) + 1;
    if (chosen == current + 1)
        return;
    frame.edit({}, [&](engine::Document& next) {
        if (chosen == next.settings.*other)
            next.settings.*other = before;
        next.settings.*axis = chosen;
    });
}

void header(Frame& frame, const Area& whole) {
    const Look& look = frame.look;
    const float side = frame.px(kCamera);
    const Area area = {whole.left, whole.top, whole.right - side - frame.px(kCameraGap),
                       whole.bottom};
    draw_text(look, {area.left, area.top + frame.px(3)}, "Projection", section(look));
    const engine::Result* result = frame.result();
    if (result == nullptr)
        return;
    std::vector<std::string> names = component_names(*result);
    if (names.size() < 2)
        return;
    const float title = text_width(look, "Projection", section(look)) + frame.px(12);
    const float gap = frame.px(22);
    const float width = std::min(frame.px(132), (area.width() - title - gap) / 2);
    if (text_width(look, names.front(), body(look)) > width - frame.px(kChoicePadding))
        for (std::string& name : names) // the axes have the shares, too
            name.resize(name.find(" · "));
    const Area y = {area.right - width, area.top, area.right, area.bottom};
    const Area x = {y.left - gap - width, area.top, y.left - gap, area.bottom};
    choose_component(frame, &engine::Settings::pca_x, &engine::Settings::pca_y, x, names);
    choose_component(frame, &engine::Settings::pca_y, &engine::Settings::pca_x, y, names);
    draw_text(look, {x.right + frame.px(7), area.top + frame.px(3)}, "×", small(look));
    if (x.left - frame.px(8) - text_width(look, "axes", small(look)) > area.left + title)
        draw_text_right(look, {x.left - frame.px(8), area.top + frame.px(5)}, "axes", small(look));
}

// Counted when the view or the result is new, not in every frame: where many rows share a value, as
// with few features, nearly all of them may have to be looked at. A glide counts where it ends.
std::size_t rows_outside(Frame& frame) {
    const engine::Result& result = *frame.result();
    const plot::Viewport seen = frame.view.scatter.destination();
    base::Hasher hasher;
    hasher.add(result.serial).add(result.prepared.table->fingerprint);
    for (const double value : {seen.min_x, seen.max_x, seen.min_y, seen.max_y})
        hasher.add_number(value);
    const base::Fingerprint key = hasher.finish();
    CachedCount& slot = frame.view.outside;
    if (slot.key != key) {
        const plot::OutsideCount counted = plot::count_outside(result, seen);
        slot = {key, counted.rows};
        frame.view.work.rows += counted.looked_at;
    }
    return slot.rows;
}

plot::CloudMode cloud_mode(const Frame& frame, const plot::Box& plot, std::size_t outside) {
    if (frame.view.cloud == CloudChoice::points)
        return plot::CloudMode::points;
    if (frame.view.cloud == CloudChoice::density)
        return plot::CloudMode::density;
    const engine::Result& result = *frame.result();
    const auto rows = static_cast<double>(result.rows() - outside);
    const double pixels = static_cast<double>(plot.width()) * static_cast<double>(plot.height());
    return rows > pixels * kDensityFromRowsPerPixel ? plot::CloudMode::density
                                                    : plot::CloudMode::points;
}

// The side of a pixel of the density's picture in device pixels: two at scale 1. Spread over three
// of them and drawn smoothly between, rows are spread over 3 to 4 pixels at any scale.
int density_pixel(const Frame& frame) {
    return std::max(1, static_cast<int>(std::lround(2.0f * frame.look.scale)));
}

// Of that, in square pixels at scale 1.
float density_area(const Frame& frame) {
    const float side = static_cast<float>(density_pixel(frame)) / frame.look.scale;
    return side * side;
}

// A round number of rows per pixel at scale 1 for the end of the density's ramp: it grows as the
// rows crowd together.
int saturation_rows(const Frame& frame, const plot::Box& plot) {
    constexpr double kCrowding = 15.0; // of dense places, against the mean over the plot
    const double pixels = static_cast<double>(plot.width()) * static_cast<double>(plot.height());
    const double crowded =
        std::max(5.0, static_cast<double>(frame.result()->rows()) / pixels * kCrowding);
    const double power = std::pow(10.0, std::floor(std::log10(crowded)));
    const double lead = crowded / power;
    return static_cast<int>(power * (lead < 2.0 ? 1.0 : lead < 5.0 ? 2.0 : 5.0));
}

plot::CloudStyle cloud_style(const Frame& frame, plot::CloudMode mode, int full_rows) {
    const bool density = mode == plot::CloudMode::density;
    plot::CloudStyle style;
    style.mode = mode;
    style.radius = frame.view.point_size * frame.look.scale;
    style.exposure = frame.view.exposure;
    style.saturation_rows = static_cast<float>(full_rows) * density_area(frame);
    style.summit = frame.look.tokens().text;
    for (const int colour : frame.result()->identity.colour) {
        style.colours.push_back(density ? plot::cluster_density_colour(colour, frame.look.theme)
                                        : plot::cluster_colour(colour, frame.look.theme));
        style.emphasis.push_back(frame.view.focus.emphasis(colour));
        style.markers.push_back(plot::cluster_marker(colour));
    }
    colour_by_flags(frame, style);
    return style;
}

plot::CloudData cloud_data(Frame& frame) {
    const engine::Result& result = *frame.result();
    plot::CloudData data;
    data.x = result.projection->x;
    data.y = result.projection->y;
    data.labels = result.clustering->labels;
    data.positions_key = result.projection_key.value;
    data.labels_key = frame.view.cloud_keys.labels_key(result);
    label_by_flags(frame, data);
    if (const engine::Selected* selected = selected_of(frame)) {
        data.selected = *selected->flags;
        data.selected_key = selected->rows->fingerprint().value;
    }
    return data;
}

unsigned int draw_cloud(Frame& frame, const plot::PointCloud& cloud, ImVec2 pixels,
                        const plot::CloudStyle& style) {
    if (!frame.cloud)
        return 0;
    plot::CloudView view;
    view.min_x = cloud.min_x;
    view.max_x = cloud.max_x;
    view.min_y = cloud.min_y;
    view.max_y = cloud.max_y;
    const bool density = style.mode == plot::CloudMode::density;
    const float side = density ? static_cast<float>(density_pixel(frame)) : 1.0f;
    view.width = std::max(1, static_cast<int>(std::lround(pixels.x / side)));
    view.height = std::max(1, static_cast<int>(std::lround(pixels.y / side)));
    view.zoom = static_cast<float>(frame.view.scatter.zoom());
    const base::Stopwatch watch;
    const unsigned int texture = frame.cloud(cloud_data(frame), view, style);
    frame.view.cloud_cost += watch.passed();
    return texture;
}

const plot::Scatter& chart(Frame& frame, ImVec2 size, int density_rows, std::size_t outside) {
    const plot::Viewport viewport = frame.view.scatter.viewport();
    base::Hasher hasher = chart_key(frame);
    for (const double value : {viewport.min_x, viewport.max_x, viewport.min_y, viewport.max_y})
        hasher.add_number(value);
    hasher.add_number(static_cast<double>(size.x)).add_number(static_cast<double>(size.y));
    hasher.add(static_cast<std::uint64_t>(density_rows));
    if (density_rows > 0) // the legend shows it
        hasher.add_number(static_cast<double>(frame.view.exposure));
    const base::Fingerprint key = hasher.finish();
    CachedScatter& slot = frame.view.chart;
    if (slot.key != key) {
        ++frame.view.work.charts;
        plot::ScatterOptions options;
        options.theme = frame.look.theme;
        options.focus = focused_cluster(frame.view.focus, *frame.result());
        options.density_rows = density_rows;
        options.rows_outside = outside;
        options.density_area = density_area(frame);
        options.exposure = frame.view.exposure;
        slot.scatter = plot::scatter_chart(*frame.result(), viewport, size.x, size.y, options,
                                           FontMeasure(*frame.look.fonts));
        slot.key = key;
    }
    return slot.scatter;
}

// Where the cloud lies in a chart of this size; known once one was made.
plot::Box plot_box(const Frame& frame, ImVec2 size) {
    const plot::Scatter& last = frame.view.chart.scatter;
    if (last.plot.width() > 0 && last.scene.width == size.x && last.scene.height == size.y)
        return last.plot;
    return {48, 24, size.x - 8, size.y - 44};
}

void look_at_result(Frame& frame, ImVec2 size) {
    View& view = frame.view;
    const plot::Box box = plot_box(frame, size);
    const double aspect = std::max(0.1, static_cast<double>(box.width())) /
                          std::max(0.1, static_cast<double>(box.height()));
    view.scatter.follow(*frame.result(), aspect, frame.out.held, frame.input.seconds);
    // The baseline is there at once, and gone at once.
    view.work.gliding =
        view.scatter.advance(frame.input.seconds + (frame.before ? kGlideSeconds : 0.0));
    if (view.work.gliding)
        frame.out.animating = true;
}

void waiting(Frame& frame, const Area& area) {
    std::string text = loading_text(frame.live);
    if (!text.empty())
        text.front() = 'R';
    else
        text = frame.live.error.empty() ? "Preparing the first picture …" : "No picture yet";
    const TextStyle style = {frame.look.tokens().muted};
    const std::string shown = fitted(frame.look, text, area.width(), style);
    draw_text(frame.look,
              {(area.left + area.right - text_width(frame.look, shown, style)) / 2,
               (area.top + area.bottom) / 2},
              shown, style);
}

void draw_chart(Frame& frame, const Area& area) {
    const ImVec2 size(area.width() / frame.look.scale, area.height() / frame.look.scale);
    if (size.x < 120 || size.y < 120)
        return;
    look_at_result(frame, size);
    const plot::Box expected = plot_box(frame, size);
    const std::size_t outside = rows_outside(frame);
    const plot::CloudMode mode = cloud_mode(frame, expected, outside);
    const int full_rows = saturation_rows(frame, expected);
    const bool density = mode == plot::CloudMode::density;
    const plot::Scatter& scatter = chart(frame, size, density ? full_rows : 0, outside);
    const plot::CloudStyle style = cloud_style(frame, mode, full_rows);
    const Canvas canvas = {ImGui::GetWindowDrawList(),
                           {area.left, area.top},
                           &frame.look,
                           [&](const plot::PointCloud& cloud, int width, int height) {
                               return draw_cloud(
                                   frame, cloud,
                                   {static_cast<float>(width), static_cast<float>(height)}, style);
                           }};
    paint(canvas, scatter.scene);
    ring_rows(frame, canvas, scatter);
    touch_scatter(frame, canvas, scatter);
}

// The figure of the map as it is drawn in this area.
Subject map_subject(Frame& frame, const Area& area) {
    const ImVec2 size(area.width() / frame.look.scale, area.height() / frame.look.scale);
    const plot::CloudMode mode = cloud_mode(frame, plot_box(frame, size), rows_outside(frame));
    return {mode == plot::CloudMode::density ? "density" : "scatter"};
}

} // namespace

void scatter_panel(Frame& frame, const Area& area) {
    fill(area, frame.look.tokens().panel);
    const float pad = frame.px(plot::kPanelPadding);
    const float head = frame.px(30);
    header(frame, {area.left + pad, area.top + frame.px(8), area.right - pad,
                   area.top + frame.px(8) + head});
    const bool hinted = frame.view.hint_open[static_cast<std::size_t>(Hint::centre)];
    Area inner = {area.left + pad, area.top + frame.px(14) + head, area.right - pad,
                  area.bottom - (hinted ? frame.px(kHintHeight) : frame.px(8))};
    const float side = frame.px(kCamera);
    const Area corner = {area.right - pad - side, area.top + frame.px(11), area.right - pad,
                         area.top + frame.px(11) + side};
    if (frame.result() != nullptr)
        camera(frame, "camera.map", corner,
               [&](Frame& shown) { return map_subject(shown, inner); });
    inner.top += selection_bar(frame, inner);
    if (frame.result() != nullptr)
        inner.top += flag_legend(frame, inner);
    if (frame.result() == nullptr)
        waiting(frame, inner);
    else
        draw_chart(frame, inner);
    stamp_before(frame, inner);
    name_question(frame, inner);
    hint(frame, area, Hint::centre);
}

} // namespace cohortscope::ui
