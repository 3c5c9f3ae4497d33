// How well each cluster comes back when the rows are drawn again.
#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/sketch.h"
#include "plot/studies/study_charts.h"

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

// Two decimals; more where rounding would cross a bound and contradict the word: "0.598 shaky".
std::string value_text(double jaccard) {
    if (!std::isfinite(jaccard))
        return "–";
    double unit = 100;
    for (int decimals = 2; decimals < 6; ++decimals, unit *= 10)
        if (stability_word(std::round(jaccard * unit) / unit) == stability_word(jaccard))
            return base::fixed(jaccard, decimals);
    return base::fixed(jaccard, 5);
}

float values_width(const StabilityChart& c) {
    float widest = 0;
    for (const double jaccard : c.stability.jaccard)
        widest = std::max(widest, c.s.width_of(value_text(jaccard)));
    return widest;
}

// The zones behind the bars, their names where they fit, and their bounds below.
void add_zones(StabilityChart& c) {
    const Tokens& colours = c.s.colours();
    struct Zone {
        double from, to;
        const char* name;
        float strength; // of the tint
    };
    const Zone zones[] = {{0, analysis::kModerate, "shaky", 0.35f},
                          {analysis::kModerate, analysis::kStable, "moderate", 0.9f},
                          {analysis::kStable, 1, "stable", 1.35f}};
    const bool named = std::all_of(std::begin(zones), std::end(zones), [&](const Zone& zone) {
        return c.s.width_of(zone.name) + c.s.scaled(kStep) <= c.x_of(zone.to) - c.x_of(zone.from);
    });
    for (const Zone& zone : zones) {
        const float left = c.x_of(zone.from), right = c.x_of(zone.to);
        c.s.add(Rectangle{{left, c.plot.top, right, c.plot.bottom},
                          mix(colours.panel, colours.raised, zone.strength),
                          0});
        if (named)
            c.s.add(c.s.small({(left + right) / 2, c.plot.top - c.s.scaled(2)}, zone.name,
                              colours.muted, AlignX::centre, AlignY::bottom));
    }
    const std::string bound_words = "stable from " + base::shortest(analysis::kStable);
    if (!named && c.s.width_of(bound_words) <= c.plot.right)
        c.s.add(c.s.small({c.plot.right, c.plot.top - c.s.scaled(2)}, bound_words, colours.muted,
                          AlignX::right, AlignY::bottom));
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
    const float numbers = c.plot.right + c.s.scaled(3 * kStep) + values_width(c);
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
    const float numbers = values_width(c) + c.s.width_of("moderate") + c.s.scaled(4.5f * kStep);
    const float labels = c.s.scaled(kNameLeft + 3 * kStep);
    const float names = names_width(c.s, result, (width - numbers - labels) * 0.54f);
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
