#include "app/arguments.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <sstream>

#include <CLI/CLI.hpp>

#include "app/sample_arguments.h"
#include "app/tables.h"
#include "app/terminal.h"
#include "base/error.h"
#include "engine/session/preset.h"
#include "report/version.h"
#include "ui/controls/tabs.h"
#include "ui/least_window.h"

namespace cohortscope::app {

namespace {

constexpr std::array kCommands = {"explore", "analyze", "report",   "screenshot",
                                  "figure",  "sample",  "settings", "schema"};

// An unset variable of a shell gives an empty name; it must not mean "no file".
std::string not_empty(const std::string& name) {
    return name.empty() ? "an empty name; expected the name of a file" : std::string();
}

// COLUMN=NAME; the column is looked up when the schema is known.
std::string take_column(const std::string& text, data::ColumnNames& columns) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
        return "'" + text + "' names no column; expected COLUMN=NAME with a column of the schema";
    columns[text.substr(0, equals)] = text.substr(equals + 1);
    return {};
}

// `shown`, if given, takes what has no '='.
void add_column(CLI::App& command, data::ColumnNames& columns, std::string* shown) {
    command
        .add_option_function<std::vector<std::string>>(
            "--column",
            [&columns, shown](const std::vector<std::string>& texts) {
                for (const std::string& text : texts)
                    if (shown != nullptr && text.find('=') == std::string::npos)
                        *shown = text;
                    else if (const std::string fault = take_column(text, columns); !fault.empty())
                        throw CLI::ValidationError("--column", fault);
            },
            std::string(shown != nullptr ? "NAME: the column of a figure of one column; or " : "") +
                "COLUMN=NAME: what the file calls a column of the schema; may be repeated")
        ->expected(1)
        ->allow_extra_args(false)
        ->take_all();
}

void add_table(CLI::App& command, TableChoice& table, std::string* shown_column = nullptr) {
    command
        .add_option("DATA", table.data,
                    "a CSV file, plain or gzip, or a workbook (.xlsx, .ods); '-': standard input; "
                    "without it the built-in sample")
        ->check(not_empty);
    command
        .add_option("--sheet", table.sheet,
                    "the sheet of a workbook (the first with the columns wanted)")
        ->check(not_empty);
    command
        .add_option("--schema", table.schema,
                    "what the columns mean: a schema's name or a JSON file of one; see "
                    "'cohortscope schema' (the one that fits best)")
        ->check(not_empty);
    add_column(command, table.columns, shown_column);
    command.add_option("--threads", table.threads, "processors to use; 0 means all")
        ->check(CLI::Range(0, 1024));
    command.add_flag("--strict", table.strict,
                     "refuse a table with a cell that is no number where one is wanted");
    command.add_flag("--quiet", table.quiet, "no progress and no notes");
}

// A figure has presets of its own, which are sizes.
void add_recipe(CLI::App& command, std::string& preset) {
    std::vector<std::string> names;
    for (const engine::Preset& each : engine::presets())
        names.push_back(each.name);
    command
        .add_option(command.get_name() == "figure" ? "--recipe" : "--preset,--recipe", preset,
                    "the settings of a published recipe, whose numbers then stand beside ours")
        ->check(CLI::IsMember(names));
}

void add_common(CLI::App& command, Common& common, std::string* shown_column = nullptr) {
    add_table(command, common.table, shown_column);
    command.add_option("--session", common.session, "a JSON file of settings")->check(not_empty);
    add_recipe(command, common.preset);
    command
        .add_option("--rules", common.rules,
                    "a JSON file of rules for personas and recommendations (the schema's)")
        ->check(not_empty);
    command.add_option("--set", common.assignments, "key=value; see 'cohortscope settings'")
        ->expected(1)
        ->allow_extra_args(false) // so that DATA may follow
        ->take_all();
}

std::string study_names() {
    std::string names;
    for (const engine::Study study : engine::kAllStudies)
        names.append(names.empty() ? "" : ",").append(engine::name_of(study));
    return names;
}

std::string tab_names() {
    std::string names;
    for (const ui::Tab& tab : ui::all_tabs())
        names.append(names.empty() ? "" : ", ").append(tab.name);
    return names;
}

// Empty for the name of a PNG file, else what was expected: another ending would promise another
// format.
std::string not_png(const std::string& name) {
    std::string ending = name.size() < 4 ? "" : name.substr(name.size() - 4);
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (ending == ".png")
        return {};
    return "'" + name + "' does not end in .png; pictures are written as PNG only";
}

// "1920x1080"; empty when it is a size, else what was expected.
std::string parse_size(const std::string& text, Screenshot& screenshot) {
    int width = 0;
    int height = 0;
    char end = 0;
    const std::string expected = "; expected WIDTHxHEIGHT from " + std::to_string(ui::kLeastWidth) +
                                 "x" + std::to_string(ui::kLeastHeight) + " to 16384x16384";
    if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &end) != 2 || width > 16384 ||
        height > 16384)
        return "'" + text + "' is not a size" + expected;
    if (width < ui::kLeastWidth || height < ui::kLeastHeight)
        return "'" + text + "' is smaller than the window can be" + expected;
    screenshot.width = width;
    screenshot.height = height;
    return {};
}

// "elbow,ward" or "all" into studies in the order in which they run; else what was expected. The
// comparison with K-Means comes with Ward.
std::string parse_studies(const std::string& text, std::vector<engine::Study>& studies) {
    std::set<engine::Study> wanted;
    if (text.empty())
        return "an empty list; expected 'all' or a list of " + study_names();
    std::istringstream list(text);
    for (std::string name; std::getline(list, name, ',');) {
        const std::optional<engine::Study> study = engine::find_study(name);
        if (name == "all")
            wanted.insert(engine::kAllStudies.begin(), engine::kAllStudies.end());
        else if (study)
            wanted.insert(*study);
        else
            return "'" + name + "' is not a study; expected 'all' or a list of " + study_names();
    }
    if (wanted.contains(engine::Study::ward) || wanted.contains(engine::Study::compare))
        wanted.insert({engine::Study::ward, engine::Study::compare});
    studies.assign(wanted.begin(), wanted.end());
    return {};
}

void add_explore(CLI::App& app, Explore& explore) {
    CLI::App* command = app.add_subcommand("explore", "open the window (the default)");
    add_common(*command, explore.common);
}

void add_analyze(CLI::App& app, Analyze& analyze) {
    CLI::App* command = app.add_subcommand("analyze", "compute without a window");
    add_common(*command, analyze.common);
    command
        ->add_option("--json", analyze.json,
                     "write the result as JSON ('-': standard output); clusters count from 0")
        ->check(not_empty);
    command
        ->add_option("--labels", analyze.labels, "write row,cluster as CSV; clusters count from 0")
        ->check(not_empty);
    command->add_option("--features", analyze.features, "write the scaled features as CSV")
        ->check(not_empty);
    add_exports(*command, analyze.exports);
    command
        ->add_option("--script", analyze.script,
                     "write a program in pandas and scikit-learn that repeats the analysis")
        ->check(not_empty);
    command
        ->add_option_function<std::string>(
            "--studies", [](const std::string&) {}, "'all', or some of " + study_names())
        ->check(
            [&analyze](const std::string& text) { return parse_studies(text, analyze.studies); });
}

// A script's empty variable must not mean the present folder.
void add_report(CLI::App& app, Report& report) {
    CLI::App* command = app.add_subcommand(
        "report", "one folder with everything: page, figures, tables, script, session");
    add_common(*command, report.common);
    command
        ->add_option("--out", report.out, "the folder to make; an earlier report in it is replaced")
        ->required()
        ->check(not_empty);
    add_row_options(*command, report.rows);
    report.studies.assign(engine::kAllStudies.begin(), engine::kAllStudies.end());
    command
        ->add_option_function<std::string>(
            "--studies", [](const std::string&) {},
            "'all' (the default), or some of " + study_names())
        ->check([&report](const std::string& text) { return parse_studies(text, report.studies); });
}

void add_screenshot(CLI::App& app, Screenshot& screenshot) {
    CLI::App* command =
        app.add_subcommand("screenshot", "a picture of the window, without a display");
    add_common(*command, screenshot.common);
    command->add_option("--out", screenshot.out, "the PNG file to write")
        ->required()
        ->check(not_empty)
        ->check(not_png);
    command
        ->add_option_function<std::string>(
            "--size", [](const std::string&) {}, "WIDTHxHEIGHT at scale 1 (1920x1080)")
        ->check([&screenshot](const std::string& text) { return parse_size(text, screenshot); });
    command->add_option("--scale", screenshot.scale, "the picture measures size times scale")
        ->check(CLI::Range(0.5, 8.0));
    command->add_option("--tab", screenshot.tab, "which tab is open: " + tab_names());
    command->add_option("--ridges", screenshot.ridges,
                        "the column beside the clusters (the measure)");
    command
        ->add_option("--row", screenshot.row, "the row in question: a data row of the file, from 1")
        ->check(CLI::Range(std::uint32_t{1}, std::numeric_limits<std::uint32_t>::max()));
    command
        ->add_option("--select", screenshot.select, "select rows: COLUMN=low..high or COLUMN=NAME")
        ->check(not_empty);
    command
        ->add_option("--left", screenshot.columns,
                     "what the left panel shows: knobs or columns (columns of a guessed schema)")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, bool>{{"knobs", false}, {"columns", true}}));
    command
        ->add_option("--baseline", screenshot.baseline,
                     "key=value[,key=value]: pin the result at these settings first")
        ->delimiter(',');
    command->add_flag("--before", screenshot.before,
                      "show the pinned result, as while Space is held");
    command
        ->add_option("--first-minute", screenshot.first_minute,
                     "the first minute, so many seconds after it began")
        ->check(CLI::Range(0.0, 60.0));
    command->add_option("--theme", screenshot.theme, "dark or light")
        ->transform(CLI::CheckedTransformer(std::map<std::string, plot::Theme>{
            {"dark", plot::Theme::dark}, {"light", plot::Theme::light}}));
    command->add_option("--cloud", screenshot.cloud, "points, density or auto")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, ui::CloudChoice>{{"points", ui::CloudChoice::points},
                                                   {"density", ui::CloudChoice::density},
                                                   {"auto", ui::CloudChoice::automatic}}));
}

void add_figure(CLI::App& app, MakeFigure& figure) {
    CLI::App* command = app.add_subcommand("figure", "one figure as a file: SVG, PDF or PNG");
    command->add_option("NAME", figure.choice.name, "which; 'list' lists them")->required();
    add_common(*command, figure.common, &figure.choice.column);
    add_figure_options(*command, figure.choice);
}

void add_settings(CLI::App& app, ListSettings& settings) {
    CLI::App* command = app.add_subcommand(
        "settings", "list every setting of a table with its range, default and meaning");
    add_table(*command, settings.table);
}

void add_schema(CLI::App& app, ShowSchema& schema) {
    CLI::App* command =
        app.add_subcommand("schema", "what the columns of a table mean, as JSON, and why");
    add_table(*command, schema.table);
    command->add_option("--out", schema.out, "the JSON file to write")->check(not_empty);
}

// 'explore' may be left out: the first argument is then a file or an option of it.
std::vector<std::string> with_command(int count, const char* const* values) {
    std::vector<std::string> words(values + 1, values + count);
    static constexpr std::array kOwn = {"--help", "-h", "--version"};
    const auto is_one_of = [&](const auto& list) {
        return std::find(list.begin(), list.end(), words.front()) != list.end();
    };
    if (words.empty() || (!is_one_of(kCommands) && !is_one_of(kOwn)))
        words.insert(words.begin(), "explore");
    std::reverse(words.begin(), words.end()); // as CLI11 wants them
    return words;
}

Parsed wrong_usage(const std::string& message) {
    print_error(message.substr(0, message.find('\n')) + " (see 'cohortscope --help')");
    Parsed parsed;
    parsed.done = true;
    parsed.exit_status = 2;
    return parsed;
}

Parsed failed(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() != 0)
        return wrong_usage(error.what());
    std::ostringstream text; // help or version
    app.exit(error, text, text);
    print_text(text.str());
    Parsed parsed;
    parsed.done = true;
    return parsed;
}

template <class Check> Parsed checked(Arguments arguments, const Check& check) {
    try {
        check();
    } catch (const WrongUsage& error) {
        return wrong_usage(error.what());
    } catch (const base::Error&) { // of the schema's file: who reads it says so
    }
    return {std::move(arguments)};
}

Parsed checked(
    Arguments arguments, const Common& common, const std::function<void()>& first = [] {}) {
    return checked(std::move(arguments), [&] {
        first();
        check_assignments(common);
        check_columns(common.table, common.session);
    });
}

Parsed checked(Arguments arguments, const TableChoice& table) {
    return checked(std::move(arguments), [&] { check_columns(table); });
}

} // namespace

Parsed parse_arguments(int count, const char* const* values) {
    CLI::App app("Cohortscope: a live, visual explorer of the groups in a table.", "cohortscope");
    app.set_version_flag("--version", std::string("cohortscope ") + report::version());
    app.require_subcommand(1);
    Explore explore;
    Analyze analyze;
    Report report;
    Screenshot screenshot;
    MakeFigure figure;
    Sample sample;
    add_explore(app, explore);
    add_analyze(app, analyze);
    add_report(app, report);
    add_screenshot(app, screenshot);
    add_figure(app, figure);
    add_sample(app, sample);
    ListSettings settings;
    add_settings(app, settings);
    ShowSchema schema;
    add_schema(app, schema);
    try {
        app.parse(with_command(count, values));
    } catch (const CLI::ParseError& error) {
        return failed(app, error);
    }
    const std::string command = app.get_subcommands().front()->get_name();
    if (command == "analyze")
        return checked(analyze, analyze.common, [&] { check_exports(analyze.exports); });
    if (command == "report")
        return checked(report, report.common);
    if (command == "screenshot")
        return checked(screenshot, screenshot.common);
    if (command == "figure")
        return checked(figure, figure.common, [&] { check_figure(figure.choice); });
    if (command == "sample")
        return {sample};
    if (command == "settings")
        return checked(settings, settings.table);
    if (command == "schema")
        return checked(schema, schema.table);
    return checked(explore, explore.common);
}

} // namespace cohortscope::app
