#include "report/tables/about_sheets.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/format.h"
#include "features/encode.h"
#include "plot/effects.h"
#include "plot/labels.h"
#include "plot/terms.h"
#include "report/disclosure/small_cells.h"
#include "report/tables/cells.h"

namespace cohortscope::report {

namespace {

// An effect's values one a row: most effects have one.
class AddEffect {
  public:
    AddEffect(Sheet& sheet, const plot::Effect& effect, std::size_t smallest)
        : sheet_(sheet), effect_(effect), smallest_(smallest) {}

    void operator()(std::size_t count) const {
        add(effect_.what, unless(is_small(count, smallest_), static_cast<long long>(count)));
    }
    void operator()(const std::vector<std::size_t>& counts) const {
        for (std::size_t i = 0; i < counts.size(); ++i)
            add(effect_.what + " " + std::to_string(i + 1),
                unless(is_small(counts[i], smallest_), static_cast<long long>(counts[i])));
    }
    void operator()(const std::vector<double>& values) const {
        for (std::size_t i = 0; i < values.size(); ++i)
            add(effect_.what + " " + std::to_string(i + 1), values[i]);
    }

  private:
    void add(std::string what, Cell value) const {
        sheet_.rows.push_back({std::string(plot::name_of(effect_.part)), effect_.column,
                               std::move(what), std::move(value), effect_.phrase});
    }
    Sheet& sheet_;
    const plot::Effect& effect_;
    std::size_t smallest_;
};

// Whether its mean times the rows is a count of people, which other sheets may have to hide.
bool is_rate(const features::Feature& feature) {
    return std::ranges::all_of(feature.values,
                               [](double value) { return value == 0.0 || value == 1.0; });
}

} // namespace

Sheet settings_sheet(const engine::Settings& settings) {
    engine::Settings defaults;
    defaults.schema = settings.schema;
    Sheet sheet{.name = "settings",
                .title = "Every setting of the analysis",
                .notes = {"Schema: " + settings.schema->name},
                .columns = {{.name = "key", .label = "setting"},
                            {.name = "value", .label = "value"},
                            {.name = "default", .label = "default"},
                            {.name = "unit", .label = "unit"},
                            {.name = "meaning", .label = "meaning"}},
                .rows = {}};
    for (const engine::Field& field : engine::fields(settings))
        sheet.rows.push_back({field.key, engine::text_of(field, settings),
                              engine::text_of(field, defaults), field.unit, field.help});
    for (const schema::FeatureSpec& feature : settings.schema->features)
        sheet.rows.push_back({"weight." + feature.name,
                              base::shortest(features::weight_of(settings.weights, feature)),
                              base::shortest(feature.default_weight), std::string(),
                              "Multiplies the scaled " + feature.label + "; 0 switches it off."});
    return sheet;
}

Sheet feature_sheet(const engine::Result& result, std::size_t smallest) {
    const engine::Prepared& prepared = result.prepared;
    double total = 0.0;
    for (const auto& column : prepared.matrix->columns)
        total += column->variance;
    const auto real = [](const char* name, const char* label) {
        return SheetColumn{.name = name, .label = label, .kind = CellKind::real};
    };
    Sheet sheet{
        .name = "features",
        .title = "What the distance between rows is made of",
        .notes = {"The deviation is the population's, with n below"},
        .columns = {{.name = "feature", .label = "feature"},
                    {.name = "label", .label = "in words"},
                    {.name = "unit", .label = "unit"},
                    real("weight", "weight"),
                    real("mean", "mean"),
                    real("std", "deviation"),
                    {.name = "share", .label = "share of the distance", .kind = CellKind::share}},
        .rows = {}};
    for (std::size_t f = 0; f < prepared.features->columns.size(); ++f) {
        const features::Feature& feature = *prepared.features->columns[f];
        const features::MatrixColumn& column = *prepared.matrix->columns[f];
        const bool counts = smallest > 1 && is_rate(feature);
        const bool scaled = result.settings.scaler == features::Scaler::standard;
        sheet.rows.push_back(
            {feature.name, plot::label_of(feature), plot::unit_of(feature), column.weight,
             unless(counts, feature.mean), unless(counts, feature.std),
             unless(counts && !scaled, total > 0.0 ? column.variance / total : 0.0)});
    }
    name_hidden(sheet);
    return sheet;
}

Sheet effect_sheet(const engine::Result& result, std::size_t smallest) {
    const data::Table& table = *result.prepared.table;
    Sheet sheet{
        .name = "repairs",
        .title = "What each step did to rows and cells",
        .notes = {"Table: " + std::filesystem::path(table.source).filename().string() + ", " +
                      plot::row_count(result.rows()) + " used",
                  small_cells_rule(smallest)},
        .columns = {{.name = "step", .label = "step"},
                    {.name = "column", .label = "column"},
                    {.name = "what", .label = "what"},
                    {.name = "value", .label = "value", .kind = CellKind::real, .decimals = 0},
                    {.name = "words", .label = "in words"}},
        .rows = {}};
    for (const plot::Effect& effect : plot::effects_of(result))
        if (!effect.what.empty())
            std::visit(AddEffect(sheet, effect, smallest), effect.value);
    // The words hold the count.
    for (std::vector<Cell>& row : sheet.rows)
        if (std::holds_alternative<Suppressed>(row[3]))
            row[4] = std::string();
    name_hidden(sheet);
    return sheet;
}

Sheet definition_sheet() {
    Sheet sheet{.name = "definitions",
                .title = "What the words mean",
                .notes = {},
                .columns = {{.name = "term", .label = "term"},
                            {.name = "statistics", .label = "what a statistician calls it"},
                            {.name = "meaning", .label = "meaning"}},
                .rows = {}};
    for (const plot::TermWords& words : plot::terms())
        sheet.rows.push_back(
            {std::string(words.plain), std::string(words.statistics), std::string(words.help)});
    return sheet;
}

} // namespace cohortscope::report
