// What the columns of a table mean: the features made of them and the words for these. Layers above
// read it from the feature and know no column by name.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/rules/rules.h"

namespace cohortscope::schema {

// What a column is for.
enum class Role {
    id,      // who a row is about; never in the distance by its value; at most one
    measure, // the number that orders the clusters and fills the ridges; at most one
    number,
    year,
    category,
    outcome, // what became of a row; never in the distance; at most one
    helper,  // read by repairs alone
    ignored,
};

// How features are made of a column.
enum class Encoding {
    number,       // as it stands
    age,          // years up to the reference year
    count,        // rows of the same id
    frequency,    // share of the rows that have the same value, 0 to 1
    logarithm,    // ln(1 + x)
    one_hot,      // an indicator a level, each times 1 / √levels
    one_hot_full, // an indicator a level
    ordinal,      // the place of the level, from 0
    none,         // no feature
};

// Columns of the matrix at most, indicators counted one by one.
inline constexpr std::size_t kMostFeatures = 256;

inline constexpr int kPlainDecimals = -1; // about three significant digits

// How a group's mean lies: furthest of all groups, far from all rows' mean, or notably beside it.
enum class Degree { highest, much, more, less, little, lowest };
inline constexpr std::size_t kDegrees = 6;

// What is said of a group that has more or less of a feature; empty where a name has no such form.
struct Phrase {
    std::string text;      // by itself or behind a comma: "seniors", "best paid"
    std::string brief;     // where there is little room: "more updates"
    std::string adjective; // before a role: "senior", "best-paid"
    std::string place;     // behind people: "at common places"
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

struct FeatureSpec {
    std::string name; // the key of its weight
    std::string from; // the column of the table
    Encoding encoding = Encoding::number;
    double default_weight = 0.0;   // ≥ 0; 0: off until it gets one
    std::string label;             // "rows of the same school"
    std::string brief;             // "same school"
    std::string unit;              // "% of rows", or empty
    bool unit_in_front = false;    // "ln ₹ 13.8"
    double factor = 1.0;           // value × factor is what people read
    int decimals = kPlainDecimals; // of what they read
    MeanWords mean;
    std::array<Phrase, kDegrees> phrases; // in the order of Degree; an empty text: nothing is said

    const Phrase& phrase(Degree degree) const { return phrases[static_cast<std::size_t>(degree)]; }
    bool operator==(const FeatureSpec&) const = default;
};

// What becomes of missing cells of a column of numbers, and of years.
enum class NumberFill {
    median,
    mean,
    mode,     // of equal counts the smallest
    group,    // the median of the rows that share `FillSpec::group`, else of all
    nearest,  // the mean of the 5 nearest rows by measure and `FillSpec::nearest`
    constant, // FillSpec::constant
    drop,     // the row goes
};

// What becomes of missing cells of a column of names.
enum class NameFill {
    level, // a name of its own, ColumnSpec::missing_name
    mode,  // the most frequent name, of equal counts the earliest in byte order
    votes, // FillSpec's groups in turn, else ColumnSpec::missing_name
    drop,  // the row goes
};

struct FillSpec {
    NumberFill number = NumberFill::median;
    NameFill name = NameFill::level;
    std::string group;                // a category: of NumberFill::group, of the votes
    std::vector<std::string> nearest; // helpers and columns of numbers: of NumberFill::nearest
    std::string vote_number; // a number or year column: rows of `group` that share it vote first
    double constant = 0.0;   // of NumberFill::constant
    bool vote_by_id = false; // rows of the same id vote before all others
    bool operator==(const FillSpec&) const = default;
};

enum class OutlierMode { clip, drop, none };

struct OutlierSpec {
    OutlierMode mode = OutlierMode::none;
    double low = 0.0; // percentiles
    double high = 100.0;
    bool operator==(const OutlierSpec&) const = default;
};

// How a name of a category is said of a group that bears it.
enum class Speech {
    value,  // "gender female"
    people, // who they are: "backend engineers"
    place,  // where they are: "people at qntx"
};

struct ColumnSpec {
    std::string name;                     // how features, knobs and exports call it
    std::vector<std::string> other_names; // that files give it: lower case, letters and digits only
    Role role = Role::number;
    Encoding encoding = Encoding::number; // the default of the role's encodings
    bool optional = false;                // may be absent: every cell is then missing
    std::string without;                  // of an optional one: what its absence means
    std::string label;                    // "pay", "school"
    std::string plural;                   // "schools"; the label where not said
    std::string unit;                     // "minutes"; empty for names
    std::string currency;                 // "INR", "EUR"; empty: no money
    int decimals = kPlainDecimals;
    double lowest = -std::numeric_limits<double>::infinity(); // valid range; outside: missing
    double highest = std::numeric_limits<double>::infinity(); // of years: the reference year
    FillSpec fill;
    OutlierSpec outliers;
    std::vector<std::string> levels; // of an ordinal: in order, as shown; see levels.h for what
                                     // equals one. Of an outcome of two names: no, then yes
    int rare_below = 1;              // names with fewer rows become `rare_name`
    std::string rare_name = "(rare)";
    std::string missing_name = "(missing)"; // what a missing name counts as
    Speech speech = Speech::value;          // of a category
    bool early = false;                     // known in time to act on
    bool after = false;                     // known only after the outcome
    // The key that a knob of this column goes by where it has an older name than COLUMN.KNOB:
    // knob → key, such as "rare_below" → "rare_threshold".
    std::map<std::string, std::string> keys;
    std::string reason;    // of a guess: why it is so; else empty
    bool doubtful = false; // of a guess
    bool operator==(const ColumnSpec&) const = default;
};

// A column made of two others where the table has none of that name.
enum class DerivedKind { difference, ratio, product };
struct DerivedSpec {
    std::string name; // a column of the schema
    DerivedKind kind = DerivedKind::difference;
    std::string left, right; // columns; a ratio of 0 is missing
    bool operator==(const DerivedSpec&) const = default;
};

// Rows where left < right + plus are counted and said, and nothing is changed.
struct CheckSpec {
    std::string name;        // "updated_before_start"
    std::string left, right; // columns of numbers or years; right may be empty: left < plus
    double plus = 0.0;
    bool above = false; // left > right + plus instead
    std::string words;  // "updated before the start year"
    bool operator==(const CheckSpec&) const = default;
};

struct PeerSpec {
    std::string name; // "designation"
    std::vector<std::string> columns;
    bool operator==(const PeerSpec&) const = default;
};

struct Schema {
    std::string name;          // "engagement"
    std::string label;         // "Learners and their pay"
    std::string noun = "rows"; // what the rows are: "applicants"
    bool guessed = false;
    std::vector<ColumnSpec> columns;
    std::vector<DerivedSpec> derived;
    std::vector<CheckSpec> checks;
    std::vector<PeerSpec> peers;
    std::vector<FeatureSpec> features; // in the order of the matrix; default weight 1 if not said
    Rules rules;                       // empty: groups have their measured names alone

    const ColumnSpec* find(std::string_view column) const; // null if there is none
    bool operator==(const Schema&) const = default;
};

// The first of the known schemas.
const Schema& built_in();

// The schemas that come with the program, in the order of assets/schemas/schemas.json; made once.
std::span<const std::shared_ptr<const Schema>> known_schemas();

// The known schema of that name, else null.
std::shared_ptr<const Schema> find_schema(std::string_view name);

// "study_hours" → "study hours": the words for a column that no schema speaks of.
std::string plain_label(std::string_view column);

// Of a column of numbers that no schema speaks of: off, with its own name for words, "_" as blanks.
FeatureSpec plain_feature(std::string_view column);

// Of a column whose encoding is not none: its own label, unit and decimals, of weight 1.
FeatureSpec feature_of(const ColumnSpec& column);

// The built-in schema's feature of that name, else a plain one.
std::shared_ptr<const FeatureSpec> feature_named(std::string_view name);

} // namespace cohortscope::schema
