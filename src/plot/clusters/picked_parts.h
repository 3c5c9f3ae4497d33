// What a click on a part of the clusters' charts selects: rows that the part stands for.
#pragma once

#include <optional>
#include <string>

#include "analysis/spread/column_spread.h"
#include "engine/result.h"
#include "engine/selection/shapes.h"

namespace cohortscope::plot {

// The rows whose value lies on the side of all rows' figure on which this one does: at least `all`
// where value ≥ all, else at most. None where either is not finite.
std::optional<engine::Shape> side_of(const std::string& column, double value, double all);

// The same of a feature's mean. Of a logarithm in the unit of what it was taken of; of an indicator
// the rows that have its level, or those that have another.
std::optional<engine::Shape> side_of_feature(const engine::Result& result,
                                             const features::Feature& feature, double mean);

// The same of an outcome; of one of 0 and 1 (`rate`) the rows that have the one or the other.
std::optional<engine::Shape> side_of_outcome(const std::string& column, bool rate, double mean,
                                             double all);

// A part of a row of the clusters' chart, by the `value` of its mark: of names the rows with that
// name, or with none of those that stand alone; of an outcome of 0 and 1 those that have it, of
// another those on the side of all rows' mean that `cluster` lies on (−1: at least that mean). None
// where the value is no part.
std::optional<engine::Shape> shape_of_part(const analysis::ColumnSpread& spread, int value,
                                           int cluster);

inline constexpr int kMeanPart = 0; // value of the marks of means

} // namespace cohortscope::plot
