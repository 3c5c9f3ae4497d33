// The profile's rows as numbers and words: one a feature, a cell for each cluster.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "engine/result.h"

namespace cohortscope::plot {

// Of a cell that is not compared with all rows.
inline constexpr double kNoDeviation = std::numeric_limits<double>::quiet_NaN();

struct ProfileCell {
    std::string text;        // in the row's unit
    std::string tip_value;   // with its unit
    double deviations = 0.0; // from all rows
    std::string remark = {}; // at the end of the tip
};

struct ProfileRow {
    std::string label;              // "rows of the same town"; shorter where there is little room
    std::string brief;              // "same town"
    std::string unit;               // "% of rows"; shorter likewise
    std::string all;                // of all rows: "10.3"
    std::string all_tip;            // with its unit
    std::vector<ProfileCell> cells; // k
};

// Median and mean of the measure, the outcome, the features, then the most frequent name of every
// column of names that no feature is made of.
std::vector<ProfileRow> profile_rows(const engine::Result& result);

// Behind the share of rows with the same name where most rows have rare names, which count together
// as one.
inline constexpr const char* kLumpSign = "*";
bool marks_lump(const engine::Result& result); // whether any cell has it

} // namespace cohortscope::plot
