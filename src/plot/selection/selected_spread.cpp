#include "plot/selection/selected_spread.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plot/clusters/neutral_tints.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr float kStrip = 0.24f; // of the bar's height: below the names in it
constexpr float kFrame = 1.0f;  // pixels at scale 1
constexpr float kDisc = 3.5f;   // radius

using Counts = std::vector<std::size_t>;

std::size_t sum(const Counts& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

double ratio(std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(whole, 1));
}

// "Selected: tester, 12 rows, 40 % of those selected here (of the whole group 31 %)".
std::string tip_of(const std::string& name, const Counts& selected, const Counts& all,
                   std::size_t part) {
    return "Selected: " + name + ", " + row_count(selected[part]) + ", " +
           percent(ratio(selected[part], sum(selected))) + " of those selected here (whole group " +
           percent(ratio(all[part], sum(all))) + ")";
}

} // namespace

void add_selected_names(Scene& scene, const SelectedSpread& spread, const Box& bar,
                        const ChartOptions& options) {
    const auto* shares = std::get_if<analysis::NameShares>(&spread.all.what);
    const auto* chosen = std::get_if<analysis::NameShares>(&spread.selected.what);
    if (shares == nullptr || chosen == nullptr || spread.cluster >= shares->clusters.size() ||
        spread.cluster >= chosen->clusters.size())
        return;
    const Counts& counts = chosen->clusters[spread.cluster];
    const std::size_t rows = sum(counts);
    if (rows == 0 || counts.size() != shares->all.size())
        return;
    const float frame = kFrame * options.text_scale;
    const float top = bar.bottom - bar.height() * kStrip;
    scene.shapes.emplace_back(Rectangle{{bar.left, top - frame, bar.right, bar.bottom + frame},
                                        tokens(options.theme).text});
    std::size_t before = 0;
    for (std::size_t part = 0; part < counts.size(); ++part) {
        const auto x = [&](std::size_t count) {
            return bar.left + bar.width() * static_cast<float>(ratio(count, rows));
        };
        const Box box = {x(before), top, x(before + counts[part]), bar.bottom};
        before += counts[part];
        if (counts[part] == 0)
            continue;
        const bool other = part == shares->names.size();
        scene.shapes.emplace_back(
            Rectangle{box, other ? other_tint(options.theme)
                                 : neutral_tint(part, shares->names.size(), options.theme)});
        scene.marks.push_back({box, static_cast<int>(spread.cluster),
                               tip_of(other ? "the rest" : shares->names[part], counts,
                                      shares->clusters[spread.cluster], part)});
    }
}

void add_selected_mean(Scene& scene, const SelectedSpread& spread, const Box& place, double low,
                       double high, const ChartOptions& options) {
    const auto* chosen = std::get_if<analysis::OutcomeMeans>(&spread.selected.what);
    if (chosen == nullptr || spread.cluster >= chosen->clusters.size() || !(high > low))
        return;
    const analysis::OutcomeMean& mean = chosen->clusters[spread.cluster];
    if (mean.rows == 0)
        return;
    const double share = std::clamp((mean.mean - low) / (high - low), 0.0, 1.0);
    const Point at = {place.left + place.width() * static_cast<float>(share),
                      (place.top + place.bottom) / 2};
    const float radius = kDisc * options.text_scale;
    scene.shapes.emplace_back(Disc{at, radius, tokens(options.theme).text});
    const std::string number =
        chosen->rate ? percent(mean.mean, 1) : short_measure(*spread.all.spec, mean.mean);
    scene.marks.push_back({{at.x - radius, place.top, at.x + radius, place.bottom},
                           static_cast<int>(spread.cluster),
                           "Selected: " + number + ", of " + row_count(mean.rows)});
}

} // namespace cohortscope::plot
