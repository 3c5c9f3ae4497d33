#include "app/commands.h"

#include <algorithm>
#include <vector>

#include "app/outputs.h"
#include "app/progress_bar.h"
#include "app/terminal.h"
#include "base/error.h"
#include "base/file.h"
#include "base/file_message.h"
#include "base/format.h"
#include "data/csv/csv.h"
#include "engine/fitted_settings.h"
#include "engine/known_tables.h"
#include "engine/pipeline.h"
#include "engine/stages.h"
#include "engine/study_runs.h"
#include "features/encode.h"
#include "features/peers/peer_flags.h"
#include "report/analysis_json.h"
#include "report/summary.h"
#include "report/tables.h"
#include "sample/sample.h"

namespace cohortscope::app {

std::shared_ptr<const data::Table> read_table(const Common& common) {
    if (common.data.empty())
        return std::make_shared<const data::Table>(sample::make_sample());
    base::Progress progress;
    const ProgressBar bar("reading", progress, common.quiet);
    std::shared_ptr<const data::Table> table;
    try {
        table = std::make_shared<const data::Table>(engine::table_of_file(
            common.data, {common.sheet, common.strict, common.columns}, progress));
    } catch (const data::UnknownColumns& error) {
        throw data::UnknownColumns(
            base::Error(std::string(error.what()) +
                        "; --column COLUMN=NAME says what the file calls one"),
            error.found, error.wanted);
    }
    if (!common.quiet)
        for (const std::string& notice : table->notices)
            print_note(notice);
    return table;
}

engine::Settings fitted_settings(const Common& common, const engine::Settings& settings,
                                 const data::Table& table) {
    const auto is_assigned = [&](const std::string& feature) {
        return std::ranges::any_of(common.assignments, [&](const std::string& assignment) {
            return assignment.starts_with("weight." + feature + "=");
        });
    };
    engine::Settings session = settings;
    std::erase_if(session.weights, [&](const auto& weight) { return is_assigned(weight.first); });
    engine::FittedSettings fitted = engine::fit_settings(session, table);
    if (!fitted.columns.empty() && !common.quiet)
        print_note(common.session + ": " + fitted.dropped);
    engine::Settings kept = std::move(fitted.settings);
    kept.weights.insert(settings.weights.begin(), settings.weights.end());
    for (const std::string& column : fitted.columns)
        kept.weights.erase(column);
    base::about_file(table.source, [&] { features::check_weights(table, kept.weights); });
    return kept;
}

namespace {

// What a reader of the numbers should know about them.
void print_notes(const engine::Result& result) {
    const features::Learners& learners = *result.prepared.learners;
    constexpr std::size_t kFewRows = 100;
    if (learners.rows.size() < kFewRows)
        print_note("only " + std::to_string(learners.rows.size()) +
                   " rows: clusters of so few rows say little");
    if (learners.ctc[learners.by_pay.front()] == learners.ctc[learners.by_pay.back()])
        print_note("every row has the same pay, " + base::indian_money(learners.ctc.front()) +
                   " after clipping: pay cannot tell clusters apart");
    if (learners.rare.companies > 0 && learners.rare.rare_companies == learners.rare.companies)
        print_note("every company is rare at rare_company_threshold = " +
                   std::to_string(result.settings.rare.company_threshold) +
                   ": all are less_occurred");
    if (!result.clustering->converged)
        print_note("K-Means stopped at " + std::to_string(result.clustering->iterations) +
                   " iterations before it converged");
}

std::vector<report::StudyOutcome> run_studies(const Analyze& analyze, const engine::Result& result,
                                              std::shared_ptr<engine::WardTrees> trees) {
    engine::StudyContext context;
    context.trees = std::move(trees);
    std::vector<report::StudyOutcome> outcomes;
    for (const engine::Study study : analyze.studies) {
        base::Progress progress;
        const ProgressBar bar(std::string(engine::name_of(study)), progress, analyze.common.quiet);
        const double start_ms = engine::now_ms();
        engine::StudyValue value = engine::run_study(
            study, result, context, [](const auto&) {}, progress);
        outcomes.push_back({study, std::move(value), (engine::now_ms() - start_ms) / 1000.0});
    }
    return outcomes;
}

} // namespace

void run_analyze(const Analyze& analyze) {
    expect_sound({{analyze.common.data, analyze.common.session},
                  {analyze.json, analyze.labels, analyze.features}});
    engine::Settings settings = settings_of(analyze.common);
    const double start_ms = engine::now_ms();
    const std::shared_ptr<const data::Table> table = read_table(analyze.common);
    const double read_seconds = (engine::now_ms() - start_ms) / 1000.0;
    settings = fitted_settings(analyze.common, settings, *table);

    const auto trees = std::make_shared<engine::WardTrees>();
    engine::Pipeline pipeline(table, trees);
    const std::shared_ptr<const engine::Result> result = base::about_file(table->source, [&] {
        base::Progress progress;
        const ProgressBar bar("clustering", progress, analyze.common.quiet);
        return pipeline.final_result(settings, progress);
    });
    if (!analyze.common.quiet)
        print_notes(*result);
    const std::vector<report::StudyOutcome> studies =
        base::about_file(table->source, [&] { return run_studies(analyze, *result, trees); });
    if (!analyze.labels.empty())
        base::write_file(analyze.labels, report::labels_csv(*result));
    if (!analyze.features.empty())
        base::write_file(analyze.features, report::features_csv(*result));
    if (!analyze.json.empty())
        base::write_file(
            analyze.json,
            report::analysis_json(*result, features::peer_flags(*result->prepared.learners),
                                  report::durations_of(*result, read_seconds), studies));
    const bool standard_output_taken =
        analyze.json == "-" || analyze.labels == "-" || analyze.features == "-";
    if (!standard_output_taken && !analyze.common.quiet)
        print_text(report::summary_text(*result, studies));
}

void run_sample(const Sample& sample) {
    expect_sound({{}, {sample.out}});
    base::write_file(sample.out, data::to_csv(sample::make_sample(sample.rows, sample.seed)));
}

void run_settings() {
    const engine::Settings defaults;
    std::string text;
    const auto add = [&](const std::string& key, const std::string& range, const std::string& value,
                         const std::string& help) {
        const auto column = [&](const std::string& cell, std::size_t width) {
            text += cell + std::string(cell.size() < width ? width - cell.size() : 0, ' ') + " ";
        };
        column(key, 24);
        column(range, 36);
        text += "default ";
        column(value, 10);
        text += help + "\n";
    };
    for (const engine::Field& field : engine::fields())
        add(std::string(field.key), engine::range_text(field), engine::text_of(field, defaults),
            std::string(field.help));
    add("weight.<feature>", "a number from 0 to " + base::shortest(engine::kMaximumWeight), "1",
        "Multiplies the scaled feature; 0 switches it off. An extra numeric column has the default "
        "0.");
    print_text(text);
}

} // namespace cohortscope::app
