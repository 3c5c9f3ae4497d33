#include "report/report.h"

#include <array>

#include "engine/session.h"
#include "report/content/report_page.h"
#include "report/content/tables_part.h"
#include "report/page/page_html.h"
#include "report/read_me.h"
#include "report/tables/result_sheets.h"
#include "schema/schema_json.h"

namespace cohortscope::report {

namespace {

std::vector<ReportFile> settings_files(const engine::Result& result) {
    return {{{"session.json", engine::session_to_json(result.settings)},
             "Every setting: open it in the program, or give it with --session, to have the same "
             "result again.",
             kTellsNothing},
            {{"schema.json", schema::schema_to_json(*result.settings.schema) + "\n"},
             "What each column of the table means.",
             "The names of columns, and of levels where they have an order."}};
}

} // namespace

std::vector<FolderFile> make_report(const ReportRequest& request, base::Progress& progress) {
    std::vector<ReportFile> files;
    PageParts parts;
    progress.checkpoint(0.0);
    const std::vector<Sheet> sheets = result_sheets(*request.result, request.studies);
    for (const Sheet& sheet : sheets)
        parts.tables.push_back(table_for_page(sheet));
    progress.checkpoint(0.2);
    files = table_files(sheets);
    for (ReportFile& file : settings_files(*request.result))
        files.push_back(std::move(file));
    files.insert(files.begin(), {{"index.html", ""},
                                 "The report on one page, for any browser; it prints, too.",
                                 kTellsOfGroups});
    files.front().file.bytes = page_html(report_page(request, std::move(parts), files));
    std::vector<FolderFile> folder = {
        {kReadMe, read_me_text(report_facts(request), files, small_cells_rule(kSmallestCount))}};
    for (ReportFile& file : files)
        folder.push_back(std::move(file.file));
    return folder;
}

} // namespace cohortscope::report
