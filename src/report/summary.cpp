#include "report/summary.h"

#include <algorithm>

#include "base/format.h"
#include "base/printable.h"
#include "plot/effects.h"
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

// Numbered from 1, as the window is.
std::string clusters(const engine::Result& result) {
    std::string text = "  " + left("", 3) + left("cluster", kNameColumn) + right("rows", 10) +
                       right("share", 9) + right("median pay", 13) + right("mean pay", 13) + "\n";
    for (std::size_t i = 0; i < result.profiles->clusters.size(); ++i) {
        const analysis::ClusterProfile& profile = result.profiles->clusters[i];
        text += "  " + left(std::to_string(i + 1), 3) +
                left(base::shortened(base::printable(result.name(static_cast<int>(i))),
                                     kNameColumn - 2),
                     kNameColumn) +
                right(grouped(number(profile.size)), 10) +
                right(fixed(100.0 * profile.share, 1) + " %", 9) +
                right(base::indian_money(profile.ctc_median), 13) +
                right(base::indian_money(profile.ctc_mean), 13) + "\n";
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

} // namespace

std::string summary_text(const engine::Result& result, std::span<const StudyOutcome> studies) {
    std::string variance;
    for (const double ratio : result.pca->explained_variance_ratio)
        variance += (variance.empty() ? "" : ", ") + fixed(100.0 * ratio, 1) + " %";
    std::string text = base::printable(result.prepared.table->source) + "\n" + repairs(result) +
                       "\n" + method_line(result) + clusters(result) +
                       "  Clusters count from 1 here and in the window, from 0 in JSON and CSV.\n";
    text += "\nVariance explained by the components: " + variance + "\n";
    if (!studies.empty())
        text.append("\nStudies\n").append(studies_text(studies));
    return text;
}

} // namespace cohortscope::report
