// The strip above the scatter: how many rows it shows, and the legend of the density.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/format.h"
#include "plot/cloud/cloud.h"
#include "plot/scatter/scatter_frame.h"

namespace cohortscope::plot {

namespace {

constexpr int kLegendSteps = 48;
constexpr float kWidestRamp = 170, kNarrowestRamp = 90; // pixels at scale 1

// Rows per pixel that the legend names: powers of ten below the full colour, and that one itself.
std::vector<double> legend_counts(int full) {
    std::vector<double> counts;
    for (double count = 0.1; count <= full / 3.0; count *= 10.0)
        counts.push_back(count);
    counts.push_back(full);
    return counts;
}

std::string count_label(double count, bool last) {
    const std::string text = count < 1.0
                                 ? base::fixed(count, 1)
                                 : base::grouped(static_cast<long long>(std::lround(count)));
    return text + (last ? "+" : "");
}

CloudStyle style_of(const ScatterOptions& options) {
    CloudStyle style;
    style.mode = CloudMode::density;
    style.exposure = options.exposure;
    style.saturation_rows = static_cast<float>(options.density_rows) * options.density_area;
    return style;
}

Text strip_text(const ScatterContext& c, float left, const std::string& text, Colour colour) {
    Text made{{left, (c.strip.top + c.strip.bottom) / 2}, text, colour, c.scaled(kSmallSize)};
    made.align_y = AlignY::middle;
    return made;
}

// The ramp as the densest cluster of a neutral colour would be painted.
struct Ramp {
    Box box;
    Colour grey, panel, summit;

    Colour at(float height) const { return density_colour(height, grey, panel, summit); }
};

void add_steps(ScatterContext& c, const Ramp& ramp) {
    const float step = ramp.box.width() / kLegendSteps;
    for (int i = 0; i < kLegendSteps; ++i) {
        const float left = ramp.box.left + step * static_cast<float>(i);
        c.chart.scene.shapes.emplace_back(
            Rectangle{{left, ramp.box.top, left + step, ramp.box.bottom},
                      ramp.at((static_cast<float>(i) + 0.5f) / kLegendSteps),
                      0});
    }
}

// The counts stand on the ramp, each on its colour, in whatever stands out from it.
void add_counts(ScatterContext& c, const Ramp& ramp) {
    const CloudStyle style = style_of(c.options);
    const double full = c.options.density_rows / std::max(0.01, double(c.options.exposure));
    const std::vector<double> counts = legend_counts(std::max(1, static_cast<int>(full)));
    float last_right = ramp.box.left;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const bool last = i + 1 == counts.size();
        const auto rows = static_cast<float>(counts[i]) * c.options.density_area;
        const float height = density_height(rows, style);
        const Colour under = ramp.at(last ? 0.95f : height);
        const Colour ink = contrast_ratio(ramp.panel, under) > contrast_ratio(ramp.summit, under)
                               ? ramp.panel
                               : ramp.summit;
        Text label = strip_text(c, ramp.box.left + ramp.box.width() * height,
                                count_label(counts[i], last), ink);
        label.align_x = AlignX::centre;
        if (last) {
            label.at.x = ramp.box.right - c.scaled(kStep);
            label.align_x = AlignX::right;
        }
        const Box box = text_box(label, c.measure);
        if (box.left < last_right + c.scaled(kStep))
            continue;
        last_right = box.right;
        c.chart.scene.shapes.emplace_back(label);
    }
}

} // namespace

float add_row_note(ScatterContext& c) {
    const std::size_t outside =
        c.options.rows_outside ? *c.options.rows_outside : rows_outside(c.result, c.viewport);
    const std::size_t rows = c.result.projection->x.size();
    const Text note = strip_text(c, c.strip.left,
                                 base::grouped(static_cast<long long>(rows - outside)) + " shown",
                                 c.colours().text);
    c.chart.scene.shapes.emplace_back(note);
    float right = text_box(note, c.measure).right;
    if (outside == 0)
        return right;
    const Text warning = strip_text(
        c, right + c.scaled(3 * kStep),
        base::grouped(static_cast<long long>(outside)) + " outside view", c.colours().warning);
    if (text_box(warning, c.measure).right > c.strip.right)
        return right;
    c.chart.scene.shapes.emplace_back(warning);
    return text_box(warning, c.measure).right;
}

void add_density_legend(ScatterContext& c, float left) {
    if (c.options.density_rows <= 0)
        return;
    const float room = c.strip.right - left - c.scaled(4 * kStep);
    Text title = strip_text(c, 0, "rows per pixel", c.colours().text);
    const float words = c.measure.width(title.text, title.size, title.face) + c.scaled(2 * kStep);
    const bool told = room >= words + c.scaled(kNarrowestRamp);
    const float width = std::min(c.scaled(kWidestRamp), room - (told ? words : 0.0f));
    if (width < c.scaled(kNarrowestRamp) / 2)
        return;
    const Tokens& t = c.colours();
    const Ramp ramp{{c.strip.right - width, c.strip.top + c.scaled(1), c.strip.right,
                     c.strip.bottom - c.scaled(1)},
                    cluster_density_colour(kGreyCluster, c.options.theme),
                    t.panel,
                    t.text};
    add_steps(c, ramp);
    add_counts(c, ramp);
    if (!told)
        return;
    title.at.x = ramp.box.left - c.scaled(2 * kStep);
    title.align_x = AlignX::right;
    c.chart.scene.shapes.emplace_back(title);
    Text outlines = strip_text(c, text_box(title, c.measure).left - c.scaled(4 * kStep),
                               "outlines: the closest half of each cluster", t.muted);
    outlines.align_x = AlignX::right;
    if (text_box(outlines, c.measure).left > left + c.scaled(4 * kStep))
        c.chart.scene.shapes.emplace_back(outlines);
}

} // namespace cohortscope::plot
