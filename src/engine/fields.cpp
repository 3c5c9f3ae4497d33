#include "engine/settings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <forward_list>
#include <mutex>
#include <type_traits>
#include <utility>

#include "base/format.h"
#include "engine/rule_fields.h"
#include "engine/rules.h"
#include "schema/enum_names.h"

namespace cohortscope::engine {

namespace {

struct Words {
    std::string key, label, unit, help;
};

// `part` is the path to the value inside Settings: reading and writing come from one expression.
template <class Part>
Field number(FieldKind kind, const Words& words, double low, double high, Part part) {
    return {words.key,
            "",
            words.label,
            words.unit,
            kind,
            low,
            high,
            {},
            words.help,
            [part](const Settings& s) { return static_cast<double>(part(s)); },
            [part](Settings& s, double value) {
                using Value = std::remove_reference_t<decltype(part(s))>;
                part(s) = static_cast<Value>(value);
            }};
}

template <class Part> Field choice(const Words& words, std::vector<std::string> names, Part part) {
    Field field =
        number(FieldKind::choice, words, 0.0, static_cast<double>(names.size() - 1), part);
    field.choices = std::move(names);
    return field;
}

template <class Part> Field toggle(const Words& words, Part part) {
    return number(FieldKind::boolean, words, 0.0, 1.0, part);
}

void add_cleaning(std::vector<Field>& list, const schema::Schema& schema) {
    const bool has_id = std::ranges::any_of(
        schema.columns, [](const auto& column) { return column.role == schema::Role::id; });
    list.push_back(toggle(
        {"clean.text", "Clean text", "",
         "Drops punctuation and case from names, so that variants of one name "
         "become one name."},
        [](auto& s) -> auto& { return s.clean.text; }));
    list.push_back(choice(
        {"clean.duplicates", "Drop duplicates", "",
         "Keeps the first of a person's rows that are equal in all columns. Rows without an "
         "id may be of different people: those that look alike go only with 'alike'."},
        {"true", "false", "alike"}, [](auto& s) -> auto& { return s.clean.duplicates; }));
    if (has_id)
        list.push_back(choice(
            {"clean.person_rows", "Rows of a person", "",
             "Keeps every row, or only the first or the last row of each person."},
            {"all", "first", "last"}, [](auto& s) -> auto& { return s.clean.person_rows; }));
}

void add_reference_year(std::vector<Field>& list) {
    list.push_back(number(
        FieldKind::integer,
        {"reference_year", "Reference year", "",
         "Ages are this year less the year of the row; later years are taken as missing."},
        1970, 2100, [](auto& s) -> auto& { return s.reference_year; }));
}

// A knob of a column: its value where it differs from `otherwise`.
Field column_field(const schema::ColumnSpec& column, Knob knob, double otherwise, Field field) {
    field.key = knob_key(column, knob);
    field.column = column.name;
    field.get = [key = field.key, otherwise](const Settings& s) {
        const auto moved = s.columns.find(key);
        return moved != s.columns.end() ? moved->second : otherwise;
    };
    field.set = [key = field.key, otherwise](Settings& s, double value) {
        if (value == otherwise)
            s.columns.erase(key);
        else
            s.columns[key] = value;
    };
    return field;
}

Field plain_field(FieldKind kind, const std::string& label, const std::string& unit, double low,
                  double high, const std::string& help) {
    return {"", "", label, unit, kind, low, high, {}, help, {}, {}};
}

Field plain_choice(const std::string& label, std::vector<std::string> choices,
                   const std::string& help) {
    const double last = static_cast<double>(choices.size() - 1);
    return {"", "", label, "", FieldKind::choice, 0.0, last, std::move(choices), help, {}, {}};
}

std::string label_of(const schema::ColumnSpec& column) {
    return column.label.empty() ? schema::plain_label(column.name) : column.label;
}

std::string plural_of(const schema::ColumnSpec& column) {
    return column.plural.empty() ? label_of(column) : column.plural;
}

std::string capital(std::string text) {
    if (!text.empty())
        text[0] =
            static_cast<char>(text[0] >= 'a' && text[0] <= 'z' ? text[0] - 'a' + 'A' : text[0]);
    return text;
}

// The label of another column of the schema.
std::string label_of(const schema::Schema& schema, const std::string& column) {
    const schema::ColumnSpec* found = schema.find(column);
    return found != nullptr ? label_of(*found) : column;
}

template <class Fill> double place_of(const std::vector<Fill>& fills, Fill fill) {
    const auto found = std::ranges::find(fills, fill);
    return found == fills.end() ? 0.0 : static_cast<double>(found - fills.begin());
}

std::string word_of(schema::NumberFill fill, const schema::Schema& schema,
                    const schema::ColumnSpec& column) {
    switch (fill) {
    case schema::NumberFill::median:
        return "median";
    case schema::NumberFill::mean:
        return "mean";
    case schema::NumberFill::mode:
        return "mode";
    case schema::NumberFill::group:
        return label_of(schema, column.fill.group);
    case schema::NumberFill::nearest:
        return "neighbours";
    case schema::NumberFill::constant:
        return base::shortest(column.fill.constant);
    case schema::NumberFill::drop:
        break;
    }
    return "drop";
}

void add_number_fill(std::vector<Field>& list, const schema::Schema& schema,
                     const schema::ColumnSpec& column) {
    const std::vector<schema::NumberFill> fills = number_fills(column);
    std::vector<std::string> words;
    for (const schema::NumberFill fill : fills)
        words.push_back(word_of(fill, schema, column));
    std::string help = "What a missing or invalid " + label_of(column) +
                       " becomes: the median or mean of the valid ones";
    if (!column.fill.group.empty())
        help += ", the median of the same " + label_of(schema, column.fill.group);
    if (!column.fill.nearest.empty())
        help += ", the mean of the 5 nearest rows";
    list.push_back(
        column_field(column, Knob::missing, place_of(fills, column.fill.number),
                     plain_choice("Missing " + plural_of(column), std::move(words),
                                  help + (fills.back() == schema::NumberFill::drop
                                              ? ", the most frequent value; drop: the row goes."
                                              : "."))));
}

void add_range(std::vector<Field>& list, const schema::ColumnSpec& column) {
    constexpr double kMost = 1e15;
    if (column.role == schema::Role::year) {
        const double first = std::isfinite(column.lowest) ? column.lowest : 1900;
        list.push_back(column_field(
            column, Knob::lowest, first,
            plain_field(FieldKind::integer, "First valid " + label_of(column), "",
                        std::min(first, 1900.0), 2100,
                        capital(plural_of(column)) + " before this one are taken as missing.")));
        return;
    }
    for (const Knob knob : {Knob::lowest, Knob::highest}) {
        const double end = knob == Knob::lowest ? column.lowest : column.highest;
        if (std::isfinite(end))
            list.push_back(column_field(
                column, knob, end,
                plain_field(FieldKind::real,
                            (knob == Knob::lowest ? "Lowest " : "Highest ") + label_of(column),
                            column.unit, -kMost, kMost,
                            std::string("Values ") + (knob == Knob::lowest ? "below" : "above") +
                                " this one are taken as missing.")));
    }
}

void add_outliers(std::vector<Field>& list, const schema::ColumnSpec& column) {
    const schema::OutlierSpec& own = column.outliers;
    const bool measure = column.role == schema::Role::measure;
    const std::string label = label_of(column);
    std::vector<std::string> words;
    for (const schema::OutlierMode mode : outlier_modes())
        words.emplace_back(schema::name_of(schema::kOutlierModeNames, mode));
    list.push_back(column_field(column, Knob::outliers, place_of(outlier_modes(), own.mode),
                                plain_choice("Outliers of " + label, std::move(words),
                                             "Clips " + label + " to its percentiles, " +
                                                 "drops the rows outside, or leaves " + label +
                                                 " as it is.")));
    if (!measure && own.mode == schema::OutlierMode::none && own.low == 0.0 && own.high == 100.0) {
        list.pop_back();
        return;
    }
    list.push_back(
        column_field(column, Knob::low, own.low,
                     plain_field(FieldKind::real, "Low percentile", "%", 0, 50,
                                 capital(label) + " below this percentile counts as an outlier.")));
    list.push_back(
        column_field(column, Knob::high, own.high,
                     plain_field(FieldKind::real, "High percentile", "%", 50, 100,
                                 capital(label) + " above this percentile counts as an outlier.")));
}

// Keys with a '.' are no knobs: "words.heading".
bool has_older_knobs(const schema::ColumnSpec& column) {
    return std::ranges::any_of(
        column.keys, [](const auto& entry) { return entry.first.find('.') == std::string::npos; });
}

void add_name_fill(std::vector<Field>& list, const schema::Schema& schema,
                   const schema::ColumnSpec& column) {
    const std::vector<schema::NameFill> fills = name_fills(column);
    if (column.fill.name == schema::NameFill::level && has_older_knobs(column) &&
        !column.keys.contains("missing"))
        return;
    std::vector<std::string> words;
    for (const schema::NameFill fill : fills)
        words.push_back(fill == schema::NameFill::votes   ? "stepwise"
                        : fill == schema::NameFill::level ? column.missing_name
                        : fill == schema::NameFill::mode  ? "mode"
                                                          : "drop");
    std::string help;
    if (fills.front() == schema::NameFill::votes) {
        help = "Stepwise: the most frequent " + label_of(column) + " of the same person";
        if (!column.fill.vote_number.empty())
            help += ", else of the " + label_of(schema, column.fill.group) + " and " +
                    label_of(schema, column.fill.vote_number);
        if (!column.fill.group.empty())
            help += ", else of the " + label_of(schema, column.fill.group);
        help += ", else '" + column.missing_name + "'.";
    } else {
        help = "A missing " + label_of(column) +
               " counts as a name of its own, or takes the most frequent one; drop: the row goes.";
    }
    list.push_back(
        column_field(column, Knob::missing, place_of(fills, column.fill.name),
                     plain_choice("Missing " + plural_of(column), std::move(words), help)));
}

void add_rarity(std::vector<Field>& list, const schema::ColumnSpec& column) {
    list.push_back(column_field(
        column, Knob::rare_below, column.rare_below,
        plain_field(FieldKind::integer, "Rare " + label_of(column) + " below", "rows", 1, 100'000,
                    capital(plural_of(column)) + " with fewer rows become one, " +
                        column.rare_name + ".")));
}

// Filling first, then bounding, then lumping, each for all columns: the order of the steps.
void add_columns(std::vector<Field>& list, const schema::Schema& schema) {
    using schema::Role;
    const auto is_number = [](const schema::ColumnSpec& column) {
        return column.role == Role::number || column.role == Role::year;
    };
    bool years = false;
    for (const schema::ColumnSpec& column : schema.columns)
        if (is_number(column)) {
            add_range(list, column);
            if (column.role == Role::year && !std::exchange(years, true))
                add_reference_year(list);
            add_number_fill(list, schema, column);
        }
    for (const schema::ColumnSpec& column : schema.columns)
        if (column.role == Role::category)
            add_name_fill(list, schema, column);
    for (const schema::ColumnSpec& column : schema.columns)
        if (column.role == Role::measure || column.role == Role::number)
            add_outliers(list, column);
    for (const schema::ColumnSpec& column : schema.columns)
        if (column.role == Role::category)
            add_rarity(list, column);
}

void add_scaler(std::vector<Field>& list) {
    list.push_back(choice(
        {"scaler", "Scaler", "",
         "Standard: mean and deviation; robust: median and interquartile range; minmax: "
         "smallest and largest value; none: raw values."},
        {"standard", "robust", "minmax", "none"}, [](auto& s) -> auto& { return s.scaler; }));
}

void add_clustering(std::vector<Field>& list) {
    list.push_back(choice(
        {"method", "Method", "",
         "K-Means, or Ward: the tree of merges over every row, cut into k clusters."},
        {"kmeans", "ward"}, [](auto& s) -> auto& { return s.method; }));
    list.push_back(number(
        FieldKind::integer, {"kmeans.k", "Clusters k", "", "How many clusters are looked for."}, 1,
        analysis::kMaximumClusters, [](auto& s) -> auto& { return s.kmeans.k; }));
    list.push_back(number(
        FieldKind::integer,
        {"kmeans.restarts", "Restarts", "runs",
         "The final result is the best of this many runs from different starts."},
        1, 100, [](auto& s) -> auto& { return s.kmeans.restarts; }));
    list.push_back(number(
        FieldKind::integer,
        {"kmeans.max_iterations", "Most iterations", "",
         "A run of K-Means stops after this many iterations at the latest."},
        1, 10'000, [](auto& s) -> auto& { return s.kmeans.max_iterations; }));
    list.push_back(number(
        FieldKind::real,
        {"kmeans.tolerance", "Tolerance", "",
         "A run stops when the centres' squared shift is at most this times the mean "
         "column variance."},
        0, 1, [](auto& s) -> auto& { return s.kmeans.tolerance; }));
    list.push_back(number(
        FieldKind::integer, {"seed", "Seed", "", "Another seed starts K-Means from other rows."}, 0,
        4'294'967'295.0, [](auto& s) -> auto& { return s.kmeans.seed; }));
    list.push_back(number(
        FieldKind::integer,
        {"pca.x", "Component across", "", "Which principal component is the horizontal axis."}, 1,
        50, [](auto& s) -> auto& { return s.pca_x; }));
    list.push_back(number(
        FieldKind::integer,
        {"pca.y", "Component upwards", "", "Which principal component is the vertical axis."}, 1,
        50, [](auto& s) -> auto& { return s.pca_y; }));
}

// A schema with its fields.
struct Known {
    schema::Schema schema;
    std::vector<Field> fields, rules;
};

std::vector<Field> made_fields(const schema::Schema& schema) {
    std::vector<Field> list;
    add_cleaning(list, schema);
    add_columns(list, schema);
    add_scaler(list);
    add_clustering(list);
    return list;
}

const Known& known_fields(const schema::Schema& schema) {
    // Never destroyed: a load that was left behind may read it while the program ends.
    static auto& known = *new std::forward_list<Known>();
    static auto& mutex = *new std::mutex();
    const std::lock_guard lock(mutex);
    for (const Known& one : known)
        if (one.schema == schema)
            return one;
    known.push_front({schema, made_fields(schema), made_rule_fields(schema.rules)});
    return known.front();
}

} // namespace

std::string knob_key(const schema::ColumnSpec& column, Knob knob) {
    constexpr std::array<std::string_view, 7> kNames = {
        "missing", "lowest", "highest", "outliers", "low", "high", "rare_below"};
    const std::string name(kNames[static_cast<std::size_t>(knob)]);
    const auto older = column.keys.find(name);
    return older != column.keys.end() ? older->second : column.name + "." + name;
}

std::span<const Field> fields(const schema::Schema& schema) { return known_fields(schema).fields; }

std::span<const Field> rule_fields(const schema::Schema& schema) {
    return known_fields(schema).rules;
}

} // namespace cohortscope::engine
