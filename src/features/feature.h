// Features before scaling: raw values in their own units, with their statistics.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/fingerprint.h"
#include "features/column.h"
#include "schema/schema.h"

namespace cohortscope::features {

// One feature: raw values in its own unit, with what the scaler needs to know.
struct Feature {
    std::string name;                                // the spec's, or of an indicator "spec=level"
    std::shared_ptr<const schema::FeatureSpec> spec; // its meaning, words and default weight
    std::string level;                               // of an indicator; else empty
    double factor = 1.0;      // what the weight is multiplied by: 1 / √levels of one-hot
    Column<double> values;    // n
    std::size_t negative = 0; // of a logarithm: values below 0, which count as 0
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

// d features in the order of the schema, indicators in byte order of their levels, then the columns
// that the schema does not know and that have a weight above 0.
struct FeatureSet {
    std::vector<std::shared_ptr<const Feature>> columns; // d
    // d × d row-major: covariance (population form) of the columns after (x − mean) / std, 0 where
    // a column is constant. PCA reads it, so that a weight costs no pass over the rows.
    std::vector<double> correlation;
    std::size_t distinct_rows = 0; // distinct combinations of the raw values; 0 until counted
    base::Fingerprint fingerprint;
};

} // namespace cohortscope::features
