#include "plot/selection/selected_words.h"

#include <cmath>

#include "base/format.h"
#include "plot/labels.h"

namespace cohortscope::plot {

std::string selected_words(const engine::Result& result, const engine::SelectionStats& stats,
                           int cluster) {
    const engine::SelectedShare& part = stats.clusters[static_cast<std::size_t>(cluster)];
    if (part.selected == 0)
        return "None of them selected";
    std::string words = base::grouped(static_cast<long long>(part.selected)) + " of " +
                        row_count(part.rows) + " selected (" + percent(part.share) + ")";
    const auto amount = [&](double value) {
        return short_measure(*result.profiles->measure, value);
    };
    if (std::isfinite(part.measure.median))
        words += ", their median " + amount(part.measure.median);
    if (std::isfinite(part.rest_measure.median))
        words += ", the others' " + amount(part.rest_measure.median);
    return words;
}

std::string selected_means(const engine::Result& result, const engine::SelectionStats& stats,
                           int feature) {
    const auto& columns = result.prepared.features->columns;
    const auto place = static_cast<std::size_t>(feature);
    if (feature < 0 || place >= columns.size() || place >= stats.feature_means.size())
        return {};
    const engine::TwoMeans& means = stats.feature_means[place];
    const auto said = [&](double mean) {
        return std::isfinite(mean) ? format_value(*columns[place], mean) : std::string("–");
    };
    return "Selected: mean " + said(means.selected) + "; the rest: " + said(means.rest);
}

} // namespace cohortscope::plot
