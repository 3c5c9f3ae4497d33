// Numbers as automatic names say them.
#pragma once

#include <optional>
#include <string>

#include "schema/schema.h"

namespace cohortscope::analysis {

// "7.7 years", "1 year".
std::string mean_text(const schema::MeanWords& words, double mean);

// "twice the median" of a ratio near 2, 3 or a half; else nothing.
std::optional<std::string> multiple(double ratio);

// About three significant digits: "0.34", "1,204".
std::string plain_number(double value);

// A value of the measure as people write it, with its currency or unit.
std::string measure_text(const schema::ColumnSpec& measure, double value);

} // namespace cohortscope::analysis
