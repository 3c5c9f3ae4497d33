// Steps S9 to S11: features, scaling and weighting.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/buffer.h"
#include "data/table.h"
#include "features/rows/learners.h"

namespace cohortscope::features {

// One feature: raw values in its own unit, with what the scaler needs to know.
struct Feature {
    std::string name;
    std::string unit;      // "years", "updates", "share of rows", "ln ₹", "" for extra columns
    Column<double> values; // n
    double mean = 0.0;
    double std = 0.0; // population form
    double min = 0.0;
    double max = 0.0;
    double q1 = 0.0; // quartiles, by features::percentile
    double median = 0.0;
    double q3 = 0.0;
    base::Fingerprint origin; // of what the values were made from
    // Of a logarithm: the rows and numbers it was taken of, so that the next one is taken only
    // where they differ. Else empty.
    Column<std::uint32_t> rows;
    Column<double> of;
};

// d features in the order of docs/DEFINITIONS.md, then the extra columns that have a weight above
// 0.
struct FeatureSet {
    std::vector<std::shared_ptr<const Feature>> columns; // d
    // d × d row-major: covariance (population form) of the columns after (x − mean) / std, 0 where
    // a column is constant. PCA reads it, so that a weight costs no pass over the rows.
    std::vector<double> correlation;
    std::size_t distinct_rows = 0; // distinct combinations of the raw values; 0 until counted
    base::Fingerprint fingerprint;
};

// The names of the five features of the schema, in their order.
std::vector<std::string> schema_features();

// The table's numeric columns that can become features by a weight: all but orgyear, ctc and
// ctc_updated_year, and but those named like a feature of the schema; each name once.
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

// How a feature is scaled: scaled = (value − centre) / spread. A constant column has spread 0 and
// becomes 0 under every scaler.
struct Scaling {
    double centre = 0.0;
    double spread = 1.0;
};
Scaling scaling_of(const Feature& feature, Scaler scaler);

double weight_of(const Weights& weights, const std::string& feature, bool extra);

// The matrix that is clustered. Column-major, float, rows padded with zeros to a multiple of
// kRowPadding, each column less its own mean (distances do not change, floats keep their digits).
inline constexpr std::size_t kRowPadding = 64;

struct MatrixColumn {
    base::Buffer<float> values; // padded n; set what is behind n to 0
    double offset = 0.0;        // scaled, weighted value = values[i] + offset
    Scaling scaling;
    double weight = 1.0;
    double variance = 0.0; // population variance of the scaled, weighted column
    base::Fingerprint key; // of the feature's values, scaling and weight
};

struct Matrix {
    std::size_t rows = 0;                                     // n
    std::vector<std::shared_ptr<const MatrixColumn>> columns; // d
    base::Fingerprint fingerprint;
    std::size_t dimensions() const { return columns.size(); }
};

// S10 and S11. `previous`, if given, lends unchanged columns. Throws base::Error when every weight
// is 0, when a scaled value is too large for the float matrix (above 1e15 in magnitude), or when no
// double holds the spread that the scaler asks for.
Matrix scale_and_weight(const FeatureSet& features, Scaler scaler, const Weights& weights,
                        const Matrix* previous = nullptr);

// The scaled, weighted value of one cell in double precision, for exports.
double scaled_value(const Feature& feature, const MatrixColumn& column, std::size_t row);

} // namespace cohortscope::features
