#include "report/content/sections.h"

#include <cmath>

#include "base/format.h"
#include "plot/clusters/group_words.h"
#include "plot/effects.h"
#include "plot/labels.h"
#include "plot/terms.h"
#include "report/tables/cells.h"

namespace cohortscope::report {

namespace {

std::string grouped(std::size_t count) { return base::grouped(static_cast<long long>(count)); }

std::string rows_sentence(const engine::Result& result) {
    const std::size_t read = result.prepared.table->rows;
    const std::size_t used = result.rows();
    if (read == used)
        return "All " + grouped(read) + " rows were used.";
    const std::string dropped = plot::sentence_of(plot::effects_of(result), plot::EffectPart::rows);
    return grouped(used) + " of " + grouped(read) + " rows were used" +
           (dropped.empty() ? "" : "; " + dropped) + ".";
}

std::string method_sentence(const engine::Result& result) {
    const analysis::Clustering& clustering = *result.clustering;
    if (result.settings.method == engine::Method::ward)
        return "The groups come from Ward's tree, cut into " + std::to_string(clustering.k) + ".";
    return "The groups come from K-Means with k = " + std::to_string(clustering.k) +
           ": the best of " +
           plot::counted(static_cast<std::size_t>(result.settings.kmeans.restarts), "start",
                         "starts") +
           (clustering.converged ? ", settled after " : ", stopped after ") +
           plot::counted(static_cast<std::size_t>(clustering.iterations), "round", "rounds") + ".";
}

std::string map_sentence(const engine::Result& result) {
    const std::vector<double>& ratios = result.pca->explained_variance_ratio;
    const auto x = static_cast<std::size_t>(result.settings.pca_x - 1);
    const auto y = static_cast<std::size_t>(result.settings.pca_y - 1);
    if (x >= ratios.size() || y >= ratios.size())
        return {};
    return "The map shows " + plot::percent(ratios[x] + ratios[y]) +
           " of all differences between rows; groups that overlap there may be far apart.";
}

std::string elbow_sentence(std::span<const StudyOutcome> studies, int k) {
    const auto* elbow = outcome_of<engine::Elbow>(studies);
    if (elbow == nullptr || elbow->knee <= 0)
        return {};
    return "The knee of the elbow is at k = " + std::to_string(elbow->knee) +
           (elbow->knee == k ? ", the number of groups here."
                             : "; here are " + std::to_string(k) + ".");
}

std::vector<KeyNumber> key_numbers(const engine::Result& result,
                                   std::span<const StudyOutcome> studies) {
    std::vector<KeyNumber> numbers = {{grouped(result.rows()), "rows used",
                                       "of " + grouped(result.prepared.table->rows) + " read"},
                                      {std::to_string(result.clustering->k), "groups"}};
    if (const auto* study = outcome_of<engine::SilhouetteStudy>(studies))
        numbers.push_back({base::fixed(study->silhouette.mean, 2),
                           plot::full_term(plot::Term::silhouette), "mean, from −1 to 1"});
    if (const auto* stability = outcome_of<analysis::Stability>(studies)) {
        double least = INFINITY;
        for (const double jaccard : stability->jaccard)
            least = std::min(least, jaccard);
        if (std::isfinite(least))
            numbers.push_back({base::fixed(least, 2), "least stability of a group",
                               "mean similarity over " +
                                   plot::counted(static_cast<std::size_t>(stability->resamples),
                                                 "resample", "resamples")});
    }
    const auto* hopkins = outcome_of<engine::Hopkins>(studies);
    if (hopkins != nullptr && std::isfinite(hopkins->value))
        numbers.push_back({base::fixed(hopkins->value, 2), plot::full_term(plot::Term::hopkins),
                           "0.5: no structure, 1: much"});
    return numbers;
}

SheetColumn measure_column(const schema::ColumnSpec& measure) {
    const bool in_lakh = measure.currency == "INR";
    const bool money = !measure.currency.empty();
    return {"median", "median " + measure.label, money ? CellKind::money : CellKind::real,
            in_lakh ? "₹" : plot::unit_behind(measure),
            measure.decimals == schema::kPlainDecimals ? 2 : measure.decimals};
}

// One row a cluster; its numbers are those of everybody's window, from 1.
PageTable overview(const engine::Result& result) {
    const analysis::Profiles& profiles = *result.profiles;
    const bool outcome = profiles.outcome != nullptr && profiles.all.outcome_rows > 0;
    const bool rate = outcome && plot::is_rate(result);
    PageTable table;
    table.sheet = {"overview", "The groups at a glance", {}, {}, {}};
    table.sheet.columns = {{"number", "no.", CellKind::whole},
                           {"name", "group", CellKind::text},
                           {"rows", "rows", CellKind::whole},
                           {"share", "share", CellKind::share},
                           measure_column(*profiles.measure)};
    if (outcome)
        table.sheet.columns.push_back(
            {"outcome", profiles.outcome->label, rate ? CellKind::share : CellKind::real});
    const std::vector<char> untold = untold_clusters(result);
    for (std::size_t i = 0; i < profiles.clusters.size(); ++i) {
        const analysis::ClusterProfile& cluster = profiles.clusters[i];
        const auto cell = [&](auto value) { return unless(untold[i] != 0, value); };
        std::vector<Cell> row = {whole(i + 1), result.name(static_cast<int>(i)),
                                 cell(static_cast<long long>(cluster.size)), cell(cluster.share),
                                 cell(cluster.measure_median)};
        if (outcome)
            row.push_back(cluster.outcome_rows == 0 ? Cell{} : cell(cluster.outcome_mean));
        table.sheet.rows.push_back(std::move(row));
        table.clusters.push_back(static_cast<int>(i));
    }
    return table;
}

} // namespace

PageSection summary_section(const engine::Result& result, std::span<const StudyOutcome> studies) {
    PageSection section{"summary", "Summary", {}};
    section.blocks.push_back(key_numbers(result, studies));
    std::string text = plot::groups_sentence(result);
    for (const std::string& sentence :
         {rows_sentence(result), method_sentence(result),
          elbow_sentence(studies, result.clustering->k), map_sentence(result)})
        text.append(sentence.empty() ? "" : " ").append(sentence);
    section.blocks.push_back(PageParagraph{text});
    section.blocks.push_back(overview(result));
    return section;
}

} // namespace cohortscope::report
