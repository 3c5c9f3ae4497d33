// The profile's rows as numbers and words: one a feature, a cell for each cluster.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/result.h"
#include "engine/selection/shapes.h"

namespace cohortscope::plot {

// Of a cell that is not compared with all rows.
inline constexpr double kNoDeviation = std::numeric_limits<double>::quiet_NaN();

struct ProfileCell {
    std::string text;        // in the row's unit
    std::string tip_value;   // with its unit
    double deviations = 0.0; // from all rows
    std::string remark = {}; // at the end of the tip
    // Rows on the side of all rows' figure that the cell shows, or with its name: of all clusters.
    std::optional<engine::Shape> side = {};
};

struct ProfileRow {
    std::string label;              // "rows of the same town"; shorter where there is little room
    std::string brief;              // "same town"
    std::string unit;               // "% of rows"; shorter likewise
    std::string all;                // of all rows: "10.3"
    std::string all_tip;            // with its unit
    std::vector<ProfileCell> cells; // k
    bool outside = false;           // its column has no part in the distance
    bool names = false;             // cells are names, which may be shortened
    double strength = kNoDeviation; // how much of its differences the clusters account for, 0 to 1
    std::string strength_tip = {};  // sentences
    int compared = -1; // which of plot/selection/selected_words.h says the selection's mean
};

// Median and mean of the measure, the outcome, the features, numbers of which none is made, then
// the most frequent name of every column of names that no feature is made of. By strength: what
// tells the clusters apart comes first, of equal ones in this order, and last what has none.
std::vector<ProfileRow> profile_rows(const engine::Result& result, bool by_strength = false);

// Whether a feature with a weight is made of the column.
bool is_in_distance(const engine::Result& result, const std::string& column);

// Behind the label of a row that is outside the distance.
inline constexpr const char* kOutsideSign = "†";

// Behind the share of rows with the same name where most rows have rare names, which count together
// as one.
inline constexpr const char* kLumpSign = "*";
bool marks_lump(const engine::Result& result); // whether any cell has it

} // namespace cohortscope::plot
