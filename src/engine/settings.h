// Every knob that influences a result, in one aggregate, and the one table that describes them.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/kmeans/kmeans.h"
#include "features/settings.h"
#include "schema/schema.h"

namespace cohortscope::engine {

// How the rows are put into clusters: K-Means, or Ward's tree cut into k.
enum class Method { kmeans, ward };

// By key of the knob, such as "age.highest": its value where it differs from
// the schema's; of a choice its index.
using ColumnKnobs = std::map<std::string, double, std::less<>>;

struct Settings {
    std::shared_ptr<const schema::Schema> schema = schema::known_schemas().front(); // never null
    features::CleanSettings clean;
    int reference_year = 2025; // ages are this year less the year; later years are missing
    ColumnKnobs columns;
    ColumnKnobs thresholds; // of the schema's rules, by key of the knob: "rule.senior_leaders.1"
    features::Scaler scaler = features::Scaler::standard;
    features::Weights weights; // only those that differ from the default
    Method method = Method::kmeans;
    analysis::KMeansSettings kmeans; // k is that of both methods
    int pca_x = 1;                   // component numbers, from 1
    int pca_y = 2;
    bool operator==(const Settings& other) const; // schemas by content
};

enum class FieldKind { integer, real, boolean, choice };

// One knob. Values travel as text ("5", "0.25", "true", "median"); numbers also as double.
struct Field {
    std::string key;    // "age.highest"
    std::string column; // of a knob of a column, the column's name; else empty
    std::string label;  // "Highest age"
    std::string unit;   // "rows", "%", ""
    FieldKind kind = FieldKind::integer;
    double minimum = 0.0; // of integer and real
    double maximum = 0.0;
    std::vector<std::string> choices;           // of choice
    std::string help;                           // what the knob does to the data, one sentence
    std::function<double(const Settings&)> get; // booleans 0 or 1, choices their index
    std::function<void(Settings&, double)> set; // value in range
};

// All fields of a schema but the weights, in the order of the pipeline. The list of an equal schema
// is the same one, and stays as long as the program runs.
std::span<const Field> fields(const schema::Schema& schema);
inline std::span<const Field> fields(const Settings& settings) { return fields(*settings.schema); }

// The thresholds of the schema's rules, in their order: no result of the pipeline but the personas
// depends on them.
std::span<const Field> rule_fields(const schema::Schema& schema);

// Of either list; null if there is none.
const Field* find_field(const schema::Schema& schema, std::string_view key);

// The threshold that a rule's condition, counted from 0, has now.
double threshold_of(const Settings& settings, std::string_view rule, std::size_t condition,
                    double of_file);

// The knobs that a column has.
enum class Knob { missing, lowest, highest, outliers, low, high, rare_below };

// The key of a column's knob: its older name if it has one, else "COLUMN.KNOB".
std::string knob_key(const schema::ColumnSpec& column, Knob knob);

inline constexpr double kMaximumWeight = 3.0;

// Sets `key` ("weight.NAME" too) from text. Throws base::Error naming the key, the value and what
// was expected: unknown key (with the nearest one), not a number, out of range, not a choice.
void set_from_text(Settings& settings, std::string_view key, std::string_view value);

// "key=value"; throws base::Error without an '='.
void set_from_assignment(Settings& settings, std::string_view assignment);

// What values the field takes, in words: "a whole number from 1 to 50".
std::string range_text(const Field& field);

std::string text_of(const Field& field, const Settings& settings);

// "key=value" lines of every field and weight, and of thresholds that differ from the rules', in a
// fixed order: equal text means equal settings.
std::string all_as_text(const Settings& settings);

// Throws base::Error for combinations out of range: low ≥ high percentile, first_year >
// reference_year, pca.x == pca.y.
void check_combination(const Settings& settings);

} // namespace cohortscope::engine
