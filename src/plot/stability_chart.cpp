// How well each cluster comes back when the rows are drawn again.
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/sketch.h"
#include "plot/study_charts.h"

namespace cohortscope::plot {

namespace {

constexpr float kLeastRow = 18, kMostRow = 30; // at scale 1

struct StabilityChart {
    Sketch s;
    ClusterInk ink;
    const analysis::Stability& stability;
    Box plot = {};
    float row = 0;

    int k() const { return static_cast<int>(stability.jaccard.size()); }
    double jaccard(int cluster) const {
        return stability.jaccard[static_cast<std::size_t>(cluster)];
    }
    float x_of(double jaccard) const {
        return plot.left + static_cast<float>(std::clamp(jaccard, 0.0, 1.0)) * plot.width();
    }
};

std::string value_text(double jaccard) {
    return std::isfinite(jaccard) ? base::fixed(jaccard, 2) : "–";
}

// The zones behind the bars, their names where they fit, and their bounds below.
void add_zones(StabilityChart& c) {
    const Tokens& colours = c.s.colours();
    struct Zone {
        double from, to;
        const char* name;
        float strength; // of the tint
    };
    const Zone zones[] = {{0, analysis::kModerate, "shaky", 0.0f},
                          {analysis::kModerate, analysis::kStable, "moderate", 0.55f},
                          {analysis::kStable, 1, "stable", 1.0f}};
    for (const Zone& zone : zones) {
        const float left = c.x_of(zone.from), right = c.x_of(zone.to);
        c.s.add(Rectangle{{left, c.plot.top, right, c.plot.bottom},
                          mix(colours.panel, colours.raised, 0.35f + zone.strength),
                          0});
        if (c.s.width_of(zone.name) + c.s.scaled(kStep) <= right - left)
            c.s.add(c.s.small({(left + right) / 2, c.plot.top - c.s.scaled(2)}, zone.name,
                              colours.muted, AlignX::centre, AlignY::bottom));
    }
    std::vector<Box> taken;
    for (const double bound : {0.0, analysis::kModerate, analysis::kStable, 1.0}) {
        const float x = c.x_of(bound);
        c.s.add_line({x, c.plot.top}, {x, c.plot.bottom}, colours.faint);
        Text label = c.s.small({x, c.plot.bottom + c.s.scaled(2)}, base::shortest(bound),
                               colours.muted, AlignX::centre);
        Box box = text_box(label, c.s.measure);
        box.left -= c.s.scaled(kStep);
        if (std::any_of(taken.begin(), taken.end(),
                        [&](const Box& other) { return box.overlaps(other); }))
            continue;
        taken.push_back(text_box(label, c.s.measure));
        c.s.add(label);
    }
}

void add_row(StabilityChart& c, int cluster) {
    const float top = c.plot.top + c.row * static_cast<float>(cluster), middle = top + c.row / 2;
    const double jaccard = c.jaccard(cluster);
    const Tokens& colours = c.s.colours();
    add_cluster_label(c.s, c.ink, cluster, {0, middle},
                      c.plot.left - c.s.scaled(kNameLeft + 3 * kStep));
    if (std::isfinite(jaccard)) {
        const Point end{c.x_of(jaccard), middle};
        c.s.add_line({c.plot.left, middle}, end, mix(colours.panel, c.ink.hue(cluster), 0.7f),
                     c.s.scaled(3));
        add_marker_shape(c.s.scene, end, c.s.scaled(5.5f), c.ink.marker(cluster),
                         c.ink.hue(cluster));
    }
    const float numbers = c.plot.right + c.s.scaled(3 * kStep) + c.s.width_of("0.00");
    const std::string word = std::isfinite(jaccard) ? stability_word(jaccard) : "";
    c.s.add(c.s.small({numbers, middle}, value_text(jaccard), c.ink.faded(colours.text, cluster),
                      AlignX::right, AlignY::middle));
    c.s.add(c.s.small({numbers + c.s.scaled(1.5f * kStep), middle}, word,
                      c.ink.faded(word == "shaky" ? colours.warning : colours.muted, cluster),
                      AlignX::left, AlignY::middle));
    c.s.scene.marks.push_back(
        {{0, top, c.s.scene.width, top + c.row},
         cluster,
         c.ink.result.name(cluster) + ": mean Jaccard " + value_text(jaccard) +
             (word.empty() ? "" : ", " + word) + ", over " +
             counted(static_cast<std::size_t>(c.stability.resamples), "resample", "resamples")});
}

std::string foot_text(const analysis::Stability& stability) {
    return "mean Jaccard of each cluster with its best match in " +
           counted(static_cast<std::size_t>(std::max(stability.resamples, 0)), "resample",
                   "resamples") +
           " of the rows";
}

} // namespace

std::string stability_word(double jaccard) {
    return jaccard >= analysis::kStable     ? "stable"
           : jaccard >= analysis::kModerate ? "moderate"
                                            : "shaky";
}

Scene stability_chart(const analysis::Stability& stability, const engine::Result& result,
                      float width, float height, const ChartOptions& options,
                      const TextMeasure& measure) {
    ENSURE(static_cast<int>(stability.jaccard.size()) == result.clustering->k);
    StabilityChart c{{options, measure}, {result, options}, stability};
    c.s.scene.width = width;
    const std::string foot = foot_text(stability);
    const auto foot_lines =
        static_cast<float>(wrapped(foot, width, 3, c.s.small({}, "", {}), measure).size());
    const float above = c.s.line() + c.s.scaled(kStep);
    const float below = (1 + foot_lines) * c.s.line() + c.s.scaled(2 * kStep);
    c.row = std::clamp((height - above - below) / static_cast<float>(std::max(c.k(), 1)),
                       c.s.scaled(kLeastRow), c.s.scaled(kMostRow));
    const float numbers =
        c.s.width_of("0.00") + c.s.width_of("moderate") + c.s.scaled(4.5f * kStep);
    const float labels = c.s.scaled(kNameLeft + 3 * kStep);
    const float names = names_width(c.s, result, (width - numbers - labels) * 0.48f);
    c.plot = {labels + names, above, width - numbers, above + c.row * static_cast<float>(c.k())};
    c.s.scene.height = c.plot.bottom + below;
    add_zones(c);
    for (int cluster = 0; cluster < c.k(); ++cluster)
        add_row(c, cluster);
    c.s.add_paragraph({0, c.s.scene.height - foot_lines * c.s.line()}, width, 3, foot,
                      c.s.colours().muted);
    return std::move(c.s.scene);
}

} // namespace cohortscope::plot
