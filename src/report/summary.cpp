#include "report/summary.h"

#include <algorithm>

#include "base/format.h"
#include "base/printable.h"
#include "plot/clusters/group_words.h"
#include "plot/effects.h"
#include "plot/labels.h"
#include "plot/terms.h"

namespace cohortscope::report {

namespace {

using base::fixed;
using base::grouped;

long long number(std::size_t count) { return static_cast<long long>(count); }

// Characters of UTF-8 text, for columns that line up.
std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

// Blanks that fill a column, one at least: a cell that is too wide never runs into the next.
std::string blanks(const std::string& text, std::size_t width) {
    const std::size_t used = characters(text);
    return std::string(used < width ? width - used : 1, ' ');
}

std::string left(const std::string& text, std::size_t width) { return text + blanks(text, width); }
std::string right(const std::string& text, std::size_t width) { return blanks(text, width) + text; }

std::string repairs(const engine::Result& result) {
    std::string text;
    const auto line = [&](const std::string& what, std::size_t rows) {
        text += "  " + left(what, 34) + right(grouped(number(rows)), 12) + "\n";
    };
    line("rows read", result.prepared.table->rows);
    for (const plot::Effect& effect : plot::effects_of(result)) {
        const auto* count = std::get_if<std::size_t>(&effect.value);
        if (count != nullptr && !effect.line.empty() && (*count > 0 || effect.even_none))
            line(effect.line, *count);
    }
    line("rows used", result.rows());
    return text;
}

constexpr std::size_t kNameColumn = 40;

// The outcome's column, where there is one.
std::string outcome_head(const engine::Result& result) {
    return result.profiles->outcome != nullptr ? result.profiles->outcome->label : std::string();
}

std::string outcome_cell(const engine::Result& result, const analysis::ClusterProfile& profile) {
    const std::string words = plot::outcome_in_words(result, profile);
    const std::size_t label = outcome_head(result).size() + 1;
    return words.size() < label ? "–" : words.substr(label);
}

// Numbered from 1, as the window is.
std::string clusters(const engine::Result& result) {
    const schema::ColumnSpec& measure = *result.profiles->measure;
    const std::string median = "median " + measure.label, mean = "mean " + measure.label;
    const auto column = [](const std::string& head) {
        return std::max<std::size_t>(13, characters(head) + 2);
    };
    const std::string outcome = outcome_head(result);
    std::string text = "  " + left("", 3) + left("cluster", kNameColumn) + right("rows", 10) +
                       right("share", 9) + right(median, column(median)) +
                       right(mean, column(mean)) +
                       (outcome.empty() ? "" : right(outcome, column(outcome))) + "\n";
    for (std::size_t i = 0; i < result.profiles->clusters.size(); ++i) {
        const analysis::ClusterProfile& profile = result.profiles->clusters[i];
        text += "  " + left(std::to_string(i + 1), 3) +
                left(base::shortened(base::printable(result.name(static_cast<int>(i))),
                                     kNameColumn - 2),
                     kNameColumn) +
                right(grouped(number(profile.size)), 10) +
                right(fixed(100.0 * profile.share, 1) + " %", 9) +
                right(plot::format_measure(measure, profile.measure_median), column(median)) +
                right(plot::format_measure(measure, profile.measure_mean), column(mean)) +
                (outcome.empty() ? "" : right(outcome_cell(result, profile), column(outcome))) +
                "\n";
    }
    return text;
}

std::string method_line(const engine::Result& result) {
    const analysis::Clustering& clustering = *result.clustering;
    const bool is_ward = result.settings.method == engine::Method::ward;
    return (is_ward ? "Ward, k = " : "K-Means, k = ") + std::to_string(clustering.k) + ", " +
           plot::full_term(plot::Term::inertia) + " " + fixed(clustering.inertia, 1) +
           (is_ward ? "" : ", " + std::to_string(clustering.iterations) + " iterations") + "\n";
}

// The leading ones, and how many more there are.
std::string variance_text(const std::vector<double>& ratios) {
    constexpr std::size_t kListed = 10;
    std::string text;
    for (std::size_t i = 0; i < std::min(ratios.size(), kListed); ++i)
        text += (text.empty() ? "" : ", ") + fixed(100.0 * ratios[i], 1) + " %";
    return ratios.size() <= kListed
               ? text
               : text + " and " + std::to_string(ratios.size() - kListed) + " more";
}

} // namespace

std::string summary_text(const engine::Result& result, std::span<const StudyOutcome> studies) {
    std::string text = base::printable(result.prepared.table->source) + "\n" + repairs(result) +
                       "\n" + method_line(result) + clusters(result) +
                       "  Clusters count from 1 here and in the window, from 0 in JSON and CSV.\n";
    text += "\nVariance explained by the components: " +
            variance_text(result.pca->explained_variance_ratio) + "\n";
    if (!studies.empty())
        text.append("\nStudies\n").append(studies_text(studies));
    return text;
}

} // namespace cohortscope::report
