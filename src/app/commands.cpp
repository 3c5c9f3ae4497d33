#include "app/commands.h"

#include "app/analysis.h"
#include "app/outputs.h"
#include "app/report_session.h"
#include "app/script_file.h"
#include "app/session_data.h"
#include "app/tables.h"
#include "app/terminal.h"
#include "base/file.h"
#include "base/format.h"
#include "data/csv/csv.h"
#include "report/analysis_json.h"
#include "report/summary.h"
#include "report/tables.h"
#include "sample/kinds.h"
#include "sample/sample.h"
#include "schema/enum_names.h"
#include "schema/schema_json.h"

namespace cohortscope::app {

void run_analyze(const Analyze& asked) {
    Analyze analyze = asked;
    const FromSession from = with_data_of_session(asked.common);
    analyze.common = from.common;
    const TableFolder folder(analyze.exports);
    std::vector<std::string> outputs = files_of(analyze.exports);
    outputs.insert(outputs.end(), {analyze.json, analyze.labels, analyze.features, analyze.script});
    expect_sound({{analyze.common.table.data, analyze.common.session}, outputs});
    if (!analyze.script.empty())
        expect_readable_again(analyze.common.table);
    const Analysis made = run_analysis(from, analyze.studies);
    const engine::Result& result = *made.result;
    if (!analyze.labels.empty())
        base::write_file(analyze.labels, report::labels_csv(result));
    if (!analyze.features.empty())
        base::write_file(analyze.features, report::features_csv(result));
    if (!analyze.json.empty())
        base::write_file(analyze.json, report::analysis_json(
                                           result, report::durations_of(result, made.read_seconds),
                                           made.studies));
    write_exports(analyze.exports, made.result, made.studies, sets_of(made.open.session.document),
                  analyze.common.table.quiet);
    if (!analyze.script.empty())
        base::write_file(analyze.script, script_of(analyze.common.table, result));
    const bool standard_output_taken = analyze.json == "-" || analyze.labels == "-" ||
                                       analyze.features == "-" || analyze.script == "-" ||
                                       analyze.exports.clusters == "-";
    if (!standard_output_taken && !analyze.common.table.quiet)
        print_text(report::summary_text(result, made.studies));
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
