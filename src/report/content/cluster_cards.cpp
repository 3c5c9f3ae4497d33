#include "report/content/sections.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/clusters/group_words.h"
#include "plot/clusters/profile_rows.h"
#include "plot/labels.h"
#include "plot/terms.h"
#include "report/tables/cells.h"

namespace cohortscope::report {

namespace {

constexpr double kNotable = 0.5; // deviations from all rows
constexpr std::size_t kDifferences = 4;
constexpr std::size_t kListedNames = 3;

const analysis::ClusterProfile& profile_at(const engine::Result& result, int cluster) {
    return result.profiles->clusters[static_cast<std::size_t>(cluster)];
}

std::string signed_number(double value) {
    return (value < 0 ? plot::kMinus : "+") + base::fixed(std::fabs(value), 1);
}

// The measure's rows but its median tell the same again.
bool repeats_measure(const engine::Result& result, const plot::ProfileRow& row) {
    const schema::ColumnSpec& measure = *result.profiles->measure;
    if (row.label == "mean " + measure.label)
        return true;
    if (row.compared < 0)
        return false;
    const auto& feature = result.prepared.features->columns[static_cast<std::size_t>(row.compared)];
    return feature->spec->from == measure.name && result.prepared.rows->has_measure;
}

std::string difference(const plot::ProfileRow& row, const plot::ProfileCell& cell) {
    return row.label + " " + cell.tip_value + ", of all rows " + row.all_tip + " (" +
           signed_number(cell.deviations) + " deviations" + cell.remark + ")";
}

std::vector<std::string> differences(const engine::Result& result,
                                     const std::vector<plot::ProfileRow>& rows, int cluster) {
    const auto c = static_cast<std::size_t>(cluster);
    std::vector<const plot::ProfileRow*> telling;
    const std::string outcome =
        result.profiles->outcome != nullptr ? result.profiles->outcome->label : std::string();
    for (const plot::ProfileRow& row : rows)
        if (!row.names && row.label != outcome && c < row.cells.size() &&
            std::isfinite(row.cells[c].deviations) && !repeats_measure(result, row))
            telling.push_back(&row);
    const auto size = [&](const plot::ProfileRow* row) {
        return std::fabs(row->cells[c].deviations);
    };
    std::ranges::stable_sort(telling, std::ranges::greater(), size);
    std::vector<std::string> lines;
    for (const plot::ProfileRow* row : telling)
        if (size(row) >= kNotable && lines.size() < kDifferences)
            lines.push_back(difference(*row, row->cells[c]));
    if (lines.empty())
        lines.push_back("near the mean of all rows in everything: no column lies " +
                        base::fixed(kNotable, 1) + " deviations away");
    return lines;
}

// "backend engineer 31.2 %, analyst 9.0 %".
std::string names_line(const analysis::ClusterProfile& profile, std::size_t slot) {
    std::string line;
    std::size_t listed = 0;
    for (const analysis::NamedCount& name : profile.top_of(slot)) {
        if (name.count < kSmallestCount || listed == kListedNames)
            break;
        ++listed;
        line += (line.empty() ? "" : ", ") + name.name + " " +
                plot::percent(static_cast<double>(name.count) / static_cast<double>(profile.size));
    }
    return line;
}

std::vector<std::string> frequent_names(const engine::Result& result, int cluster) {
    std::vector<std::string> lines;
    for (std::size_t slot = 0; slot < result.profiles->names.size(); ++slot) {
        const std::string line = names_line(profile_at(result, cluster), slot);
        if (!line.empty())
            lines.push_back(plot::plural_of(*result.profiles->names[slot]) + ": " + line);
    }
    return lines;
}

std::vector<std::string> middle(const engine::Result& result, int cluster) {
    const analysis::ClusterProfile& profile = profile_at(result, cluster);
    const schema::ColumnSpec& measure = *result.profiles->measure;
    std::vector<std::string> lines = {
        "median " + measure.label + " " + plot::short_measure(measure, profile.measure_median) +
        ", the middle half " + plot::short_measure(measure, profile.measure_q1) + " to " +
        plot::short_measure(measure, profile.measure_q3) +
        plot::after_comma(plot::others_in_words(result, cluster))};
    const std::string outcome = plot::outcome_in_words(result, profile);
    if (!outcome.empty())
        lines.push_back(outcome + ", of all rows " +
                        plot::outcome_in_words(result, result.profiles->all));
    return lines;
}

std::vector<std::string> firmness(std::span<const StudyOutcome> studies, int cluster) {
    const auto c = static_cast<std::size_t>(cluster);
    std::vector<std::string> lines;
    const auto* stability = outcome_of<analysis::Stability>(studies);
    if (stability != nullptr && c < stability->jaccard.size() &&
        std::isfinite(stability->jaccard[c]))
        lines.push_back(plot::full_term(plot::Term::jaccard) + " " +
                        base::fixed(stability->jaccard[c], 2));
    const auto* study = outcome_of<engine::SilhouetteStudy>(studies);
    if (study != nullptr && c < study->silhouette.cluster_means.size() &&
        std::isfinite(study->silhouette.cluster_means[c]))
        lines.push_back(plot::full_term(plot::Term::silhouette) + " " +
                        base::fixed(study->silhouette.cluster_means[c], 2));
    return lines;
}

PageCard card_of(const engine::Result& result, const std::vector<plot::ProfileRow>& rows,
                 std::span<const StudyOutcome> studies, int cluster) {
    const std::vector<char> untold = untold_clusters(result);
    const analysis::ClusterProfile& profile = profile_at(result, cluster);
    if (untold[static_cast<std::size_t>(cluster)] != 0)
        return {
            cluster, "Nothing is told of this group: it, or another one, has too few rows.", {}};
    return {cluster,
            plot::row_count(profile.size) + " · " + plot::percent(profile.share) + " of all",
            {{"In the middle", middle(result, cluster)},
             {"What sets it apart", differences(result, rows, cluster)},
             {"Most frequent", frequent_names(result, cluster)},
             {"How firm it is", firmness(studies, cluster)}}};
}

} // namespace

std::vector<char> untold_clusters(const engine::Result& result) {
    return hide_small(result.clustering->sizes, kSmallestCount);
}

PageTable profile_table(const engine::Result& result) {
    const std::vector<char> untold = untold_clusters(result);
    PageTable table;
    table.sheet = {"profile",
                   "What tells the groups apart, most telling first",
                   {"Means, where nothing else is said. " + std::string(plot::kOutsideSign) +
                    " has no part in the distance."},
                   {{"what", "column", CellKind::text},
                    {"unit", "unit", CellKind::text},
                    {"all", "all rows", CellKind::real}},
                   {}};
    for (int cluster = 0; cluster < result.clustering->k; ++cluster)
        table.sheet.columns.push_back({"cluster_" + std::to_string(cluster),
                                       std::to_string(cluster + 1) + " " + result.name(cluster),
                                       CellKind::real});
    for (const plot::ProfileRow& row : plot::profile_rows(result, true)) {
        std::vector<Cell> cells = {row.label +
                                       (row.outside ? std::string(" ") + plot::kOutsideSign : ""),
                                   row.unit, row.names ? row.all_tip : row.all};
        for (std::size_t c = 0; c < row.cells.size(); ++c)
            cells.push_back(
                unless(untold[c] != 0, row.names ? row.cells[c].tip_value : row.cells[c].text));
        table.sheet.rows.push_back(std::move(cells));
    }
    return table;
}

std::vector<PageCard> cluster_cards(const engine::Result& result,
                                    std::span<const StudyOutcome> studies) {
    const std::vector<plot::ProfileRow> rows = plot::profile_rows(result);
    std::vector<PageCard> cards;
    for (int cluster = 0; cluster < result.clustering->k; ++cluster)
        cards.push_back(card_of(result, rows, studies, cluster));
    return cards;
}

} // namespace cohortscope::report
