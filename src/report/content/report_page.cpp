#include "report/content/report_page.h"

#include <algorithm>
#include <filesystem>

#include "base/format.h"
#include "plot/labels.h"
#include "report/content/sections.h"
#include "report/version.h"

namespace cohortscope::report {

namespace {

std::string grouped(std::size_t count) { return base::grouped(static_cast<long long>(count)); }

// The name without its folders, which are nobody's business.
std::string table_name(const engine::Result& result) {
    return std::filesystem::path(result.prepared.table->source).filename().string();
}

// A step that counted nothing says nothing to people; files have it.
PageTable without_nothing(PageTable table) {
    const auto value = std::ranges::find(table.sheet.columns, "value", &SheetColumn::name);
    const auto at = static_cast<std::size_t>(value - table.sheet.columns.begin());
    if (at < table.sheet.columns.size())
        std::erase_if(table.sheet.rows,
                      [&](const auto& row) { return row[at] == Cell{0LL} || row[at] == Cell{}; });
    table.clusters.clear();
    return table;
}

template <class Block> void append(PageSection& section, std::vector<Block> blocks) {
    for (Block& block : blocks)
        section.blocks.push_back(std::move(block));
}

PageSection clusters_section(const ReportRequest& request, std::vector<PageFigure> figures) {
    PageSection section{"clusters", "Clusters", {}};
    section.blocks.push_back(
        PageParagraph{"Every row is in exactly one group. The names say what is measurably "
                      "different, and nothing "
                      "more. Point at a group anywhere to find it everywhere."});
    section.blocks.push_back(cluster_cards(*request.result, request.studies));
    section.blocks.push_back(profile_table(*request.result));
    append(section, std::move(figures));
    return section;
}

PageSection studies_section(const ReportRequest& request, std::vector<PageFigure> figures) {
    PageSection section{"studies", "Studies", {}};
    PageList lines;
    for (const StudyOutcome& outcome : request.studies) {
        std::string line = studies_text({&outcome, 1});
        line.erase(0, line.find_first_not_of(' '));
        line.erase(line.find_last_not_of('\n') + 1);
        lines.lines.push_back(line);
    }
    section.blocks.push_back(PageParagraph{
        "How sure one can be of the groups: whether there is structure at all, how many groups it "
        "suggests, and whether the same groups come back from other rows, another method and other "
        "settings."});
    section.blocks.push_back(lines);
    append(section, std::move(figures));
    return section;
}

// Who the groups are, why, and what to do: together, not among the other tables.
bool tells_of_personas(const std::string& sheet) {
    return sheet == "personas" || sheet == "persona_conditions" || sheet == "recommendations" ||
           sheet == "published";
}

PageSection files_section(std::span<const ReportFile> files) {
    PageSection section{"files", "Files of this report", {}};
    PageTable table;
    table.sheet = {"files", "What lies beside this page", {}, {}, {}};
    table.sheet.columns = {{"file", "file", CellKind::text},
                           {"holds", "what it holds", CellKind::text},
                           {"tells", "what it gives away", CellKind::text}};
    for (const ReportFile& file : files)
        table.sheet.rows.push_back({file.file.path, file.holds, file.tells});
    section.blocks.push_back(table);
    return section;
}

} // namespace

std::vector<std::string> report_facts(const ReportRequest& request) {
    const engine::Result& result = *request.result;
    std::vector<std::string> facts = {table_name(result), grouped(result.prepared.table->rows) +
                                                              " rows read, " +
                                                              grouped(result.rows()) + " used"};
    if (!request.date.empty())
        facts.push_back(request.date);
    facts.push_back(std::string("Cohortscope ") + version());
    return facts;
}

WebPage report_page(const ReportRequest& request, PageParts parts,
                    std::span<const ReportFile> files) {
    const engine::Result& result = *request.result;
    WebPage page;
    const schema::Schema& schema = *result.settings.schema;
    page.title = schema.label.empty() ? table_name(result) : schema.label;
    page.facts = report_facts(request);
    for (int cluster = 0; cluster < result.clustering->k; ++cluster)
        page.clusters.push_back(
            {result.name(cluster), result.identity.colour[static_cast<std::size_t>(cluster)]});
    page.sections.push_back(summary_section(result, request.studies));
    page.sections.push_back(clusters_section(request, std::move(parts.figures)));
    if (!request.studies.empty())
        page.sections.push_back(studies_section(request, std::move(parts.studied_figures)));
    PageSection repairs = repairs_section(result), settings = settings_section(result.settings);
    PageSection personas{"personas", "Personas and recommendations", {}};
    PageSection tables{"tables", "Tables", {}}, meaning{"definitions", "Definitions", {}};
    meaning.blocks.push_back(definitions());
    for (PageTable& table : parts.tables) {
        const std::string& name = table.sheet.name;
        if (name == "definitions") // told already
            continue;
        if (name == "repairs")
            table = without_nothing(std::move(table));
        (tells_of_personas(name) ? personas
         : name == "repairs"     ? repairs
         : name == "settings"    ? settings
         : name == "features"    ? meaning
                                 : tables)
            .blocks.push_back(std::move(table));
    }
    if (!personas.blocks.empty())
        page.sections.push_back(std::move(personas));
    for (PageSection* section : {&repairs, &tables, &meaning, &settings})
        page.sections.push_back(std::move(*section));
    page.sections.push_back(files_section(files));
    page.footer = "Made with Cohortscope " + std::string(version()) +
                  ". The same table and settings give the same report.";
    return page;
}

} // namespace cohortscope::report
