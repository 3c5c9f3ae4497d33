// What a cluster is like: size, pay, features, roles, companies, and a measured name.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/clustering.h"
#include "features/feature.h"
#include "features/rows/learners.h"

namespace cohortscope::analysis {

struct NamedCount {
    std::string name;
    std::size_t count = 0;
};

struct ClusterProfile {
    std::string name; // automatic; see name_clusters
    std::size_t size = 0;
    double share = 0.0; // of all rows, 0 to 1
    double ctc_mean = 0.0;
    double ctc_median = 0.0;
    double ctc_q1 = 0.0;
    double ctc_q3 = 0.0;
    std::vector<double> feature_means; // d, each in the feature's own unit
    std::vector<NamedCount> top_roles; // by count descending, then byte order
    std::vector<NamedCount> top_companies;
    std::vector<std::uint32_t> pay_histogram; // PayAxis::bins counts
    // Rows that earn what the least and the most of all rows earn: where pay is clipped, these.
    std::size_t at_lowest_pay = 0;
    std::size_t at_highest_pay = 0;
};

// The log axis that every pay distribution shares: bin b covers
// [10^(low + b·step), 10^(low + (b + 1)·step)) rupees; the last one includes its upper end.
struct PayAxis {
    double low = 0.0; // log10 rupees
    double step = 0.0;
    int bins = 0;
};

// Bins of at most 1/24 decade over [min, max] of ctc, between 1 and 255, and the finer slots that
// they are made of, which never decrease with pay: one slot a row.
struct PayBins {
    PayAxis axis;
    std::vector<std::uint16_t> slot;        // n
    std::vector<std::uint8_t> bins_of_slot; // bin of each slot

    int bin(std::size_t row) const { return bins_of_slot[slot[row]]; }
};
PayBins bin_pay(const features::Learners& learners);

struct Profiles {
    ClusterProfile all;                   // every row
    std::vector<ClusterProfile> clusters; // k
    PayAxis pay_axis;
};

inline constexpr int kTopNames = 10;

// Exact medians and quartiles. O(n + k · (names + bins)).
Profiles profile_clusters(const features::Learners& learners, const features::FeatureSet& features,
                          const PayBins& bins, const Clustering& clustering);

} // namespace cohortscope::analysis
