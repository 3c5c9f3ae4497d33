#include "report/report.h"

#include "engine/session.h"
#include "report/content/figures_part.h"
#include "report/content/report_page.h"
#include "report/content/tables_part.h"
#include "report/page/page_html.h"
#include "report/read_me.h"
#include "report/tables/result_sheets.h"
#include "schema/schema_json.h"

namespace cohortscope::report {

namespace {

// `open`: all that was open where the report was made; empty: `session`, its settings.
std::vector<ReportFile> settings_files(const engine::Result& result, const std::string& session,
                                       const std::string& open) {
    return {{{"session.json", open.empty() ? session : open},
             "Every setting: open it in the program, or give it with --session, to have the same "
             "result again.",
             open.empty()
                 ? kTellsNothing
                 : "The cluster of each row; which rows are selected, kept or asked about, "
                   "by their numbers; the names that were given."},
            {{"schema.json", schema::schema_to_json(*result.settings.schema) + "\n"},
             "What each column of the table means.",
             "The names of columns, and of levels where they have an order."}};
}

// With what it gives away, as measured.
ReportFile rows_file(const ReportRequest& request) {
    const RowExport rows(request.result, request.rows);
    std::string csv, notes;
    rows.write([&](std::string_view piece) { csv += piece; });
    for (const std::string& note : rows.notes())
        notes.append(notes.empty() ? "" : " ").append(note);
    return {{"rows.csv", std::move(csv)},
            "Every row used, by its number in the table, with its cluster.",
            notes};
}

ReportFile script_file(const std::string& script) {
    return {
        {"reproduce.py", script},
        "A program in pandas and scikit-learn that repeats the analysis from the table and says "
        "whether it agrees.",
        "Names of levels, counts and moments of the whole table; the table itself is not in it."};
}

void append(std::vector<ReportFile>& files, std::vector<ReportFile> more) {
    for (ReportFile& file : more)
        files.push_back(std::move(file));
}

// Tables, pictures and settings; what of them is shown on the page goes to `parts`.
std::vector<ReportFile> files_beside(const ReportRequest& request, PageParts& parts,
                                     base::Progress& progress) {
    const std::string session = engine::session_to_json(request.result->settings);
    const std::vector<Sheet> sheets = result_sheets(*request.result, request.studies);
    for (const Sheet& sheet : sheets)
        parts.tables.push_back(table_for_page(sheet));
    progress.checkpoint(0.1);
    const std::vector<ReportFile> tables = table_files(sheets);
    FigureParts figures = make_figures(request, session, progress);
    parts.figures = std::move(figures.figures);
    parts.studied_figures = std::move(figures.studied_figures);
    std::vector<ReportFile> files = std::move(figures.files);
    append(files, tables);
    if (request.has_rows)
        files.push_back(rows_file(request));
    append(files, settings_files(*request.result, session, request.session));
    if (!request.script.empty())
        files.push_back(script_file(request.script));
    return files;
}

} // namespace

std::vector<FolderFile> make_report(const ReportRequest& request, base::Progress& progress) {
    PageParts parts;
    std::vector<ReportFile> files = {{{"index.html", ""},
                                      "The report on one page, for any browser; it prints, too.",
                                      kTellsOfGroups}};
    append(files, files_beside(request, parts, progress));
    files.front().file.bytes = page_html(report_page(request, std::move(parts), files));
    std::vector<FolderFile> folder = {
        {kReadMe, read_me_text(report_facts(request), files, small_cells_rule(kSmallestCount))}};
    for (ReportFile& file : files)
        folder.push_back(std::move(file.file));
    return folder;
}

} // namespace cohortscope::report
