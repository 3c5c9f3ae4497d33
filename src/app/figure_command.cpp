#include "app/figure_command.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <vector>

#include "base/format.h"
#include "schema/guess.h"

namespace cohortscope::app {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

// What turns the one into the other, "key=value" each; both have the same schema.
std::vector<std::string> assignments(const engine::Settings& before,
                                     const engine::Settings& after) {
    const std::vector<std::string> had = lines_of(engine::all_as_text(before));
    const std::set<std::string> known(had.begin(), had.end());
    std::vector<std::string> changed;
    for (std::string& line : lines_of(engine::all_as_text(after)))
        if (!known.contains(line))
            changed.push_back(std::move(line));
    for (const auto& [name, weight] : before.weights) {
        if (after.weights.contains(name))
            continue;
        const auto& features = after.schema->features;
        const auto found = std::ranges::find(features, name, &schema::FeatureSpec::name);
        const double usual = found == features.end() ? 0.0 : found->default_weight;
        changed.push_back("weight." + name + "=" + base::shortest(usual));
    }
    return changed;
}

// " --schema NAME" where the table would have another one by itself.
std::string schema_words(const engine::Result& result, std::string& missing) {
    const schema::Schema& schema = *result.settings.schema;
    if (*schema::best_schema(*result.prepared.table) == schema)
        return {};
    const std::shared_ptr<const schema::Schema> known = schema::find_schema(schema.name);
    if (known && *known == schema)
        return " --schema " + shell_word(schema.name);
    missing = "It lacks what was changed in the columns: save the schema there and add --schema "
              "FILE";
    return {};
}

bool is_file(const std::string& path) {
    std::error_code unknown;
    return std::filesystem::is_regular_file(path, unknown);
}

} // namespace

std::string shell_word(std::string_view text) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("_-./=:,+@%").find(c) != std::string_view::npos;
    };
    if (!text.empty() && std::ranges::all_of(text, plain))
        return std::string(text);
    std::string quoted = "'";
    for (const char c : text)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

FigureCommand figure_command(const FigureMade& made) {
    const auto& [figure, result, options, column, baseline] = made;
    FigureCommand command;
    const std::string& source = result.prepared.table->source;
    std::string& text = command.text;
    text = "cohortscope figure " + shell_word(figure);
    if (is_file(source)) // a name like an option is none with a folder before it
        text += " " + shell_word(source.starts_with('-') ? "./" + source : source);
    if (!options.sheet.empty())
        text += " --sheet " + shell_word(options.sheet);
    if (options.strict)
        text += " --strict";
    for (const auto& [wanted, called] : options.columns)
        text += " --column " + shell_word(wanted + "=" + called);
    text += schema_words(result, command.missing);
    engine::Settings usual;
    usual.schema = result.settings.schema;
    for (const std::string& assignment : assignments(usual, result.settings))
        text += " --set " + shell_word(assignment);
    if (!column.empty())
        text += " --column " + shell_word(column);
    if (baseline != nullptr) {
        std::vector<std::string> before = assignments(result.settings, *baseline);
        if (before.empty())
            before.push_back("kmeans.k=" + std::to_string(baseline->kmeans.k));
        for (const std::string& assignment : before)
            text += " --baseline " + shell_word(assignment);
    }
    text += " --caption --out " + shell_word(figure + ".svg");
    return command;
}

} // namespace cohortscope::app
