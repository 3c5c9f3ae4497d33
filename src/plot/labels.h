// How features, measures and counts are written for people: one place for charts and panels.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "features/feature.h"
#include "schema/schema.h"

namespace cohortscope::plot {

inline constexpr const char* kMinus = "−"; // U+2212, as wide as a digit

// A value in the feature's own unit, with the unit: "8.8 years", "1.40 updates", "23.3 % of rows",
// "ln ₹ 13.8"; three or four significant digits where the schema names no decimals.
std::string format_value(const schema::FeatureSpec& feature, double value);

// The same without the unit, for columns of numbers whose unit stands at their head: "8.8", "23.3".
std::string format_number(const schema::FeatureSpec& feature, double value);

// The words for a feature, of an indicator with its level: "gender = M". An indicator is a share:
// "48.2 % of rows".
std::string label_of(const features::Feature& feature);
std::string brief_of(const features::Feature& feature);
std::string unit_of(const features::Feature& feature);
std::string format_value(const features::Feature& feature, double value);
std::string format_number(const features::Feature& feature, double value);

// At most six significant digits, grouped from a thousand on: "0.3124", "54,099", "1.23e-5".
std::string significant(double value);

// A value of a column with its unit: "₹9.5 L", "1,200 EUR", "12.0 minutes"; three significant
// digits where the schema names no decimals.
std::string format_measure(const schema::ColumnSpec& column, double value);

// The same without zeros that say nothing: "₹1 Cr", "12 minutes".
std::string short_measure(const schema::ColumnSpec& column, double value);

// The same without the unit, for axes whose heading says it: "₹1 L", "1,200".
std::string measure_number(const schema::ColumnSpec& column, double value);

// What stands behind a number of the column: "minutes", "EUR"; empty where the number says it.
std::string unit_behind(const schema::ColumnSpec& column);

// The words that the schema has for `key` of the column, "words.full", else those given.
std::string schema_words(const schema::ColumnSpec& column, const std::string& key,
                         std::string otherwise);

// What the column holds, with its unit: "pay a year", "time in minutes".
std::string full_label(const schema::ColumnSpec& column);

// The label where no plural is said.
const std::string& plural_of(const schema::ColumnSpec& column);

// "1 row", "205,785 rows".
std::string row_count(std::size_t rows);

// A count in at most three significant digits, for where there is little room: "987", "12.3k",
// "1.03M".
std::string compact_count(double count);

// A share of 0 to 1 as "24.2 %".
std::string percent(double share, int decimals = 1);

// The count with the noun that fits it: "1 town", "3,781 towns".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

} // namespace cohortscope::plot
