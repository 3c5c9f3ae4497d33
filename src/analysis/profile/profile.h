// What a cluster is like: size, measure, features, names, outcome, and a measured name.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/clustering.h"
#include "features/feature.h"
#include "features/rows/prepared_rows.h"

namespace cohortscope::analysis {

struct NamedCount {
    std::string name;
    std::size_t count = 0;
};

struct ClusterProfile {
    std::string name; // automatic; see name_clusters
    std::size_t size = 0;
    double share = 0.0; // of all rows, 0 to 1
    double measure_mean = 0.0;
    double measure_median = 0.0;
    double measure_q1 = 0.0;
    double measure_q3 = 0.0;
    std::vector<double> feature_means; // d, each in the feature's own unit
    // By slot of names; each by count descending, then byte order; kTopNames at most.
    std::vector<std::vector<NamedCount>> top_names;
    std::vector<std::uint32_t> histogram; // MeasureAxis::bins counts
    // Rows with the least and the greatest measure of all rows: where it is clipped, these.
    std::size_t at_lowest = 0;
    std::size_t at_highest = 0;
    double outcome_mean = 0.0;    // of the rows that have an outcome: of 0 and 1 the rate
    std::size_t outcome_rows = 0; // 0 without an outcome

    // Those of a slot; of a profile that lists none, none.
    const std::vector<NamedCount>& top_of(std::size_t slot) const {
        static const std::vector<NamedCount> none;
        return slot < top_names.size() ? top_names[slot] : none;
    }
};

// The axis that every distribution of the measure shares. Logarithmic: bin b covers
// [10^(low + b·step), 10^(low + (b + 1)·step)) units of the measure; else [low + b·step,
// low + (b + 1)·step). The last one includes its upper end.
struct MeasureAxis {
    bool logarithmic = true;
    double low = 0.0; // log10 of the measure, or the measure
    double step = 0.0;
    int bins = 0;
};

// Bins of at most 1/24 decade over [min, max] of the measure, or at most 121 of equal width,
// between 1 and 255, and the finer slots that they are made of, which never decrease with the
// measure: one slot a row.
struct MeasureBins {
    MeasureAxis axis;
    std::vector<std::uint16_t> slot;        // n
    std::vector<std::uint8_t> bins_of_slot; // bin of each slot

    int bin(std::size_t row) const { return bins_of_slot[slot[row]]; }
};
MeasureBins bin_measure(const features::PreparedRows& prepared);

// The same of any n > 0 values, none of them NaN. They are to lie in [minimum, maximum], which is
// above 0 where the axis is logarithmic.
MeasureBins bin_values(std::span<const double> values, double minimum, double maximum,
                       bool logarithmic);

// A column of numbers of which no feature is made.
struct OtherNumber {
    std::size_t slot = 0;      // of PreparedRows::numbers
    double mean = 0.0;         // of all rows
    double std = 0.0;          // population form
    std::vector<double> means; // k
};

// How much each row of a profile tells the clusters apart, from 0 not at all to 1; NaN where that
// cannot be said. See analysis/effect_size/effect_size.h.
struct Strengths {
    std::vector<double> features; // d, η²
    std::vector<double> others;   // of Profiles::others, η²
    std::vector<double> names;    // by slot, Cramér's V without its bias
    double measure = 0.0;         // η², on the scale of its first feature where it has one
    double outcome = 0.0;         // η² of the rows that have one
};

struct Profiles {
    ClusterProfile all;                   // every row
    std::vector<ClusterProfile> clusters; // k
    MeasureAxis measure_axis;
    std::shared_ptr<const schema::ColumnSpec> measure;            // never null
    std::vector<std::shared_ptr<const schema::ColumnSpec>> names; // by slot
    std::shared_ptr<const schema::ColumnSpec> outcome;            // null without one
    std::vector<OtherNumber> others;                              // in the order of the slots
    Strengths strengths;
};

inline constexpr int kTopNames = 10;

// Exact medians and quartiles. O(n + k · (names + bins)).
Profiles profile_clusters(const features::PreparedRows& prepared,
                          const features::FeatureSet& features, const MeasureBins& bins,
                          const Clustering& clustering);

} // namespace cohortscope::analysis
