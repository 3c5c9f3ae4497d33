#include "engine/knob_effect.h"

#include <algorithm>
#include <cmath>

#include "engine/rules.h"
#include "features/encode.h"

namespace cohortscope::engine {

namespace {

using schema::ColumnSpec;
using schema::FeatureSpec;
using schema::Role;

constexpr std::string_view kWeight = "weight.";

bool is_muted(const FeatureSpec& feature, const Settings& settings) {
    return features::weight_of(settings.weights, feature) == 0.0;
}

double value_of(const Settings& settings, const ColumnSpec& column, Knob knob) {
    const Field* field = find_field(*settings.schema, knob_key(column, knob));
    return field != nullptr ? field->get(settings) : 0.0;
}

// Whether the names of the column are taken from rows that share the number.
bool votes_by(const Settings& settings, const ColumnSpec& names, const std::string& number) {
    if (names.role != Role::category || names.fill.vote_number != number)
        return false;
    const auto chosen = static_cast<std::size_t>(value_of(settings, names, Knob::missing));
    const std::vector<schema::NameFill> fills = name_fills(names);
    return chosen < fills.size() && fills[chosen] == schema::NameFill::votes;
}

void add_features_of(const Settings& settings, const std::string& column,
                     std::vector<std::string>& names) {
    for (const FeatureSpec& feature : settings.schema->features)
        if (feature.from == column && std::ranges::find(names, feature.name) == names.end())
            names.push_back(feature.name);
}

// The features of a column, and of those whose filling reads it.
void add_reached(const Settings& settings, const ColumnSpec& column,
                 std::vector<std::string>& names) {
    add_features_of(settings, column.name, names);
    for (const ColumnSpec& other : settings.schema->columns)
        if (votes_by(settings, other, column.name))
            add_features_of(settings, other.name, names);
}

// Dropped rows are missed by every feature.
bool drops_rows(const Settings& settings, const ColumnSpec& column) {
    if (outliers_of(settings, column).mode == schema::OutlierMode::drop)
        return true;
    const auto chosen = static_cast<std::size_t>(value_of(settings, column, Knob::missing));
    const std::vector<schema::NumberFill> numbers = number_fills(column);
    const std::vector<schema::NameFill> names = name_fills(column);
    return column.role == Role::category
               ? chosen < names.size() && names[chosen] == schema::NameFill::drop
               : chosen < numbers.size() && numbers[chosen] == schema::NumberFill::drop;
}

const FeatureSpec* find_feature(const Settings& settings, std::string_view name) {
    const auto found = std::ranges::find(settings.schema->features, name, &FeatureSpec::name);
    return found != settings.schema->features.end() ? &*found : nullptr;
}

} // namespace

std::optional<std::vector<std::string>> features_behind(std::string_view key,
                                                        const Settings& settings) {
    if (key == "seed" || (key.starts_with("kmeans.") && key != "kmeans.k"))
        return std::vector<std::string>();
    std::vector<std::string> names;
    if (key == "reference_year") {
        for (const ColumnSpec& column : settings.schema->columns)
            if (column.role == Role::year)
                add_reached(settings, column, names);
        return names;
    }
    const Field* field = find_field(*settings.schema, key);
    const ColumnSpec* column =
        field != nullptr && !field->column.empty() ? settings.schema->find(field->column) : nullptr;
    if (column == nullptr || drops_rows(settings, *column) ||
        key == knob_key(*column, Knob::outliers))
        return std::nullopt;
    add_reached(settings, *column, names);
    return names;
}

std::optional<Idle> idle_knob(std::string_view key, const Settings& settings) {
    const auto behind = features_behind(key, settings);
    if (!behind)
        return std::nullopt;
    if (behind->empty())
        return settings.method == Method::ward && find_field(*settings.schema, key)->column.empty()
                   ? std::optional<Idle>(Idle{})
                   : std::nullopt;
    for (const std::string& name : *behind)
        if (!is_muted(*find_feature(settings, name), settings))
            return std::nullopt;
    return Idle{*behind};
}

void wake_knob(const Idle& idle, Settings& settings) {
    if (idle.muted.empty())
        settings.method = Method::kmeans;
    else // the most direct path is enough
        settings.weights.erase(idle.muted.front());
}

namespace {

bool has_names(const std::vector<schema::BoundNames>& slots, const std::string& column) {
    return std::ranges::none_of(slots, [&](const schema::BoundNames& slot) {
        return slot.spec->name == column && slot.column->dictionary.size() == 0;
    });
}

bool has_number(const std::vector<schema::BoundNumber>& slots, const std::string& column) {
    return std::ranges::none_of(slots, [&](const schema::BoundNumber& slot) {
        return slot.spec->name == column &&
               std::ranges::all_of(*slot.values, [](double value) { return std::isnan(value); });
    });
}

// Whether some row has a value of the column.
bool is_there(const schema::Bound& bound, const std::string& column) {
    if (bound.id && bound.id->spec->name == column)
        return bound.id->column->dictionary.size() > 0;
    return has_names(bound.names, column) && has_number(bound.helpers, column);
}

// The column that a knob works on, and the one that its present choice reads.
std::vector<std::string> columns_read(std::string_view key, const Settings& settings) {
    if (key.starts_with(kWeight)) {
        const FeatureSpec* feature = find_feature(settings, key.substr(kWeight.size()));
        return feature != nullptr ? std::vector{feature->from} : std::vector<std::string>();
    }
    std::vector<std::string> columns;
    if (key == "clean.person_rows") {
        for (const ColumnSpec& column : settings.schema->columns)
            if (column.role == Role::id)
                columns.push_back(column.name);
        return columns;
    }
    const Field* field = find_field(*settings.schema, key);
    const ColumnSpec* column =
        field != nullptr && !field->column.empty() ? settings.schema->find(field->column) : nullptr;
    if (column == nullptr)
        return columns;
    columns.push_back(column->name);
    if (key != knob_key(*column, Knob::missing) || column->role == Role::category)
        return columns;
    const auto chosen = static_cast<std::size_t>(field->get(settings));
    const std::vector<schema::NumberFill> fills = number_fills(*column);
    if (chosen < fills.size() && fills[chosen] == schema::NumberFill::group)
        columns.push_back(column->fill.group);
    if (chosen < fills.size() && fills[chosen] == schema::NumberFill::nearest)
        columns.insert(columns.end(), column->fill.nearest.begin(), column->fill.nearest.end());
    return columns;
}

} // namespace

std::string lacking_for(std::string_view key, const Settings& settings,
                        const schema::Bound& bound) {
    for (const std::string& name : columns_read(key, settings))
        if (!is_there(bound, name)) {
            const ColumnSpec* column = settings.schema->find(name);
            return column->label.empty() ? schema::plain_label(name) : column->label;
        }
    return {};
}

} // namespace cohortscope::engine
