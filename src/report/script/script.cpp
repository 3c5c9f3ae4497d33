#include "report/script/script.h"

#include <algorithm>

#include "base/asset.h"
#include "base/error.h"
#include "features/encode.h"
#include "plot/labels.h"
#include "report/analysis_json.h"
#include "report/script/python_text.h"

namespace cohortscope::report {

namespace {

std::string value_of(const plot::EffectValue& value) {
    const auto listed = [](const auto& numbers) {
        std::string text = "[";
        for (const auto number : numbers)
            text.append(text.size() > 1 ? ", " : "").append(python_number(double(number)));
        return text + "]";
    };
    if (const auto* count = std::get_if<std::size_t>(&value))
        return std::to_string(*count);
    if (const auto* counts = std::get_if<std::vector<std::size_t>>(&value))
        return listed(*counts);
    return listed(std::get<std::vector<double>>(value));
}

// A line or more inside the dictionary of the program's values.
std::string entry(const std::string& prefix, const std::vector<double>& values) {
    std::vector<std::string> items;
    for (const double value : values)
        items.push_back(python_number(value));
    std::string text = python_list(prefix, '[', items, ']');
    text.back() = ',';
    return text + "\n";
}

} // namespace

Script::Script(const engine::Result& shown, const ScriptSource& file)
    : result(shown), source(file), bound(*shown.prepared.bound), plan(plan_script(shown)),
      effects_(plot::effects_of(shown)), by_step_(!names_fields(*shown.settings.schema)) {}

void Script::line(const std::string& text) { steps_ += python_line(text); }

void Script::comment(std::string_view text) { steps_.append("\n").append(python_comment(text)); }

void Script::note(std::string_view text) { steps_ += python_comment(text); }

const plot::Effect* Script::find(plot::EffectPart part, std::string_view column,
                                 std::string_view what) const {
    const auto found = std::ranges::find_if(effects_, [&](const plot::Effect& effect) {
        return effect.part == part && effect.column == column && effect.what == what;
    });
    return found == effects_.end() || (!by_step_ && found->key.empty()) ? nullptr : &*found;
}

std::string Script::key_of(const plot::Effect& effect) const {
    if (!by_step_)
        return python_literal(effect.key);
    return python_literal(plot::name_of(effect.part)) + ", " +
           (effect.column.empty() ? "None" : python_literal(effect.column)) + ", " +
           python_literal(effect.what);
}

bool Script::is_counted(plot::EffectPart part, std::string_view column,
                        std::string_view what) const {
    return find(part, column, what) != nullptr;
}

void Script::expect_count(plot::EffectPart part, std::string_view column, std::string_view what) {
    if (const plot::Effect* effect = find(part, column, what))
        expected_.emplace_back(by_step_ ? std::string("(") + key_of(*effect) + ")"
                                        : key_of(*effect),
                               value_of(effect->value));
}

void Script::count(plot::EffectPart part, std::string_view column, std::string_view what,
                   const std::string& expression, std::string_view indent) {
    const plot::Effect* effect = find(part, column, what);
    if (effect == nullptr)
        return;
    expect_count(part, column, what);
    line(std::string(indent) + "counts[" + key_of(*effect) + "] = " + expression);
}

std::string Script::program_values() const {
    const features::FeatureSet& features = *result.prepared.features;
    const analysis::Clustering& clustering = *result.clustering;
    std::string text = python_comment("What the program found; the last lines compare.") +
                       "PROGRAM = {\n    \"counts\": {\n";
    const auto add = [&](const std::string& key, const std::string& value) {
        text += "        " + key + ": " + value + ",\n";
    };
    add("\"rows_read\"", std::to_string(result.prepared.cleaned->counts.rows_read));
    add("\"rows_used\"", std::to_string(result.rows()));
    add("\"distinct_rows\"", std::to_string(features::count_distinct_rows(features)));
    for (const auto& [key, value] : expected_)
        add(key, value);
    text += "    },\n    \"features\": {  # mean, deviation, least and most, before scaling\n";
    for (const auto& feature : features.columns)
        text += entry("        " + python_literal(feature->name) + ": ",
                      {feature->mean, feature->std, feature->min, feature->max});
    text += "    },\n";
    text += entry("    \"explained_variance\": ", result.pca->explained_variance_ratio);
    text += "    \"inertia\": " + python_number(clustering.inertia) + ",\n";
    text += entry("    \"sizes\": ", {clustering.sizes.begin(), clustering.sizes.end()});
    if (result.settings.method == engine::Method::ward)
        return text + "}\n";
    const auto d = static_cast<std::ptrdiff_t>(result.prepared.matrix->dimensions());
    text += clustering.converged ? "    \"converged\": True,\n" : "    \"converged\": False,\n";
    text += "    \"centers\": [  # in the scaled and weighted space\n";
    for (auto centre = clustering.centres.begin(); centre != clustering.centres.end(); centre += d)
        text += entry("        ", {centre, centre + d});
    return text + "    ],\n}\n";
}

std::string Script::text() const {
    std::string text(base::find_asset("head.py"));
    std::set<std::string> imports = {"import argparse", "import hashlib", "import json",
                                     "import sys"};
    imports.insert(imports_.begin(), imports_.end());
    for (const std::string& import : imports)
        if (import.starts_with("import "))
            text += import + "\n";
    text += "\n";
    text += "import numpy as np\nimport pandas as pd\n";
    for (const std::string& import : imports_)
        if (import.starts_with("from "))
            text += import + "\n";
    text += "\nTABLE = " + python_literal(source.name) + "\n";
    text += "SHA256 = \"" + source.sha256 + "\"\n" + program_values();
    for (const std::string& helper : helpers_) {
        const std::string_view asset = base::find_asset(helper + ".py");
        ENSURE(!asset.empty());
        text.append("\n\n").append(asset);
    }
    return text + "\n\n" + steps_;
}

std::string cells_named(std::string_view column, std::string_view frame) {
    return std::string(frame) + "[" + python_literal(column) + "]";
}

std::string places_of(const schema::ColumnSpec& column) { return "place of " + column.name; }

std::string number_named(const schema::Bound& bound, std::size_t slot) {
    const schema::ColumnSpec& spec = *bound.numbers[slot].spec;
    return spec.role == schema::Role::category ? places_of(spec) : spec.name;
}

std::string words_for(const schema::ColumnSpec& column) {
    return column.label.empty() ? schema::plain_label(column.name) : column.label;
}

} // namespace cohortscope::report
