#include "engine/settings.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/error.h"
#include "base/format.h"
#include "engine/rules.h"

namespace cohortscope::engine {

namespace {

constexpr std::string_view kWeightPrefix = "weight.";

std::optional<double> parse_number(std::string_view text) {
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    if (text.empty() || parsed.ec != std::errc() || parsed.ptr != end || !std::isfinite(value))
        return std::nullopt;
    return value;
}

base::Error refused(std::string_view key, std::string_view value, const std::string& expected) {
    return base::Error("setting " + std::string(key) + ": '" + base::shortened(value, 40) +
                       "' is not allowed; expected " + expected);
}

std::optional<double> parse_boolean(std::string_view text) {
    if (text == "true" || text == "on" || text == "1" || text == "yes")
        return 1.0;
    if (text == "false" || text == "off" || text == "0" || text == "no")
        return 0.0;
    return std::nullopt;
}

// A choice that grew out of a switch takes the words of one too.
std::optional<double> parse_choice(const Field& field, std::string_view text) {
    auto found = std::ranges::find(field.choices, std::string(text));
    if (const std::optional<double> on = parse_boolean(text); on && found == field.choices.end())
        found = std::ranges::find(field.choices, std::string(*on != 0.0 ? "true" : "false"));
    if (found == field.choices.end())
        return std::nullopt;
    return static_cast<double>(found - field.choices.begin());
}

std::optional<double> parse_value(const Field& field, std::string_view text) {
    if (field.kind == FieldKind::choice)
        return parse_choice(field, text);
    if (field.kind == FieldKind::boolean)
        return parse_boolean(text);
    const std::optional<double> value = parse_number(text);
    const bool whole = value && *value == std::floor(*value);
    if (!value || *value < field.minimum || *value > field.maximum ||
        (field.kind == FieldKind::integer && !whole))
        return std::nullopt;
    return value;
}

// Levenshtein's distance, for "did you mean".
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> line(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        line[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = line[0];
        line[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = line[j];
            line[j] = std::min({above + 1, line[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = above;
        }
    }
    return line[b.size()];
}

base::Error unknown_key(const schema::Schema& schema, std::string_view key) {
    constexpr std::size_t kLongestMeant = 60; // a longer one is no setting's name misspelt
    std::string_view nearest;
    std::size_t best = 1 + key.size() / 2;
    std::vector<const Field*> known;
    for (const std::span<const Field> list : {fields(schema), rule_fields(schema)})
        for (const Field& field : list)
            known.push_back(&field);
    for (const Field* each : known) {
        const Field& field = *each;
        if (key.size() > kLongestMeant)
            break;
        // "k" for "kmeans.k": the end of a key counts as near.
        const bool is_end = field.key.size() > key.size() && field.key.ends_with(key) &&
                            field.key[field.key.size() - key.size() - 1] == '.';
        const std::size_t distance = is_end ? 0 : edit_distance(key, field.key);
        if (distance < best) {
            best = distance;
            nearest = field.key;
        }
    }
    std::string message = "unknown setting '" + base::shortened(key, 60) + "'";
    if (!nearest.empty())
        message += "; did you mean " + std::string(nearest) + "?";
    return base::Error(message + " ('cohortscope settings' lists all)");
}

void set_weight(Settings& settings, std::string_view key, std::string_view text) {
    const std::string_view name = key.substr(kWeightPrefix.size());
    if (name.empty())
        throw unknown_key(*settings.schema, key);
    const std::optional<double> value = parse_number(text);
    if (!value || *value < 0.0 || *value > kMaximumWeight)
        throw refused(key, text, "a number from 0 to " + base::shortest(kMaximumWeight));
    settings.weights[std::string(name)] = *value == 0.0 ? 0.0 : *value;
}

} // namespace

const Field* find_field(const schema::Schema& schema, std::string_view key) {
    for (const std::span<const Field> list : {fields(schema), rule_fields(schema)})
        for (const Field& field : list)
            if (field.key == key)
                return &field;
    return nullptr;
}

std::string range_text(const Field& field) {
    if (field.kind == FieldKind::boolean)
        return "true or false";
    if (field.kind == FieldKind::choice) {
        std::string names;
        for (const std::string& choice : field.choices)
            names += (names.empty() ? "" : ", ") + choice;
        return "one of " + names;
    }
    return std::string(field.kind == FieldKind::integer ? "a whole number" : "a number") +
           " from " + base::shortest(field.minimum) + " to " + base::fixed(field.maximum, 0);
}

void set_from_text(Settings& settings, std::string_view key, std::string_view value) {
    const Field* field = find_field(*settings.schema, key); // "weight.missing" of a column "weight"
    if (field == nullptr && key.starts_with(kWeightPrefix))
        return set_weight(settings, key, value);
    if (field == nullptr)
        throw unknown_key(*settings.schema, key);
    const std::optional<double> parsed = parse_value(*field, value);
    if (!parsed)
        throw refused(key, value, range_text(*field));
    field->set(settings, *parsed);
}

void set_from_assignment(Settings& settings, std::string_view assignment) {
    // The name of a column may hold a '=', a weight does not.
    const bool is_weight = assignment.starts_with(kWeightPrefix);
    const std::size_t equals = is_weight ? assignment.rfind('=') : assignment.find('=');
    if (equals == std::string_view::npos)
        throw base::Error("setting '" + base::shortened(assignment, 60) + "': expected key=value");
    set_from_text(settings, assignment.substr(0, equals), assignment.substr(equals + 1));
}

std::string text_of(const Field& field, const Settings& settings) {
    const double value = field.get(settings);
    if (field.kind == FieldKind::choice)
        return field.choices[static_cast<std::size_t>(value)];
    if (field.kind == FieldKind::boolean)
        return value != 0.0 ? "true" : "false";
    return field.kind == FieldKind::integer ? base::fixed(value, 0) : base::shortest(value);
}

std::string all_as_text(const Settings& settings) {
    std::string text;
    for (const Field& field : fields(settings))
        text += field.key + "=" + text_of(field, settings) + "\n";
    for (const auto& [name, weight] : settings.weights)
        text += std::string(kWeightPrefix) + name + "=" + base::shortest(weight) + "\n";
    for (const auto& [key, threshold] : settings.thresholds)
        text += key + "=" + base::shortest(threshold) + "\n";
    return text;
}

bool Settings::operator==(const Settings& other) const {
    return (schema == other.schema || *schema == *other.schema) && clean == other.clean &&
           reference_year == other.reference_year && columns == other.columns &&
           thresholds == other.thresholds && scaler == other.scaler && weights == other.weights &&
           method == other.method && kmeans == other.kmeans && pca_x == other.pca_x &&
           pca_y == other.pca_y;
}

namespace {

void check_percentiles(const Settings& settings, const schema::ColumnSpec& column) {
    const schema::OutlierSpec outliers = outliers_of(settings, column);
    if (outliers.mode != schema::OutlierMode::none && !(outliers.low < outliers.high))
        throw base::Error(knob_key(column, Knob::low) + " = " + base::shortest(outliers.low) +
                          " and " + knob_key(column, Knob::high) + " = " +
                          base::shortest(outliers.high) + ": expected low < high");
}

void check_first_year(const Settings& settings, const schema::ColumnSpec& column) {
    const Field* first = find_field(*settings.schema, knob_key(column, Knob::lowest));
    if (first != nullptr && first->get(settings) > settings.reference_year)
        throw base::Error(first->key + " = " + base::fixed(first->get(settings), 0) +
                          " and reference_year = " + std::to_string(settings.reference_year) +
                          ": expected the first year not after the reference year");
}

} // namespace

void check_combination(const Settings& settings) {
    for (const schema::ColumnSpec& column : settings.schema->columns)
        if (column.role == schema::Role::measure || column.role == schema::Role::number)
            check_percentiles(settings, column);
    for (const schema::ColumnSpec& column : settings.schema->columns)
        if (column.role == schema::Role::year)
            check_first_year(settings, column);
    if (settings.pca_x == settings.pca_y)
        throw base::Error("pca.x = pca.y = " + std::to_string(settings.pca_x) +
                          ": expected two different components");
}

} // namespace cohortscope::engine
