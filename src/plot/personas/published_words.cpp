#include "plot/personas/published_words.h"

#include <cmath>
#include <functional>

#include "base/format.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

std::string rows_text(double rows) { return base::grouped(static_cast<long long>(rows)); }

PublishedNumber number(std::string of, double there, double here,
                       const std::function<std::string(double)>& text) {
    return {std::move(of), there, here, text(there), text(here)};
}

PublishedNumber mean_number(const engine::Result& result, int cluster, const std::string& column,
                            double there) {
    const double here = engine::mean_in(result, cluster, column).value_or(NAN);
    for (const auto& feature : result.prepared.features->columns)
        if (feature->name == column)
            return number(label_of(*feature), there, here,
                          [&](double value) { return format_value(*feature, value); });
    const schema::ColumnSpec& measure = *result.profiles->measure;
    return number("mean " + measure.label, there, here,
                  [&](double value) { return format_measure(measure, value); });
}

PublishedLine line_of(const engine::Result& result, const engine::PublishedGroup& group,
                      int cluster) {
    PublishedLine line{group.name, cluster, {}};
    if (cluster < 0)
        return line;
    const analysis::ClusterProfile& profile =
        result.profiles->clusters[static_cast<std::size_t>(cluster)];
    if (group.rows)
        line.numbers.push_back(number("rows", static_cast<double>(*group.rows),
                                      static_cast<double>(profile.size), rows_text));
    if (group.share)
        line.numbers.push_back(number("share of rows", *group.share, profile.share,
                                      [](double share) { return percent(share); }));
    for (const auto& [column, mean] : group.means)
        line.numbers.push_back(mean_number(result, cluster, column, mean));
    return line;
}

} // namespace

std::vector<PublishedLine> published_lines(const engine::Preset& preset,
                                           const engine::Result& result) {
    PublishedLine all{"all rows", -1, {}};
    if (preset.rows)
        all.numbers.push_back(number("rows", static_cast<double>(*preset.rows),
                                     static_cast<double>(result.rows()), rows_text));
    if (preset.inertia)
        all.numbers.push_back(number("inertia", *preset.inertia, result.clustering->inertia,
                                     [](double value) { return significant(value); }));
    std::vector<PublishedLine> lines = {std::move(all)};
    const std::vector<int> matched = engine::matched_groups(preset, result);
    for (std::size_t group = 0; group < preset.groups.size(); ++group)
        lines.push_back(line_of(result, preset.groups[group], matched[group]));
    return lines;
}

std::string published_text(const PublishedNumber& number) {
    std::string text =
        number.of + " " + number.there_text + " there, " + number.here_text + " here";
    const double change = number.here / number.there - 1.0;
    if (std::isfinite(change))
        text += " (" + std::string(change < 0.0 ? kMinus : "+") + percent(std::fabs(change)) + ")";
    return text;
}

} // namespace cohortscope::plot
