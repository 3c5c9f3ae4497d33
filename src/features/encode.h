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
#include "features/rows/prepared_rows.h"

namespace cohortscope::features {

// The numeric columns that can become features by a weight: all but those of the schema, and but
// those named like a feature; each name once.
std::vector<std::string> extra_columns(const schema::Bound& bound);

// Throws base::Error for a weight of anything else: why a column of the table is no feature, or
// what exists.
void check_weights(const schema::Bound& bound, const Weights& weights);

// One-hot has at most so many levels after S8; above, the column is encoded by frequency.
inline constexpr std::size_t kMostLevels = 50;

// `previous`, if given, lends the columns that did not change. Throws base::Error for an extra
// column without a value in the rows used, and for more than schema::kMostFeatures. Missing values
// of an extra column take its median.
FeatureSet encode(const PreparedRows& prepared, const schema::Bound& bound, const Weights& weights,
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
