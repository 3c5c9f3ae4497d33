#include "app/window_report.h"

#include <filesystem>
#include <utility>
#include <vector>

#include "app/free_file.h"
#include "app/report_session.h"
#include "app/script_file.h"
#include "app/today.h"
#include "base/clock.h"
#include "base/format.h"
#include "base/printable.h"
#include "engine/session/session_file.h"
#include "engine/study_runs.h"
#include "plot/labels.h"
#include "report/report.h"

namespace cohortscope::app {

namespace {

namespace fs = std::filesystem;

// Parts of the whole at which steps end.
constexpr double kStudied = 0.7;
constexpr double kScripted = 0.75;
constexpr double kMade = 0.95;

std::string folder_beside(const data::Table& table) {
    std::error_code unknown;
    const fs::path path = fs::absolute(stem_beside(table.source, "sample.csv"), unknown);
    return free_file((path.parent_path() / path.stem()).string() + "-report", "");
}

std::vector<report::StudyOutcome> studies_of(const WindowReport& report, StepProgress& progress) {
    engine::StudyContext context;
    context.trees = report.trees;
    std::vector<report::StudyOutcome> outcomes;
    const auto part = [&] {
        return kStudied * static_cast<double>(outcomes.size()) /
               static_cast<double>(engine::kAllStudies.size());
    };
    for (const engine::Study study : engine::kAllStudies) {
        const engine::StudyView& known = report.studies[study];
        if (known.value && known.current && known.complete) {
            outcomes.push_back({study, *known.value, 0.0});
            continue;
        }
        const double from = part();
        base::Progress& step =
            progress.begin(std::string(engine::name_of(study)), from,
                           from + kStudied / static_cast<double>(engine::kAllStudies.size()));
        const double start_ms = base::now_ms();
        engine::StudyValue value = engine::run_study(
            study, *report.wish.result, context, [](const auto&) {}, step);
        outcomes.push_back({study, std::move(value), (base::now_ms() - start_ms) / 1000.0});
    }
    return outcomes;
}

// None of a table that cannot be read again.
std::string script_if_any(const OpenSession& open, const engine::Result& result) {
    const engine::DataFile data = engine::data_file_of(*result.prepared.table, open.options);
    if (data.path.empty() && !engine::is_sample(data))
        return {};
    TableChoice choice;
    choice.data = data.path;
    choice.sheet = open.options.sheet;
    choice.strict = open.options.strict;
    choice.columns = open.options.columns;
    return script_of(choice, result);
}

} // namespace

ui::ReportFacts report_facts(const std::shared_ptr<const engine::Result>& result) {
    const analysis::Uniqueness own = report::RowExport(result, {}).own_uniqueness();
    ui::ReportFacts facts;
    facts.of = result->serial;
    facts.folder = folder_beside(*result->prepared.table);
    facts.rows_give = "Makes " + base::grouped(static_cast<long long>(own.unique)) + " of " +
                      plot::row_count(own.rows) + " unique; the smallest group has " +
                      plot::row_count(own.smallest) + ". No column of the table is in it.";
    if (const std::optional<schema::BoundNames>& id = result->prepared.bound->id)
        facts.ids_give = "With " + id->spec->label + " every row can be traced.";
    return facts;
}

std::string make_window_report(const WindowReport& report, StepProgress& progress) {
    const ui::ReportWish& wish = report.wish;
    report::expect_report_folder(wish.folder);
    report::ReportRequest request;
    request.result = wish.result;
    request.studies = studies_of(report, progress);
    request.date = today_in_words();
    request.has_rows = wish.has_rows;
    request.rows.with_ids = wish.with_ids;
    progress.begin("script", kStudied, kScripted);
    request.script = script_if_any(report.open, *wish.result);
    request.baseline = report.baseline;
    add_session(request, report.open, wish.folder);
    const std::vector<report::FolderFile> files =
        report::make_report(request, progress.begin("figures and tables", kScripted, kMade));
    report::write_report_folder(wish.folder, files, progress.begin("files", kMade, 1.0));
    return "The report is in " + base::printable(wish.folder) + ": open index.html there.";
}

} // namespace cohortscope::app
