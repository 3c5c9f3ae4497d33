#include "plot/figures/column_panels.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "engine/shown_columns.h"
#include "plot/clusters/cluster_chart_parts.h"
#include "plot/draw.h"
#include "plot/figures/figure_parts.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr float kLeastPanel = 250; // width, at text scale 1
constexpr float kLeastRow = 20, kMostRow = 64;
constexpr float kBetweenPanels = 28, kBetweenLines = 20;

// How all panels are drawn.
struct PanelFrame {
    const engine::Result& result;
    const ChartOptions& options;
    const TextMeasure& measure;
    float width = 0; // of a panel
    float row = 0;   // height of a cluster's row
};

// A panel as the parts of the clusters' chart read it; its scenes are the panel alone.
ClusterParts parts_of(const PanelFrame& frame, const analysis::ColumnSpread& spread) {
    ClusterParts c{frame.result, frame.options, frame.measure, {}, spread};
    c.room.width = frame.width;
    c.room.spread = &spread;
    float last = 0;
    for (int cluster = 0; cluster < c.k(); ++cluster)
        last = std::max(last, c.width_of(last_words(c, cluster)));
    if (c.means() != nullptr)
        last = std::max(last, c.width_of("all " + mean_in_words(c, c.means()->all)));
    c.columns.number_right = c.scaled(kNumberRight);
    c.columns.swatch = c.scaled(kSwatch);
    c.columns.median_right = frame.width;
    c.columns.ridge = {c.scaled(kNameLeft + kStep), 0,
                       frame.width - (last > 0 ? last + c.scaled(2.5f * kStep) : c.scaled(1)), 0};
    return c;
}

// What the column holds, then what stands at the right.
float add_title(const ClusterParts& c, Scene& scene) {
    const std::string last = last_heading(c);
    const float taken = last.empty() ? 0 : c.width_of(last) + c.scaled(3 * kStep);
    Text title = c.small({0, 0}, "", c.colours().text);
    title.face = Face::semibold;
    float y = 0;
    for (const std::string& line :
         wrapped(full_label(c.spec()), scene.width - taken, 2, title, c.measure)) {
        title.at.y = y;
        title.text = line;
        scene.shapes.emplace_back(title);
        y += c.line();
    }
    if (!last.empty())
        scene.shapes.emplace_back(c.right_aligned(scene.width, last, c.colours().muted));
    return std::max(y, c.line()) + c.scaled(kStep);
}

void add_number(const ClusterParts& c, int cluster, float middle, Scene& scene) {
    Text number =
        c.right_aligned(c.columns.number_right, std::to_string(cluster + 1), c.colours().muted);
    number.at.y = middle;
    number.align_y = AlignY::middle;
    scene.shapes.emplace_back(number);
    add_marker_shape(scene, {c.columns.swatch, middle}, c.scaled(5),
                     cluster_marker(c.colour(cluster)), c.hue(cluster));
}

void add_last(const ClusterParts& c, int cluster, float middle, Scene& scene) {
    Text last = c.right_aligned(c.columns.median_right, last_words(c, cluster), c.colours().text);
    last.at.y = middle;
    last.align_y = AlignY::middle;
    if (!last.text.empty())
        scene.shapes.emplace_back(last);
}

// The rows in a scene of their own, as the parts draw their lines over its whole height.
Scene rows_of(const ClusterParts& c, float row) {
    Scene rows{c.room.width, row * static_cast<float>(c.k()), {}, {}};
    const bool number = c.number() != nullptr, shares = c.shares() != nullptr;
    (number ? add_ridge_grid : shares ? add_share_grid : add_mean_grid)(c, rows);
    const float padding = c.scaled(2);
    for (int cluster = 0; cluster < c.k(); ++cluster) {
        const float top = row * static_cast<float>(cluster);
        (number   ? add_ridge
         : shares ? add_shares
                  : add_mean)(c, cluster, rows, top + padding, top + row - padding);
        add_number(c, cluster, top + row / 2, rows);
        add_last(c, cluster, top + row / 2, rows);
    }
    return rows;
}

Scene axis_of(const ClusterParts& c) {
    Scene axis{c.room.width, 0, {}, {}};
    axis.shapes.emplace_back(
        Line{{c.columns.ridge.left, 0}, {c.columns.ridge.right, 0}, c.colours().muted, 1});
    axis.height = (c.number() != nullptr   ? add_ridge_axis
                   : c.shares() != nullptr ? add_share_axis
                                           : add_mean_axis)(c, axis);
    return axis;
}

Scene panel_of(const PanelFrame& frame, const analysis::ColumnSpread& spread) {
    const ClusterParts c = parts_of(frame, spread);
    Scene panel{frame.width, 0, {}, {}};
    panel.height = add_title(c, panel);
    append_below(panel, rows_of(c, frame.row), 0);
    append_below(panel, axis_of(c), 0);
    return panel;
}

// The panels line by line, each line as high as its highest.
Scene lines_of(const PanelFrame& frame, std::span<const analysis::ColumnSpread> spreads,
               std::size_t beside, float width) {
    const float scale = frame.options.text_scale;
    Scene all{width, 0, {}, {}};
    for (std::size_t first = 0; first < spreads.size(); first += beside) {
        const float top = first == 0 ? 0 : all.height + kBetweenLines * scale;
        for (std::size_t i = first; i < std::min(first + beside, spreads.size()); ++i) {
            Scene panel = panel_of(frame, spreads[i]);
            all.height = std::max(all.height, top + panel.height);
            append(all, std::move(panel),
                   {static_cast<float>(i - first) * (frame.width + kBetweenPanels * scale), top});
        }
    }
    return all;
}

// As many beside each other as fit, and no line with one panel alone where it can be helped.
std::size_t panels_beside(std::size_t panels, float width, float scale) {
    const float gap = kBetweenPanels * scale;
    const auto most = static_cast<std::size_t>(
        std::max(1.0f, std::floor((width + gap) / (kLeastPanel * scale + gap))));
    const std::size_t fitting = std::clamp<std::size_t>(most, 1, std::max<std::size_t>(panels, 1));
    const std::size_t lines = (panels + fitting - 1) / fitting;
    return lines == 0 ? 1 : (panels + lines - 1) / lines;
}

} // namespace

std::vector<analysis::ColumnSpread> spreads_of(const engine::Result& result,
                                               std::span<const std::string> columns) {
    engine::ColumnSpreads spreads;
    const auto shown = engine::shown_columns(result.prepared);
    std::vector<analysis::ColumnSpread> found;
    for (const std::string& column : columns) {
        const auto place = std::ranges::find(shown, column, &engine::ShownColumn::name);
        if (place == shown.end())
            continue;
        if (place->kind == engine::ShownKind::measure)
            found.push_back(measure_spread(result));
        else
            found.push_back(*spreads.of(result, column));
    }
    return found;
}

Scene column_panels(const engine::Result& result, std::span<const std::string> columns,
                    const FigureFrame& frame) {
    const ChartOptions options = options_of(frame);
    const auto spreads = spreads_of(result, columns);
    const float scale = frame.text_scale;
    const std::size_t beside = panels_beside(spreads.size(), frame.width, scale);
    const auto gaps = static_cast<float>(beside - 1);
    PanelFrame panels{result, options, frame.measure};
    panels.width =
        std::floor((frame.width - gaps * kBetweenPanels * scale) / static_cast<float>(beside));
    panels.row = kLeastRow * scale;
    Sketch key{options, frame.measure};
    key.scene.width = frame.width;
    key.scene.height = add_cluster_key(key, result, 0, frame.width);
    Scene lines = lines_of(panels, spreads, beside, frame.width);
    Sketch foot{options, frame.measure};
    foot.scene.width = frame.width;
    foot.scene.height =
        foot.add_paragraph({0, 0}, frame.width, 3, rows_in_groups(result), key.colours().muted);
    const float above = key.scene.height + foot.scene.height + 6 * kStep * scale;
    const auto rows = static_cast<float>((spreads.size() + beside - 1) / beside *
                                         static_cast<std::size_t>(result.clustering->k));
    const float spare = frame.height - above - lines.height;
    if (spare > 0 && rows > 0) {
        panels.row = std::min(panels.row + std::floor(spare / rows), kMostRow * scale);
        lines = lines_of(panels, spreads, beside, frame.width);
    }
    append_below(key.scene, std::move(lines), 4 * kStep * scale);
    append_below(key.scene, std::move(foot.scene), 2 * kStep * scale);
    return std::move(key.scene);
}

} // namespace cohortscope::plot
