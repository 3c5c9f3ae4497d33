#include "app/tables.h"

#include <algorithm>
#include <filesystem>

#include "app/progress_bar.h"
#include "app/rules_file.h"
#include "app/session_text.h"
#include "app/terminal.h"
#include "base/edit_distance.h"
#include "base/error.h"
#include "base/file.h"
#include "base/file_message.h"
#include "base/format.h"
#include "base/printable.h"
#include "engine/edited_settings.h"
#include "engine/fitted_settings.h"
#include "engine/known_tables.h"
#include "engine/session.h"
#include "engine/session/preset.h"
#include "features/encode.h"
#include "sample/sample.h"
#include "schema/bind.h"
#include "schema/guess.h"
#include "schema/schema_json.h"

namespace cohortscope::app {

namespace {

void assign(engine::Settings& settings, const std::string& assignment) {
    try {
        engine::set_from_assignment(settings, assignment);
    } catch (const base::Error& error) {
        throw WrongUsage(base::Error(std::string("--set: ") + error.what()));
    }
}

} // namespace

data::ReadOptions read_options(const TableChoice& choice) {
    return {choice.sheet, choice.strict, choice.columns};
}

std::shared_ptr<const data::Table> read_table(const TableChoice& choice) {
    if (choice.data.empty())
        return std::make_shared<const data::Table>(sample::make_sample());
    base::Progress progress;
    const ProgressBar bar("reading", progress, choice.quiet);
    std::shared_ptr<const data::Table> table;
    try {
        table = std::make_shared<const data::Table>(
            engine::table_of_file(choice.data, read_options(choice), progress));
    } catch (const data::UnknownColumns& error) {
        throw data::UnknownColumns(
            base::Error(std::string(error.what()) +
                        "; --column COLUMN=NAME says what the file calls one"),
            error.found, error.wanted);
    }
    if (!choice.quiet)
        for (const std::string& notice : table->notices)
            print_note(notice);
    return table;
}

std::shared_ptr<const schema::Schema> named_schema(const TableChoice& choice) {
    if (choice.schema.empty())
        return nullptr;
    if (std::shared_ptr<const schema::Schema> known = schema::find_schema(choice.schema))
        return known;
    return std::make_shared<const schema::Schema>(
        schema::schema_from_json(base::read_file(choice.schema), choice.schema));
}

std::shared_ptr<const schema::Schema> schema_of(const TableChoice& choice,
                                                const data::Table& table) {
    if (std::shared_ptr<const schema::Schema> named = named_schema(choice))
        return named;
    return schema::best_schema(table);
}

engine::Settings settings_of(const Common& common, std::shared_ptr<const schema::Schema> schema) {
    engine::Settings settings;
    settings.schema = std::move(schema);
    if (!common.preset.empty())
        settings = engine::preset_named(common.preset).settings;
    if (!common.session.empty())
        settings = engine::session_from_json(session_text_of_file(common.session), common.session,
                                             settings.schema);
    if (!common.rules.empty())
        settings = engine::with_rules(settings, rules_of_file(common.rules));
    for (const std::string& assignment : common.assignments)
        assign(settings, assignment);
    engine::check_combination(settings);
    return settings;
}

engine::Settings settings_for(const Common& common,
                              const std::shared_ptr<const data::Table>& table) {
    const engine::Settings settings = settings_of(common, schema_of(common.table, *table));
    // A schema that was asked for, here or by the session, is used or refused, never exchanged.
    base::about_file(table->source, [&] { schema::bind(settings.schema, table); });
    const auto is_assigned = [&](const std::string& feature) {
        return std::ranges::any_of(common.assignments, [&](const std::string& assignment) {
            return assignment.starts_with("weight." + feature + "=");
        });
    };
    engine::Settings session = settings;
    std::erase_if(session.weights, [&](const auto& weight) { return is_assigned(weight.first); });
    engine::FittedSettings fitted = engine::fit_settings(session, table);
    if (!fitted.columns.empty() && !common.table.quiet)
        print_note(common.session + ": " + fitted.dropped);
    engine::Settings kept = std::move(fitted.settings);
    kept.weights.insert(settings.weights.begin(), settings.weights.end());
    for (const std::string& column : fitted.columns)
        kept.weights.erase(column);
    base::about_file(table->source, [&] {
        features::check_weights(schema::bind(kept.schema, table), kept.weights);
    });
    return kept;
}

void check_assignments(const Common& common) {
    const bool knows_schema = common.table.data.empty() && common.table.schema.empty() &&
                              common.session.empty(); // which may name a table
    engine::Settings scratch;
    for (const std::string& assignment : common.assignments) {
        const std::size_t equals = assignment.find('=');
        const std::string key = assignment.substr(0, equals);
        const engine::Field* field = engine::find_field(*scratch.schema, key);
        const bool of_every_schema = field != nullptr && field->column.empty();
        if (knows_schema || of_every_schema || key.starts_with("weight.") ||
            equals == std::string::npos)
            assign(scratch, assignment);
    }
}

namespace {

std::vector<std::shared_ptr<const schema::Schema>> schemas_meant(const TableChoice& choice,
                                                                 const std::string& session) {
    if (choice.schema.empty() && session.empty())
        return {schema::known_schemas().begin(), schema::known_schemas().end()};
    std::error_code unknown;
    if (schema::find_schema(choice.schema) ||
        std::filesystem::is_regular_file(choice.schema, unknown))
        return {named_schema(choice)};
    return {};
}

// Says which name is nearest, where one is near enough to be meant.
std::string nearest_to(const std::string& wanted, const std::vector<std::string>& names) {
    constexpr std::size_t kLeast = 2;
    const auto distance = [&](const std::string& name) {
        return base::edit_distance(base::lower(wanted), base::lower(name));
    };
    const auto nearest = std::ranges::min_element(names, {}, distance);
    if (nearest == names.end() || distance(*nearest) > std::max(kLeast, wanted.size() / 3))
        return {};
    return "; the nearest is '" + base::printable(*nearest) + "'";
}

} // namespace

void check_columns(const TableChoice& choice, const std::string& session) {
    if (choice.columns.empty())
        return;
    const auto schemas = schemas_meant(choice, session);
    std::vector<std::string> names;
    for (const auto& schema : schemas)
        for (const schema::ColumnSpec& column : schema->columns)
            names.push_back(column.name);
    for (const auto& [wanted, called] : choice.columns)
        if (!names.empty() && std::ranges::find(names, wanted) == names.end())
            throw WrongUsage(
                base::Error("--column: " +
                            (choice.schema.empty()
                                 ? std::string("no schema")
                                 : "the schema '" + base::printable(schemas.front()->name) + "'") +
                            (choice.schema.empty() ? " has a column '" : " has no column '") +
                            base::printable(wanted) + "'" + nearest_to(wanted, names)));
}

} // namespace cohortscope::app
