#include "report/content/sections.h"

#include "base/format.h"
#include "engine/settings_difference.h"
#include "features/encode.h"
#include "plot/labels.h"
#include "plot/terms.h"

namespace cohortscope::report {

namespace {

constexpr double kPercent = 100.0; // an indicator is a share

std::string sentence_case(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string statistics_of(const plot::TermWords& words) {
    return std::string(words.plain) +
           (words.statistics.empty() ? "" : " (" + std::string(words.statistics) + ")");
}

// What the clustering saw: the features with their moments.
PageTable features_table(const engine::Result& result) {
    PageTable table;
    table.sheet = {"features",
                   "The features of the distance",
                   {"Before scaling, in their own units; a feature of weight 0 has no part in the "
                    "distance."},
                   {},
                   {}};
    table.sheet.columns = {{"feature", "feature", CellKind::text},
                           {"unit", "unit", CellKind::text},
                           {"weight", "weight", CellKind::real, "", 2},
                           {"mean", "mean", CellKind::real},
                           {"deviation", "standard deviation", CellKind::real},
                           {"least", "least", CellKind::real},
                           {"greatest", "greatest", CellKind::real}};
    for (const auto& feature : result.prepared.features->columns) {
        const double shown = feature->level.empty() ? feature->spec->factor : kPercent;
        table.sheet.rows.push_back({plot::label_of(*feature), plot::unit_of(*feature),
                                    features::weight_of(result.settings.weights, *feature->spec),
                                    feature->mean * shown, feature->std * shown,
                                    feature->min * shown, feature->max * shown});
    }
    return table;
}

PageTable settings_table(const engine::Settings& settings) {
    engine::Settings defaults;
    defaults.schema = settings.schema;
    PageTable table;
    table.sheet = {"settings", "Every knob", {}, {}, {}};
    table.sheet.columns = {{"key", "key", CellKind::text},
                           {"value", "value", CellKind::text},
                           {"default", "default", CellKind::text},
                           {"meaning", "what it does", CellKind::text}};
    for (const engine::Field& field : engine::fields(settings))
        table.sheet.rows.push_back({field.key, engine::text_of(field, settings),
                                    engine::text_of(field, defaults), field.help});
    for (const schema::FeatureSpec& feature : settings.schema->features)
        table.sheet.rows.push_back({"weight." + feature.name,
                                    base::shortest(features::weight_of(settings.weights, feature)),
                                    base::shortest(feature.default_weight),
                                    "Multiplies the scaled " + feature.label + "."});
    return table;
}

} // namespace

PageSection definitions_section(const engine::Result& result) {
    PageSection section{"definitions", "Definitions", {}};
    PageDefinitions definitions;
    for (const plot::TermWords& words : plot::terms())
        if (words.term != plot::Term::preview && words.term != plot::Term::better_optimum &&
            words.term != plot::Term::duration)
            definitions.entries.push_back(
                {sentence_case(statistics_of(words)), sentence_case(std::string(words.help))});
    section.blocks.push_back(features_table(result));
    section.blocks.push_back(definitions);
    return section;
}

PageSection settings_section(const engine::Settings& settings) {
    PageSection section{"settings", "Settings", {}};
    engine::Settings defaults;
    defaults.schema = settings.schema;
    const std::vector<std::string> changed = engine::settings_difference(defaults, settings);
    section.blocks.push_back(PageParagraph{changed.empty() ? "Every knob stands at its default."
                                                           : "Changed from the defaults:"});
    section.blocks.push_back(PageList{changed});
    section.blocks.push_back(settings_table(settings));
    return section;
}

} // namespace cohortscope::report
