#include "engine/settings_difference.h"

#include <algorithm>
#include <set>

#include "base/format.h"
#include "features/encode.h"

namespace cohortscope::engine {

namespace {

const std::string& label_of(const schema::ColumnSpec& column) {
    return column.label.empty() ? column.name : column.label;
}

// A knob's short name, which says of which column it is.
std::string words_of(const Field& field, const schema::Schema& schema) {
    std::string words = knob_words(field);
    const schema::ColumnSpec* column = field.column.empty() ? nullptr : schema.find(field.column);
    if (column == nullptr)
        return words;
    const std::string plural = column->plural.empty() ? label_of(*column) : column->plural;
    const bool named = words.find(label_of(*column)) != std::string::npos ||
                       words.find(plural) != std::string::npos;
    return named ? words : words + " of " + label_of(*column);
}

std::string value_words(const Field& field, const Settings& settings) {
    const std::string text = text_of(field, settings);
    if (field.kind == FieldKind::choice || field.kind == FieldKind::boolean)
        return choice_words(text);
    return text + (field.unit == "%" ? " %" : "");
}

std::string schema_words(const schema::Schema& schema) {
    return schema.label.empty() ? schema.name : schema.label;
}

void add_schema(const Settings& before, const Settings& after, std::vector<SettingChange>& list) {
    if (before.schema == after.schema || *before.schema == *after.schema)
        return;
    const std::string then = schema_words(*before.schema), now = schema_words(*after.schema);
    schema::Schema but_for_rules = *before.schema;
    but_for_rules.rules = after.schema->rules;
    if (but_for_rules == *after.schema)
        list.push_back({"rules " + before.schema->rules.name + " → " + after.schema->rules.name,
                        "rules " + before.schema->rules.name, "rules " + after.schema->rules.name});
    else if (then == now && before.schema->name == after.schema->name)
        list.push_back({"schema edited", "", "schema edited"});
    else
        list.push_back({"schema " + then + " → " + now, "schema " + then, "schema " + now});
}

void add_field(const Field& field, const Settings& before, const Settings& after,
               std::vector<SettingChange>& list) {
    const Field* earlier = find_field(*before.schema, field.key);
    if (earlier == nullptr)
        return;
    const std::string then = value_words(*earlier, before), now = value_words(field, after);
    if (then == now)
        return;
    const std::string words = words_of(field, *after.schema);
    list.push_back({words + " " + then + " → " + now, words + " " + then, words + " " + now});
}

bool comes_first(const Field& field) { return field.key == "method" || field.key == "kmeans.k"; }

// A feature's weight in one of the settings; 0 where it is none.
struct Weighted {
    std::string words;
    double weight = 0.0;
    bool exists = false; // in the schema, or by a weight given
    bool is_default = true;
};

Weighted weighted(const Settings& settings, const std::string& name) {
    const auto given = settings.weights.find(name);
    for (const schema::FeatureSpec& feature : settings.schema->features)
        if (feature.name == name) {
            const double weight = features::weight_of(settings.weights, feature);
            return {feature.brief.empty() ? feature.label : feature.brief, weight, true,
                    weight == feature.default_weight};
        }
    if (given == settings.weights.end())
        return {};
    return {schema::plain_label(name), given->second, given->second > 0.0, false};
}

std::string weight_words(const std::string& words, double weight) {
    return words + (weight == 0.0 ? " muted" : " × " + base::shortest(weight));
}

void add_weight(const std::string& name, const Settings& before, const Settings& after,
                std::vector<SettingChange>& list) {
    const Weighted then = weighted(before, name), now = weighted(after, name);
    if (then.weight == now.weight && then.exists == now.exists)
        return;
    const std::string& words = now.exists ? now.words : then.words;
    if (!then.exists || !now.exists) { // another schema's feature, or a column that became one
        if (std::max(then.weight, now.weight) > 0.0)
            list.push_back({words + (now.exists ? " added" : " left out"), now.exists ? "" : words,
                            now.exists ? words : ""});
        return;
    }
    const auto side = [&](const Weighted& of) {
        return of.is_default ? std::string() : weight_words(words, of.weight);
    };
    std::string change = weight_words(words, now.weight);
    if (then.weight > 0.0 && now.weight > 0.0)
        change = words + " × " + base::shortest(then.weight) + " → " + base::shortest(now.weight);
    else if (now.weight > 0.0)
        change = words + " no longer muted";
    list.push_back({change, side(then), side(now)});
}

// Features in the order of the later schema, then those of the earlier one, then other columns.
void add_weights(const Settings& before, const Settings& after, std::vector<SettingChange>& list) {
    std::vector<std::string> names;
    std::set<std::string_view> seen;
    const auto add = [&](const std::string& name) {
        if (seen.insert(name).second)
            names.push_back(name);
    };
    for (const Settings* settings : {&after, &before})
        for (const schema::FeatureSpec& feature : settings->schema->features)
            add(feature.name);
    for (const Settings* settings : {&after, &before})
        for (const auto& [name, weight] : settings->weights)
            add(name);
    for (const std::string& name : names)
        add_weight(name, before, after, list);
}

} // namespace

std::vector<SettingChange> changed_settings(const Settings& before, const Settings& after) {
    std::vector<SettingChange> list;
    add_schema(before, after, list);
    for (const bool first : {true, false}) {
        for (const Field& field : fields(after))
            if (comes_first(field) == first)
                add_field(field, before, after, list);
        if (first && before.schema->name == after.schema->name) // else the schema says it
            add_weights(before, after, list);
    }
    for (const Field& field : rule_fields(*after.schema))
        add_field(field, before, after, list);
    return list;
}

std::vector<std::string> settings_difference(const Settings& before, const Settings& after) {
    std::vector<std::string> words;
    for (const SettingChange& change : changed_settings(before, after))
        words.push_back(change.words);
    return words;
}

std::string knob_words(const Field& field) {
    if (field.key == "kmeans.k")
        return "k";
    std::string label = field.label;
    constexpr std::string_view kBelow = " below";
    if (label.ends_with(kBelow))
        label.erase(label.size() - kBelow.size());
    return base::lower(label.substr(0, 1)) + label.substr(1);
}

std::string choice_words(std::string_view choice) {
    if (choice == "minmax")
        return "min–max";
    if (choice == "kmeans")
        return "K-Means";
    if (choice == "ward")
        return "Ward";
    if (choice == "true" || choice == "false") // a switch with a further choice
        return choice == "true" ? "on" : "off";
    return std::string(choice);
}

} // namespace cohortscope::engine
