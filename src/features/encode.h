// Steps S9 to S11: features, scaling and weighting.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/buffer.h"
#include "data/table.h"
#include "features/feature.h"
#include "features/matrix.h"
#include "features/rows/learners.h"

namespace cohortscope::features {

// The names of the features of the schema, in their order.
std::vector<std::string> schema_features();

// The table's numeric columns that can become features by a weight: all but those that the schema
// makes features of or reads as helpers, and but those named like a feature; each name once.
std::vector<std::string> extra_columns(const data::Table& table);

// Throws base::Error for a weight of anything else: why a column of the table is no feature, or
// what exists.
void check_weights(const data::Table& table, const Weights& weights);

// `previous`, if given, lends the columns that did not change. Throws base::Error for an extra
// column without a value in the rows used. Missing values of an extra column take its median.
FeatureSet encode(const Learners& learners, const data::Table& table, const Weights& weights,
                  const FeatureSet* previous = nullptr);

// Number of distinct rows of the raw features, O(n).
std::size_t count_distinct_rows(const FeatureSet& features);

Scaling scaling_of(const Feature& feature, Scaler scaler);

// The weight that a person gave, else the feature's own.
double weight_of(const Weights& weights, const schema::FeatureSpec& feature);

// S10 and S11. `previous`, if given, lends unchanged columns. Throws base::Error when every weight
// is 0, when a scaled value is too large for the float matrix (above 1e15 in magnitude), or when no
// double holds the spread that the scaler asks for.
Matrix scale_and_weight(const FeatureSet& features, Scaler scaler, const Weights& weights,
                        const Matrix* previous = nullptr);

// The scaled, weighted value of one cell in double precision, for exports.
double scaled_value(const Feature& feature, const MatrixColumn& column, std::size_t row);

} // namespace cohortscope::features
