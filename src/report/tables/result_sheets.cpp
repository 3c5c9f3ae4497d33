#include "report/tables/result_sheets.h"

#include "report/tables/about_sheets.h"
#include "report/tables/flag_sheet.h"
#include "report/tables/peer_sheets.h"
#include "report/tables/persona_sheets.h"
#include "report/tables/profile_sheets.h"
#include "report/tables/published_sheet.h"
#include "report/tables/set_sheet.h"
#include "report/tables/study_sheets.h"

namespace cohortscope::report {

std::vector<std::string> sheet_names() {
    return {"cluster_profiles",
            "numbers",
            "category_levels",
            "flags_by_cluster",
            "sets",
            "personas",
            "persona_conditions",
            "recommendations",
            "published",
            "benchmark",
            "underpaid",
            "elbow",
            "scores",
            "rules",
            "ward_merges",
            "comparison",
            "silhouettes",
            "stability",
            "sensitivity",
            "features",
            "repairs",
            "settings",
            "definitions",
            "notes"};
}

std::vector<Sheet> result_sheets(const engine::Result& result,
                                 std::span<const StudyOutcome> studies,
                                 const TableOptions& options) {
    const Figures figures = figures_of(result, options.smallest);
    std::vector<Sheet> sheets;
    sheets.push_back(profile_sheet(result, figures));
    sheets.push_back(number_sheet(figures));
    if (!figures.levels.empty())
        sheets.push_back(level_sheet(figures));
    if (std::optional<Sheet> flags = flag_sheet(result, figures))
        sheets.push_back(std::move(*flags));
    if (!options.sets.empty())
        sheets.push_back(set_sheet(result, figures, options.sets));
    for (Sheet& sheet : persona_sheets(result, studies, figures))
        sheets.push_back(std::move(sheet));
    if (std::optional<Sheet> published = published_sheet(result, figures))
        sheets.push_back(std::move(*published));
    for (const StudyOutcome& study : studies)
        if (const auto* peers = std::get_if<engine::PeerStudy>(&study.value))
            for (Sheet& sheet : peer_sheets(result, *peers, figures))
                sheets.push_back(std::move(sheet));
    for (Sheet& sheet : study_sheets(result, studies, options.smallest))
        sheets.push_back(std::move(sheet));
    sheets.push_back(feature_sheet(result, options.smallest));
    sheets.push_back(effect_sheet(result, options.smallest));
    sheets.push_back(settings_sheet(result.settings));
    sheets.push_back(definition_sheet());
    return sheets;
}

} // namespace cohortscope::report
