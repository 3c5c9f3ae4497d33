// How many rows each cluster has, as bars.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/labels.h"
#include "plot/sketch.h"

namespace cohortscope::plot {

namespace {

constexpr float kLeastRow = 24, kMostRow = 96; // at text scale 1
constexpr float kBarOfRow = 0.55f;
constexpr float kMostNames = 0.45f; // of the width, beside the bars
constexpr float kMostBar = 34;

const analysis::ClusterProfile& profile_of(const engine::Result& result, int cluster) {
    return result.profiles->clusters[static_cast<std::size_t>(cluster)];
}

std::string size_words(const analysis::ClusterProfile& profile, bool brief) {
    const std::string share = percent(profile.share);
    return brief ? share : base::grouped(static_cast<long long>(profile.size)) + " · " + share;
}

// Widths of the parts of a row.
struct SizeColumns {
    float names = 0, left = 0, right = 0; // of the names, and the ends of the longest bar
    bool brief = false;                   // shares without the counts
    bool above = false;                   // names stand above their bars
};

SizeColumns lay_out(const Sketch& s, const engine::Result& result, float width) {
    SizeColumns columns;
    const float room = width - s.scaled(kNameLeft);
    columns.names = names_width(s, result, room);
    columns.above = columns.names > room * kMostNames;
    columns.left = s.scaled(kNameLeft) + (columns.above ? 0 : s.scaled(3 * kStep) + columns.names);
    const auto widest = [&](bool brief) {
        float most = 0;
        for (int cluster = 0; cluster < result.clustering->k; ++cluster)
            most = std::max(most, s.width_of(size_words(profile_of(result, cluster), brief)));
        return std::ceil(most) + s.scaled(2 * kStep);
    };
    columns.brief = width - columns.left - widest(false) < width * 0.2f;
    columns.right = std::max(columns.left + 1, width - widest(columns.brief));
    return columns;
}

Picture make(const FigureInput& input, const FigureFrame& frame) {
    const engine::Result& result = input.result;
    const ChartOptions options = options_of(frame);
    Sketch s{options, frame.measure};
    const ClusterInk ink{result, options};
    const int k = result.clustering->k;
    const SizeColumns columns = lay_out(s, result, frame.width);
    const float foot = s.line() + s.scaled(2 * kStep);
    const float row =
        std::clamp((frame.height - foot) / static_cast<float>(std::max(k, 1)),
                   s.scaled(columns.above ? 2 * kLeastRow : kLeastRow), s.scaled(kMostRow));
    const float bar = std::min(columns.above ? row * kBarOfRow - s.line() / 2 : row * kBarOfRow,
                               s.scaled(kMostBar));
    std::size_t largest = 1;
    for (int cluster = 0; cluster < k; ++cluster)
        largest = std::max(largest, profile_of(result, cluster).size);
    for (int cluster = 0; cluster < k; ++cluster) {
        const analysis::ClusterProfile& profile = profile_of(result, cluster);
        const float centre = row * (static_cast<float>(cluster) + 0.5f);
        const float lower = columns.above ? (s.line() + s.scaled(2)) / 2 : 0;
        const float middle = centre + lower;
        add_cluster_label(
            s, ink, cluster,
            {0, columns.above ? middle - bar / 2 - s.scaled(2) - s.line() / 2 : middle},
            columns.names);
        const double share = static_cast<double>(profile.size) / static_cast<double>(largest);
        const float right = columns.left + std::max(1.0f, static_cast<float>(share) *
                                                              (columns.right - columns.left));
        s.add(Rectangle{{columns.left, middle - bar / 2, right, middle + bar / 2},
                        ink.hue(cluster),
                        std::min(s.scaled(2), (right - columns.left) / 2)});
        s.add(s.small({right + s.scaled(1.5f * kStep), middle}, size_words(profile, columns.brief),
                      s.colours().text, AlignX::left, AlignY::middle));
        s.scene.marks.push_back({{0, centre - row / 2, frame.width, centre + row / 2},
                                 cluster,
                                 result.name(cluster) + ": " + row_count(profile.size) + ", " +
                                     percent(profile.share)});
    }
    const float top = row * static_cast<float>(k) + s.scaled(2 * kStep);
    s.scene.width = frame.width;
    s.scene.height =
        s.add_paragraph({0, top}, frame.width, 3, rows_in_groups(result), s.colours().muted);
    return {std::move(s.scene)};
}

std::string words(const FigureInput& input) {
    const engine::Result& result = input.result;
    return rows_in_groups(result) + ": " +
           by_cluster(result,
                      [&](int cluster) {
                          const analysis::ClusterProfile& profile = profile_of(result, cluster);
                          return base::grouped(static_cast<long long>(profile.size)) + " (" +
                                 percent(profile.share) + ")";
                      }) +
           ".";
}

} // namespace

Figure cluster_sizes_figure() {
    return {"cluster_sizes", "Rows in each cluster", {}, nullptr, make, words};
}

} // namespace cohortscope::plot
