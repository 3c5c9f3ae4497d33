#include "app/report_command.h"

#include "app/analysis.h"
#include "app/outputs.h"
#include "app/progress_bar.h"
#include "app/report_session.h"
#include "app/script_file.h"
#include "app/session_data.h"
#include "app/terminal.h"
#include "app/today.h"
#include "base/file_identity.h"
#include "report/folder.h"
#include "report/report.h"

namespace cohortscope::app {

namespace {

// None of a table that cannot be read again, as a script does.
std::string script_if_any(const TableChoice& table, const engine::Result& result) {
    const bool is_stream =
        table.data == "-" ||
        (!table.data.empty() && base::identity_of(table.data).kind == base::FileKind::device);
    return is_stream ? std::string() : script_of(table, result);
}

} // namespace

void run_report(const Report& asked) {
    Report report = asked;
    const FromSession from = with_data_of_session(asked.common);
    report.common = from.common;
    expect_sound({{report.common.table.data, report.common.session}, {}});
    report::expect_report_folder(report.out);
    Analysis made = run_analysis(from, report.studies);
    report::ReportRequest request;
    request.result = made.result;
    request.baseline = made.baseline;
    request.studies = std::move(made.studies);
    request.date = today_in_words();
    request.rows = row_options(report.rows);
    request.script = script_if_any(report.common.table, *made.result);
    add_session(request, std::move(made.open), report.out);
    std::size_t count = 0;
    {
        base::Progress progress;
        const ProgressBar bar("report", progress, report.common.table.quiet);
        progress.enter_part(0.0, 0.9);
        const std::vector<report::FolderFile> files = report::make_report(request, progress);
        progress.enter_part(0.9, 1.0);
        report::write_report_folder(report.out, files, progress);
        count = files.size();
    }
    if (!report.common.table.quiet)
        print_text("Made " + report.out + " of " + std::to_string(count) +
                   " files; open index.html in it.\n");
}

} // namespace cohortscope::app
