// How one column lies in each cluster: the distribution of a number, the shares of names, the rate
// or mean of an outcome.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/contrast/contrast.h"
#include "analysis/profile/profile.h"
#include "features/rows/prepared_rows.h"

namespace cohortscope::analysis {

// A number in some rows.
struct NumberSpread {
    std::size_t rows = 0;
    double q1 = 0.0, median = 0.0, q3 = 0.0;
    std::vector<std::uint32_t> histogram; // bins of the shared axis
    // Rows with the least and the greatest value of all rows: where it is clipped, these.
    std::size_t at_lowest = 0, at_highest = 0;
};

// What became of outliers; bounds in the column's unit, ∓infinity where there are none.
struct NumberBounds {
    schema::OutlierMode mode = schema::OutlierMode::none;
    double low = 0.0, high = 0.0;
    std::size_t below = 0, above = 0; // rows clipped or dropped
};

struct Distribution {
    MeasureAxis axis;
    NumberSpread all;
    std::vector<NumberSpread> clusters; // k
    NumberBounds bounds;
};

// The most frequent names of all rows: kShownNames at most, by rows, then byte order, or in the
// order of the schema's levels where it has them and they are no more. The rest counts together.
struct NameShares {
    std::vector<std::string> names;
    std::size_t other_names = 0;  // that count together; 0: none
    std::vector<std::size_t> all; // rows of each name, and of the others where there are some
    std::vector<std::vector<std::size_t>> clusters; // k, likewise
};

// The 95 % interval of a rate is Wilson's score interval (1927, Journal of the American Statistical
// Association 22, 209–212), of a mean Student's (1908, Biometrika 6, 1–25): mean ± t s/√n with the
// sample's s = √(Σ(x − mean)²/(n − 1)) and the t of n − 1 degrees. NaN where there is none: without
// rows, and of a mean of one row.
struct OutcomeMean {
    std::size_t rows = 0; // that have one
    double mean = 0.0;    // NaN without rows
    Interval interval;
};

struct OutcomeMeans {
    bool rate = false; // every value is 0 or 1
    OutcomeMean all;
    std::vector<OutcomeMean> clusters; // k
    double low = 0.0, high = 0.0;      // of all values
};

inline constexpr std::size_t kShownNames = 6;

struct ColumnSpread {
    std::string column;                             // its name in the table
    std::shared_ptr<const schema::ColumnSpec> spec; // words and units for what is shown; not null
    std::variant<Distribution, NameShares, OutcomeMeans> what;
};

// What of a number does not depend on the clusters.
struct OrderedNumber {
    MeasureBins bins;
    std::vector<std::uint32_t> by_value; // n; positions by ascending value, ties by position
};

// values: n > 0, no NaN. The axis is that of bin_measure: logarithmic where asked and every value
// is above 0.
OrderedNumber order_number(std::span<const double> values, bool logarithmic);

// Exact quartiles. O(n + k · bins).
Distribution distribution_of(std::span<const double> values, const OrderedNumber& ordered,
                             const Clustering& clustering);

// O(n + names).
NameShares shares_of(const features::NamesSlot& names, const Clustering& clustering);

// values: n, NaN where missing. Sums go row by row. O(n).
OutcomeMeans means_of(std::span<const double> values, const Clustering& clustering);

} // namespace cohortscope::analysis
