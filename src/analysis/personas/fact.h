// What rules ask of the groups, measured: each fact with its n and its interval.
#pragma once

#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/contrast/contrast.h"
#include "features/feature.h"
#include "features/rows/prepared_rows.h"
#include "schema/rules/rules.h"

namespace cohortscope::analysis {

inline constexpr std::size_t kNoCount = static_cast<std::size_t>(-1);

// One fact of one group.
struct FactValue {
    double value = std::numeric_limits<double>::quiet_NaN(); // in the column's unit; shares 0 to 1
    std::size_t n = 0;                                       // rows of the group that it is of
    std::size_t count = kNoCount; // of them those that it counts: of shares, lifts, rates of yes
    // 95 %: Wilson's of shares and of rates, Student's of means, binomial of medians, and of
    // Cohen's d by Hedges & Olkin's (1985, Statistical Methods for Meta-Analysis, 5.E) variance
    // (a + b)/(ab) + d²/(2(a + b)). Of ratios that of the numerator over all rows' figure. NaN
    // where there is none.
    Interval interval{std::numeric_limits<double>::quiet_NaN(),
                      std::numeric_limits<double>::quiet_NaN()};
    std::string lack; // why it cannot be said; empty: it can
    bool known() const { return lack.empty(); }
};

// A subject of the rules in every group.
struct SubjectFacts {
    std::string about; // the feature or column that was found; empty: none is needed, or there
    std::shared_ptr<const schema::FeatureSpec> feature; // its words; null of a column
    std::shared_ptr<const schema::ColumnSpec> column;   // likewise; null of a feature
    bool as_share = false; // the outcome is of 0 and 1: its rate is a share
    double of_all = std::numeric_limits<double>::quiet_NaN(); // of all rows; NaN where it is none
    std::vector<FactValue> clusters;                          // k
};

using FactTable = std::map<schema::Subject, SubjectFacts>;

// Every subject that the rules mention. The same bits on any number of threads. O(n · subjects).
FactTable measure_facts(const schema::Rules& rules, const features::PreparedRows& rows,
                        const features::FeatureSet& features, const Clustering& clustering);

} // namespace cohortscope::analysis
