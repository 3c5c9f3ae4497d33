#include "app/analysis.h"

#include "app/progress_bar.h"
#include "app/run_studies.h"
#include "app/tables.h"
#include "app/terminal.h"
#include "base/clock.h"
#include "base/file_message.h"
#include "engine/session/resumed.h"
#include "plot/labels.h"

namespace cohortscope::app {

namespace {

void print_all_rare(const schema::ColumnSpec& column, const engine::Settings& settings) {
    const std::string key = engine::knob_key(column, engine::Knob::rare_below);
    const engine::Field* field = engine::find_field(*settings.schema, key);
    const std::string value =
        field != nullptr ? " = " + engine::text_of(*field, settings) : std::string();
    print_note("every " + column.label + " is rare at " + key + value + ": all are " +
               column.rare_name);
}

// What a reader of the numbers should know about them.
void print_notes(const engine::Result& result) {
    const features::PreparedRows& rows = *result.prepared.rows;
    constexpr std::size_t kFewRows = 100;
    if (rows.rows.size() < kFewRows)
        print_note("only " + std::to_string(rows.rows.size()) +
                   " rows: clusters of so few rows say little");
    const schema::ColumnSpec& measure = *rows.measure_spec;
    if (rows.has_measure &&
        rows.measure[rows.by_measure.front()] == rows.measure[rows.by_measure.back()])
        print_note("every row has the same " + measure.label + ", " +
                   plot::format_measure(measure, rows.measure.front()) +
                   " after clipping: " + measure.label + " cannot tell clusters apart");
    for (const features::NamesSlot& slot : rows.names)
        if (slot.names > 0 && slot.rare_names == slot.names)
            print_all_rare(*slot.spec, result.settings);
    if (!result.clustering->converged)
        print_note("K-Means stopped at " + std::to_string(result.clustering->iterations) +
                   " iterations before it converged");
}

} // namespace

Analysis run_analysis(const FromSession& from, std::span<const engine::Study> studies) {
    Analysis analysis;
    const Common& common = from.common;
    const bool quiet = common.table.quiet;
    const double start_ms = base::now_ms();
    const std::shared_ptr<const data::Table> table = read_table(common.table);
    analysis.read_seconds = (base::now_ms() - start_ms) / 1000.0;
    const engine::Settings settings = settings_for(common, table);
    const auto trees = std::make_shared<engine::WardTrees>();
    engine::Pipeline pipeline(table, trees);
    const engine::OpenedSession opened = open_session(from, table, settings);
    engine::Resumed resumed = base::about_file(table->source, [&] {
        base::Progress progress;
        const ProgressBar bar("clustering", progress, quiet);
        return engine::resume(opened, pipeline, progress);
    });
    analysis.result = std::move(resumed.result);
    analysis.baseline = std::move(resumed.baseline);
    analysis.open = {{{}, opened.document, std::move(resumed.shown), opened.column},
                     read_options(common.table)};
    if (!quiet)
        print_notes(*analysis.result);
    analysis.studies = run_studies(studies, *analysis.result, trees, quiet);
    return analysis;
}

} // namespace cohortscope::app
