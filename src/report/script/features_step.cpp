// S9 to S11: features, scaling, weights.
#include <cmath>

#include "base/asset.h"
#include "features/encode.h"
#include "report/script/python_text.h"
#include "report/script/script.h"

namespace cohortscope::report {

namespace {

using schema::Encoding;

std::string words_of(const schema::FeatureSpec& feature) {
    const std::string label =
        feature.label.empty() ? schema::plain_label(feature.name) : feature.label;
    return label + (feature.unit.empty() ? "" : ", " + feature.unit);
}

// The numbers that a feature of one column is.
std::string value_of(Script& script, const schema::BoundFeature& feature) {
    const schema::Bound& bound = script.bound;
    const Encoding encoding = feature.spec->encoding;
    switch (feature.source) {
    case schema::Source::id:
        return "rows_of_id[rows.index]";
    case schema::Source::measure: {
        const std::string cells = cells_named(bound.measure->spec->name);
        return encoding == Encoding::logarithm ? "np.log1p(" + cells + ")" : cells;
    }
    case schema::Source::names:
        script.needs("share_of_rows");
        return "share_of_rows(" + cells_named(bound.names[feature.slot].spec->name) + ")";
    case schema::Source::number:
        break;
    }
    const std::string cells = cells_named(number_named(bound, feature.slot));
    if (encoding == Encoding::age)
        return std::to_string(script.result.settings.reference_year) + " - " + cells;
    return encoding == Encoding::logarithm ? "np.log1p(" + cells + ".clip(lower=0))" : cells;
}

void write_weight(Script& script, const std::string& feature, double weight) {
    if (weight != 1.0)
        script.line("weights[" + python_literal(feature) + "] = " + python_number(weight));
}

// Whether the program made indicators of it: not of too many names.
bool is_one_hot(const Script& script, const schema::BoundFeature& feature) {
    const bool asked = feature.spec->encoding == Encoding::one_hot ||
                       feature.spec->encoding == Encoding::one_hot_full;
    return asked && script.result.prepared.rows->names[feature.slot].name_rows.size() <=
                        features::kMostLevels;
}

void write_one_hot(Script& script, const schema::BoundFeature& feature, double weight) {
    script.needs("one_hot");
    const std::string name = script.bound.names[feature.slot].spec->name;
    const bool root = feature.spec->encoding == Encoding::one_hot;
    script.note("An indicator for each name" +
                std::string(root ? "; together they weigh as much as one number." : "."));
    script.line("indicators = one_hot(" + python_literal(feature.spec->name) + ", " +
                cells_named(name) + ")");
    script.line("features.update(indicators)");
    if (root || weight != 1.0)
        script.line("weights.update(dict.fromkeys(indicators, " + python_number(weight) +
                    (root ? " / np.sqrt(len(indicators))))" : "))"));
}

void write_columns(Script& script) {
    const features::Weights& weights = script.result.settings.weights;
    script.comment("Features, and the weights that are not 1.");
    script.line("features, weights = {}, {}");
    for (const schema::BoundFeature& feature : script.bound.features) {
        const double weight = features::weight_of(weights, *feature.spec);
        if (is_one_hot(script, feature)) {
            write_one_hot(script, feature, weight);
            continue;
        }
        script.note(words_of(*feature.spec));
        script.line("features[" + python_literal(feature.spec->name) +
                    "] = " + value_of(script, feature));
        write_weight(script, feature.spec->name, weight);
    }
    for (const std::string& extra : script.plan.extras) {
        const std::string cells = "extras.loc[rows.index, " + python_literal(extra) + "]";
        script.line("extra = " + cells);
        script.line("features[" + python_literal(extra) + "] = extra.fillna(extra.median())");
        write_weight(script, extra, weights.at(extra));
    }
    script.line("features = pd.DataFrame(features)");
    script.line(
        "weights = pd.Series(weights, dtype=float).reindex(features.columns, fill_value=1.0)");
}

void write_scaling(Script& script) {
    switch (script.result.settings.scaler) {
    case features::Scaler::standard:
        script.comment("Scaler standard: less the mean, divided by the deviation.");
        return script.line("centre, spread = mean, std");
    case features::Scaler::robust:
        script.comment("Scaler robust: less the median, divided by the interquartile range.");
        script.line("quartiles = features.quantile([0.25, 0.5, 0.75])");
        return script.line("centre, spread = quartiles.loc[0.5], "
                           "(quartiles.loc[0.75] - quartiles.loc[0.25]).replace(0, 1)");
    case features::Scaler::minmax:
        script.comment("Scaler minmax: from 0 for the least to 1 for the most.");
        return script.line("centre, spread = features.min(), features.max() - features.min()");
    case features::Scaler::none:
        script.comment("Scaler none: the values as they are; a constant becomes 0.");
        return script.line("centre, spread = 0.0, pd.Series(1.0, features.columns)");
    }
}

} // namespace

void write_features(Script& script) {
    write_columns(script);
    script.code("\n");
    script.code(base::find_asset("moments.py"));
    write_scaling(script);
    script.code(base::find_asset("after_scaling.py"));
}

} // namespace cohortscope::report
