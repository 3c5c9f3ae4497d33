// What the columns of a table mean: the features made of them and the words for these. Layers above
// read it from the feature and know no column by name.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cohortscope::schema {

// How a feature is made of its column.
enum class Encoding {
    number,    // as it stands
    age,       // years up to the reference year
    count,     // rows of the same id
    frequency, // share of the rows that have the same value, 0 to 1
    logarithm, // ln(1 + x) of the measure
};

// How a group's mean lies: furthest of all groups, far from all rows' mean, or notably beside it.
enum class Degree { highest, much, more, less, little, lowest };
inline constexpr std::size_t kDegrees = 6;

// What is said of a group that has more or less of a feature; empty where a name has no such form.
struct Phrase {
    std::string text;      // by itself or behind a comma: "seniors", "best paid"
    std::string brief;     // where there is little room: "more updates"
    std::string adjective; // before a role: "senior", "best-paid"
    std::string place;     // behind people: "at common companies"
    bool people = false;   // the text names people: other claims go around it
    bool operator==(const Phrase&) const = default;
};

// A group's mean inside a name: "7.7 years".
struct MeanWords {
    std::string one, many; // both empty: it is written "mean 7.7"
    int significant = 0;   // digits, without zeros behind the point; 0: `decimals` of them
    int decimals = 0;
    bool operator==(const MeanWords&) const = default;
};

inline constexpr int kPlainDecimals = -1; // about three significant digits

struct FeatureSpec {
    std::string name; // the key of its weight
    std::string from; // the column of the table
    Encoding encoding = Encoding::number;
    int category = -1;             // of a frequency: its place in Schema::categories
    double default_weight = 0.0;   // ≥ 0; 0: off until it gets one
    std::string label;             // "rows at the same company"
    std::string brief;             // "same company"
    std::string unit;              // "% of rows", or empty
    bool unit_in_front = false;    // "ln ₹ 13.8"
    double factor = 1.0;           // value × factor is what people read
    int decimals = kPlainDecimals; // of what they read
    MeanWords mean;
    std::array<Phrase, kDegrees> phrases; // in the order of Degree; an empty text: nothing is said

    const Phrase& phrase(Degree degree) const { return phrases[static_cast<std::size_t>(degree)]; }
    bool operator==(const FeatureSpec&) const = default;
};

struct Schema {
    std::string name;
    std::vector<std::string> categories; // columns of names
    std::vector<std::string> helpers;    // columns that repairs read and that are no features
    std::vector<FeatureSpec> features;   // in the order of the matrix; default weight 1 if not said
    bool operator==(const Schema&) const = default;
};

// The schema that comes with the program; made once.
const Schema& built_in();

// "study_hours" → "study hours": the words for a column that no schema speaks of.
std::string plain_label(std::string_view column);

// Of a column of numbers that no schema speaks of: off, with its own name for words, "_" as blanks.
FeatureSpec plain_feature(std::string_view column);

// The built-in schema's feature of that name, else a plain one.
std::shared_ptr<const FeatureSpec> feature_named(std::string_view name);

} // namespace cohortscope::schema
