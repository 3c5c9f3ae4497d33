// The profile's rows as numbers and words: one a feature, a cell for each cluster.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"

namespace cohortscope::plot {

struct ProfileCell {
    std::string text;        // in the row's unit
    std::string tip_value;   // with its unit
    double deviations = 0.0; // from all rows
    std::string remark = {}; // at the end of the tip
};

struct ProfileRow {
    std::string label;   // "rows at the same company"; shorter where there is little room
    std::string brief;   // "same company"
    std::string unit;    // "% of rows"; shorter likewise
    std::string all;     // of all rows: "10.3"
    std::string all_tip; // with its unit
    std::vector<ProfileCell> cells; // k
};

// Median and mean pay, then the features.
std::vector<ProfileRow> profile_rows(const engine::Result& result);

// Behind the share of rows at the same company where most rows are at rare companies, which count
// together as one.
inline constexpr const char* kLumpSign = "*";
bool marks_lump(const engine::Result& result); // whether any cell has it

} // namespace cohortscope::plot
