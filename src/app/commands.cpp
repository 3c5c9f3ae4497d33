#include "app/commands.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

#include "app/outputs.h"
#include "app/progress_bar.h"
#include "app/tables.h"
#include "app/terminal.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/file_identity.h"
#include "base/file_message.h"
#include "base/format.h"
#include "base/printable.h"
#include "data/csv/csv.h"
#include "engine/known_tables.h"
#include "engine/pipeline.h"
#include "engine/study_runs.h"
#include "features/peers/peer_flags.h"
#include "plot/labels.h"
#include "report/analysis_json.h"
#include "report/script/reproduce.h"
#include "report/summary.h"
#include "report/tables.h"
#include "sample/kinds.h"
#include "sample/sample.h"
#include "schema/enum_names.h"
#include "schema/schema_json.h"

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

std::vector<report::StudyOutcome> run_studies(const Analyze& analyze, const engine::Result& result,
                                              std::shared_ptr<engine::WardTrees> trees) {
    engine::StudyContext context;
    context.trees = std::move(trees);
    std::vector<report::StudyOutcome> outcomes;
    for (const engine::Study study : analyze.studies) {
        base::Progress progress;
        const ProgressBar bar(std::string(engine::name_of(study)), progress,
                              analyze.common.table.quiet);
        const double start_ms = base::now_ms();
        engine::StudyValue value = engine::run_study(
            study, result, context, [](const auto&) {}, progress);
        outcomes.push_back({study, std::move(value), (base::now_ms() - start_ms) / 1000.0});
    }
    return outcomes;
}

// A script names its table by the hash of a file, which must be there to be read again.
void expect_readable_again(const Analyze& analyze) {
    const std::string& data = analyze.common.table.data;
    if (!analyze.script.empty() && !data.empty() &&
        (data == "-" || base::identity_of(data).kind != base::FileKind::regular))
        throw WrongUsage(base::Error("--script: '" + base::printable(data) +
                                     "' cannot be read again; expected the name of a file"));
}

// Without its folders: a script goes to other machines.
std::string file_name(const std::string& path) {
    return std::filesystem::path(path).filename().string();
}

// The built-in sample is the file that `sample` writes.
std::string script_of(const Analyze& analyze, const engine::Result& result) {
    const TableChoice& choice = analyze.common.table;
    data::ReadOptions options{choice.sheet, choice.strict, choice.columns, engine::known_tables()};
    if (!choice.data.empty())
        return report::reproduce_script(result,
                                        report::script_source(base::read_large_file(choice.data),
                                                              file_name(choice.data), options));
    const std::string csv = data::to_csv(*result.prepared.table);
    base::Buffer<char> bytes(csv.size());
    std::ranges::copy(csv, bytes.begin());
    return report::reproduce_script(result,
                                    report::script_source(std::move(bytes), "sample.csv", options));
}

} // namespace

void run_analyze(const Analyze& analyze) {
    std::vector<std::string> outputs = files_of(analyze.exports);
    outputs.insert(outputs.end(),
                   {analyze.json, analyze.labels, analyze.features, analyze.script});
    expect_sound({{analyze.common.table.data, analyze.common.session}, outputs});
    expect_readable_again(analyze);
    const double start_ms = base::now_ms();
    const std::shared_ptr<const data::Table> table = read_table(analyze.common.table);
    const double read_seconds = (base::now_ms() - start_ms) / 1000.0;
    const engine::Settings settings = settings_for(analyze.common, table);

    const auto trees = std::make_shared<engine::WardTrees>();
    engine::Pipeline pipeline(table, trees);
    const std::shared_ptr<const engine::Result> result = base::about_file(table->source, [&] {
        base::Progress progress;
        const ProgressBar bar("clustering", progress, analyze.common.table.quiet);
        return pipeline.final_result(settings, progress);
    });
    if (!analyze.common.table.quiet)
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
            report::analysis_json(*result, report::durations_of(*result, read_seconds), studies));
    write_exports(analyze.exports, *result, studies);
    if (!analyze.script.empty())
        base::write_file(analyze.script, script_of(analyze, *result));
    const bool standard_output_taken = analyze.json == "-" || analyze.labels == "-" ||
                                       analyze.features == "-" || analyze.script == "-";
    if (!standard_output_taken && !analyze.common.table.quiet)
        print_text(report::summary_text(*result, studies));
}

void run_sample(const Sample& sample) {
    expect_sound({{}, {sample.out}});
    const sample::SampleKind* kind = sample::find_sample_kind(sample.kind);
    ENSURE(kind != nullptr);
    const data::Table table = kind->make(sample.rows.value_or(kind->rows), sample.seed);
    base::write_file(sample.out, data::to_csv(table, kind->index));
}

namespace {

// One setting a line.
class SettingList {
  public:
    void add(const std::string& key, const std::string& range, const std::string& value,
             const std::string& help) {
        column(key, 24);
        column(range, 36);
        text_ += "default ";
        column(value, 10);
        text_ += help + "\n";
    }
    const std::string& text() const { return text_; }

  private:
    void column(const std::string& cell, std::size_t width) {
        text_ += cell + std::string(cell.size() < width ? width - cell.size() : 0, ' ') + " ";
    }
    std::string text_;
};

// No table is read where the schema is known without it.
std::shared_ptr<const schema::Schema> listed_schema(const TableChoice& choice) {
    if (choice.data.empty() && choice.schema.empty())
        return schema::known_schemas().front();
    if (choice.data.empty())
        return named_schema(choice);
    return schema_of(choice, *read_table(choice));
}

// "age  number  numeric, 74 different values"
std::string reasons_of(const schema::Schema& schema) {
    std::string text;
    for (const schema::ColumnSpec& column : schema.columns)
        text += column.name + ": " + std::string(schema::name_of(schema::kRoleNames, column.role)) +
                (column.reason.empty() ? "" : ", " + column.reason) +
                (column.doubtful ? " (doubtful)" : "") + "\n";
    return text;
}

} // namespace

void run_settings(const ListSettings& list) {
    engine::Settings defaults;
    defaults.schema = listed_schema(list.table);
    SettingList lines;
    for (const engine::Field& field : engine::fields(defaults))
        lines.add(field.key, engine::range_text(field), engine::text_of(field, defaults),
                  field.help);
    lines.add("weight.<feature>", "a number from 0 to " + base::shortest(engine::kMaximumWeight),
              "1",
              "Multiplies the scaled feature; 0 switches it off. An extra numeric column has the "
              "default 0.");
    print_text(lines.text());
}

void run_schema(const ShowSchema& show) {
    expect_sound({{show.table.data}, {show.out}});
    const std::shared_ptr<const schema::Schema> schema = listed_schema(show.table);
    const std::string json = schema::schema_to_json(*schema) + "\n";
    if (show.out.empty() || show.out == "-") {
        print_text(json);
        return;
    }
    base::write_file(show.out, json);
    if (!show.table.quiet)
        print_text(reasons_of(*schema));
}

} // namespace cohortscope::app
