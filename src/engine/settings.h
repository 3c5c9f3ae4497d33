// Every knob that influences a result, in one aggregate, and the one table that describes them.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/kmeans/kmeans.h"
#include "features/settings.h"

namespace cohortscope::engine {

// How the rows are put into clusters: K-Means, or Ward's tree cut into k.
enum class Method { kmeans, ward };

struct Settings {
    features::CleanSettings clean;
    features::YearSettings year;
    features::RoleImputation role_imputation = features::RoleImputation::stepwise;
    features::OutlierSettings outliers;
    features::RareSettings rare;
    features::Scaler scaler = features::Scaler::standard;
    features::Weights weights; // only those that differ from the default
    Method method = Method::kmeans;
    analysis::KMeansSettings kmeans; // k is that of both methods
    int pca_x = 1;                   // component numbers, from 1
    int pca_y = 2;
    bool operator==(const Settings&) const = default;
};

enum class FieldKind { integer, real, boolean, choice };

// One knob. Values travel as text ("5", "0.25", "true", "median"); numbers also as double.
struct Field {
    std::string_view key;   // "rare_company_threshold"
    std::string_view label; // "Rare company below"
    std::string_view unit;  // "rows", "%", ""
    FieldKind kind;
    double minimum; // of integer and real
    double maximum;
    std::vector<std::string_view> choices;      // of choice
    std::string_view help;                      // what the knob does to the data, one sentence
    std::function<double(const Settings&)> get; // booleans 0 or 1, choices their index
    std::function<void(Settings&, double)> set; // value in range
};

// All fields but the weights, in the order of the pipeline.
std::span<const Field> fields();
const Field* find_field(std::string_view key); // null if there is none

inline constexpr double kMaximumWeight = 3.0;

// Sets `key` ("weight.NAME" too) from text. Throws base::Error naming the key, the value and what
// was expected: unknown key (with the nearest one), not a number, out of range, not a choice.
void set_from_text(Settings& settings, std::string_view key, std::string_view value);

// "key=value"; throws base::Error without an '='.
void set_from_assignment(Settings& settings, std::string_view assignment);

// What values the field takes, in words: "a whole number from 1 to 50".
std::string range_text(const Field& field);

std::string text_of(const Field& field, const Settings& settings);

// "key=value" lines of every field and weight, in a fixed order: equal text means equal settings.
std::string all_as_text(const Settings& settings);

// Throws base::Error for combinations out of range: low ≥ high percentile, first_year >
// reference_year, pca.x == pca.y.
void check_combination(const Settings& settings);

} // namespace cohortscope::engine
