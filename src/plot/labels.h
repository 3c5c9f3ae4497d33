// How features, pay and counts are written for people: one place for charts and panels.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "schema/schema.h"

namespace cohortscope::plot {

inline constexpr const char* kMinus = "−"; // U+2212, as wide as a digit

// A value in the feature's own unit, with the unit: "8.8 years", "1.40 updates", "23.3 % of rows",
// "ln ₹ 13.8"; three or four significant digits where the schema names no decimals.
std::string format_value(const schema::FeatureSpec& feature, double value);

// The same without the unit, for columns of numbers whose unit stands at their head: "8.8", "23.3".
std::string format_number(const schema::FeatureSpec& feature, double value);

// At most six significant digits, grouped from a thousand on: "0.3124", "54,099", "1.23e-5".
std::string significant(double value);

// base::indian_money without trailing zeros: "₹9.5 L", "₹1 Cr", "₹30,000".
std::string short_rupees(double rupees);

// "1 row", "205,785 rows".
std::string row_count(std::size_t rows);

// A count in at most three significant digits, for where there is little room: "987", "12.3k",
// "1.03M".
std::string compact_count(double count);

// A share of 0 to 1 as "24.2 %".
std::string percent(double share, int decimals = 1);

// The count with the noun that fits it: "1 company", "3,781 companies".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

} // namespace cohortscope::plot
