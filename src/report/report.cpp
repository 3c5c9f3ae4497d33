#include "report/report.h"

#include <array>
#include <functional>

#include "base/parallel.h"
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

std::vector<ReportFile> settings_files(const engine::Result& result, const ReportSession& session) {
    return {{{"session.json", session.json},
             "Every setting: open it in the program, or give it with --session, to have the same "
             "result again.",
             session.tells_of_rows
                 ? "The cluster of each row; which rows are selected, kept or asked about, "
                   "by their numbers; the names that were given."
                 : kTellsNothing},
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

ReportSession session_of(const ReportRequest& request) {
    ReportSession session = request.session;
    for (std::string* json : {&session.json, &session.in_figures})
        if (json->empty())
            *json = engine::session_to_json(request.result->settings);
    return session;
}

std::vector<ReportFile> make_tables(const ReportRequest& request, PageParts& parts) {
    const std::vector<Sheet> sheets =
        result_sheets(*request.result, request.studies, {kSmallestCount, request.rows.sets});
    for (const Sheet& sheet : sheets)
        parts.tables.push_back(table_for_page(sheet));
    return table_files(sheets);
}

// Tables, pictures and settings, made side by side; what of them is shown on the page goes to
// `parts`.
std::vector<ReportFile> files_beside(const ReportRequest& request, PageParts& parts,
                                     base::Progress& progress) {
    const ReportSession session = session_of(request);
    std::vector<ReportFile> tables;
    FigureParts figures;
    ReportFile rows;
    const std::array<std::function<void()>, 3> makers = {
        [&] { figures = make_figures(request, session.in_figures, progress); },
        [&] { tables = make_tables(request, parts); },
        [&] {
            if (request.has_rows)
                rows = rows_file(request);
        }};
    base::for_each_task(makers.size(), [&](std::size_t task) { makers[task](); });
    parts.figures = std::move(figures.figures);
    parts.studied_figures = std::move(figures.studied_figures);
    std::vector<ReportFile> files = std::move(figures.files);
    append(files, std::move(tables));
    if (request.has_rows)
        files.push_back(std::move(rows));
    append(files, settings_files(*request.result, session));
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
